namespace Bpm.Model;

/// <summary>The decision that a business rule task of Camunda 8 asks (<c>zeebe:calledDecision</c>).</summary>
sealed class Camunda8DecisionReader(ReadContext context)
{
    const string Zeebe = Namespaces.Zeebe;

    static readonly Dictionary<string, DecisionBinding> Bindings = new()
    {
        ["latest"] = DecisionBinding.Latest,
        ["deployment"] = DecisionBinding.Deployment,
        ["versionTag"] = DecisionBinding.VersionTag,
    };

    public DecisionSource? Read(SourceElement task)
    {
        if (task.Extensions(Zeebe, "calledDecision").FirstOrDefault() is not { } called)
        {
            return null;
        }

        foreach (var extra in task.Extensions(Zeebe, "calledDecision").Skip(1).Concat(task.Extensions(Zeebe, "taskDefinition")).Take(1))
        {
            context.Diagnostics.Error("several-implementations", extra.Location, task.Id,
                $"Expected one implementation of “{task.Name}”, but found zeebe:calledDecision and zeebe:{extra.Name}.", "Keep one of them.");
        }

        foreach (var headers in task.Extensions(Zeebe, "taskHeaders"))
        {
            context.Diagnostics.Warning("ignored", headers.Location, task.Id,
                "Expected task headers only beside a job, but the task asks a decision; they have no effect.", "Remove them.");
        }

        var id = context.Expressions.Value(called.Find("decisionId"), task.Id);
        if (id is null)
        {
            context.Diagnostics.Error("missing-decision", called.Location, task.Id,
                "Expected the id of a decision in zeebe:calledDecision, but there is none.", "Fill in the id of the decision in its DMN file.");
        }

        var variable = context.Static(called.Find("resultVariable"), "result variable", task);
        if (variable is null)
        {
            context.Diagnostics.Error("missing-result-variable", called.Location, task.Id,
                "Expected the variable that receives the decision's result, but zeebe:calledDecision names none.", "Fill in the result variable.");
        }

        var binding = BusinessRuleTaskReader.Binding(called.Find("bindingType"), task, Bindings, context);
        var tag = BusinessRuleTaskReader.Needed(called.Find("versionTag"), "versionTag", task, binding, DecisionBinding.VersionTag, context);
        return new DecisionSource(new DecisionReference(id ?? ExpressionReader.Invalid, binding, null, tag), variable, DecisionResultMapping.Value);
    }
}
