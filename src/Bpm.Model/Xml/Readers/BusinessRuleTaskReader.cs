namespace Bpm.Model;

/// <summary>Reads business rule tasks: each asks a decision, or is a job as a service task is.</summary>
static class BusinessRuleTaskReader
{
    public static Activity? Read(SourceElement task, string scopeId, ReadContext context)
    {
        if (context.Extensions.Decision(task) is not { } decision)
        {
            return ServiceTaskReader.Read(task, scopeId, context);
        }

        return new BusinessRuleTask
        {
            Id = task.Id ?? "",
            ScopeId = scopeId,
            Decision = decision.Reference,
            ResultVariable = decision.ResultVariable,
            ResultMapping = decision.ResultMapping,
        };
    }

    /// <summary>The binding by its name in the file; an unknown one is reported.</summary>
    public static DecisionBinding Binding(SourceText? text, SourceElement task, IReadOnlyDictionary<string, DecisionBinding> known, ReadContext context)
    {
        if (text is null || text.IsEmpty)
        {
            return DecisionBinding.Latest;
        }

        if (known.TryGetValue(text.Trim().Value, out var binding))
        {
            return binding;
        }

        context.Diagnostics.Error("decision-binding", text.Location, task.Id,
            $"Expected the binding of the decision to be {string.Join(", ", known.Keys)}, but found “{text.Value}”.", "Write one of these.");
        return DecisionBinding.Latest;
    }

    /// <summary>
    /// What a binding needs beside itself (a version, a tag) must be there; beside any other binding it has no effect.
    /// </summary>
    public static Feel.FeelExpression? Needed(
        SourceText? text, string attribute, SourceElement task, DecisionBinding binding, DecisionBinding neededBy, ReadContext context)
    {
        var isWritten = text is { IsEmpty: false };
        if (binding == neededBy && !isWritten)
        {
            context.Diagnostics.Error("missing-decision-version", task.Location, task.Id,
                $"Expected “{attribute}” beside the decision's binding, but there is none.", "Add it, or bind the decision with latest or deployment.");
        }
        else if (binding != neededBy && isWritten)
        {
            context.Diagnostics.Warning("ignored", text!.Location, task.Id,
                $"Expected “{attribute}” only where the decision's binding asks for it, but the binding is another; it has no effect.",
                "Remove it, or change the binding.");
        }

        return binding == neededBy ? context.Expressions.Value(text, task.Id) : null;
    }
}
