namespace Bpm.Model;

/// <summary>The decision that a business rule task of Camunda 7 asks (<c>camunda:decisionRef</c> and what belongs to it).</summary>
sealed class Camunda7DecisionReader(ReadContext context)
{
    const string Camunda = Namespaces.Camunda;

    static readonly string[] OtherImplementations = ["type", "class", "delegateExpression", "expression", "topic"];

    static readonly string[] Parts = ["decisionRefBinding", "decisionRefVersion", "decisionRefVersionTag", "mapDecisionResult"];

    static readonly Dictionary<string, DecisionBinding> Bindings = new()
    {
        ["latest"] = DecisionBinding.Latest,
        ["deployment"] = DecisionBinding.Deployment,
        ["version"] = DecisionBinding.Version,
        ["versionTag"] = DecisionBinding.VersionTag,
    };

    static readonly Dictionary<string, DecisionResultMapping> Mappings = new()
    {
        ["singleEntry"] = DecisionResultMapping.SingleEntry,
        ["singleResult"] = DecisionResultMapping.SingleResult,
        ["collectEntries"] = DecisionResultMapping.CollectEntries,
        ["resultList"] = DecisionResultMapping.ResultList,
    };

    public DecisionSource? Read(SourceElement task)
    {
        if (task.Find("decisionRef", Camunda) is not { } reference)
        {
            ReportPartsWithoutDecision(task);
            return null;
        }

        ReportOtherImplementation(task);
        var id = context.Expressions.Value(reference, task.Id);
        if (id is null)
        {
            context.Diagnostics.Error("missing-decision", reference.Location, task.Id,
                "Expected the id of a decision in camunda:decisionRef, but it is empty.", "Write the id of the decision in its DMN file.");
        }

        var binding = BusinessRuleTaskReader.Binding(task.Find("decisionRefBinding", Camunda), task, Bindings, context);
        var variable = context.Static(task.Find("resultVariable", Camunda) ?? task.Find("resultVariableName", Camunda), "result variable", task);
        return new DecisionSource(
            new DecisionReference(
                id ?? ExpressionReader.Invalid, binding,
                Needed(task, "decisionRefVersion", binding, DecisionBinding.Version),
                Needed(task, "decisionRefVersionTag", binding, DecisionBinding.VersionTag)),
            variable, ResultMapping(task, variable));
    }

    Feel.FeelExpression? Needed(SourceElement task, string attribute, DecisionBinding binding, DecisionBinding neededBy) =>
        BusinessRuleTaskReader.Needed(task.Find(attribute, Camunda), "camunda:" + attribute, task, binding, neededBy, context);

    DecisionResultMapping ResultMapping(SourceElement task, string? variable)
    {
        if (task.Find("mapDecisionResult", Camunda) is not { IsEmpty: false } text)
        {
            return DecisionResultMapping.ResultList;
        }

        if (!Mappings.TryGetValue(text.Trim().Value, out var mapping))
        {
            context.Diagnostics.Error("decision-result-mapping", text.Location, task.Id,
                $"Expected camunda:mapDecisionResult to be {string.Join(", ", Mappings.Keys)}, but found “{text.Value}”.", "Write one of these.");
        }
        else if (variable is null)
        {
            context.Diagnostics.Warning("missing-result-variable", text.Location, task.Id,
                "Expected camunda:resultVariable beside camunda:mapDecisionResult, but there is none; the decision's result is not kept.",
                "Name the variable that receives the result.");
        }

        return mapping;
    }

    void ReportOtherImplementation(SourceElement task)
    {
        if (task.Attributes.Find(a => a.Namespace == Camunda && OtherImplementations.Contains(a.Name)) is { } other)
        {
            context.Diagnostics.Error("several-implementations", other.Location, task.Id,
                $"Expected one implementation of “{task.Name}”, but found camunda:decisionRef and camunda:{other.Name}.", "Keep one of them.");
        }
    }

    void ReportPartsWithoutDecision(SourceElement task)
    {
        if (task.Attributes.Find(a => a.Namespace == Camunda && Parts.Contains(a.Name)) is { } part)
        {
            context.Diagnostics.Error("missing-decision", part.Location, task.Id,
                $"Expected camunda:decisionRef beside camunda:{part.Name}, but there is none.",
                "Add camunda:decisionRef with the id of the decision, or remove the attribute.");
        }
    }
}
