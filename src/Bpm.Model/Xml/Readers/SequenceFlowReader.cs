namespace Bpm.Model;

static class SequenceFlowReader
{
    static readonly string[] ConditionLanguages = ["feel", "juel"];

    public static FlowDraft Read(SourceElement flow, string scopeId, ProcessDraft process, ReadContext context)
    {
        var condition = flow.Bpmn("conditionExpression").FirstOrDefault();
        return new FlowDraft(scopeId, flow, new SequenceFlow
        {
            Id = flow.Id ?? process.FlowIdFor(flow["sourceRef"]?.Trim(), flow["targetRef"]?.Trim()),
            Name = flow["name"],
            SourceId = flow["sourceRef"]?.Trim() ?? "",
            TargetId = flow["targetRef"]?.Trim() ?? "",
            Condition = condition?.Text is { IsEmpty: false } text && HasKnownLanguage(condition, flow, context)
                ? Read(condition, text, flow, context)
                : Without(condition, flow, context),
            Assignments = context.Extensions.Taken(flow),
            Location = flow.Location,
        });
    }

    /// <summary>A condition that says it is FEEL is FEEL in every dialect.</summary>
    static Bpm.Feel.FeelExpression Read(SourceElement condition, SourceText text, SourceElement flow, ReadContext context) =>
        condition["language"] is { } language && IsFeel(language) && !context.Expressions.IsExpression(text.Trim().Value)
            ? context.Expressions.Feel(text.Trim(), flow.Id)
            : context.Expressions.Condition(text, flow.Id);

    static Bpm.Feel.FeelExpression? Without(SourceElement? condition, SourceElement flow, ReadContext context)
    {
        if (condition is { Text: null or { IsEmpty: true } })
        {
            context.Diagnostics.Error("empty-condition", condition.Location, flow.Id,
                "Expected a condition, but it is empty.", "Write the condition, or remove it from the flow.");
        }

        return condition is null ? null : ExpressionReader.Invalid;
    }

    static bool HasKnownLanguage(SourceElement condition, SourceElement flow, ReadContext context)
    {
        var language = condition.Find("language");
        if (language is null or { IsEmpty: true } || IsFeel(language.Value) || ConditionLanguages.Contains(language.Value.Trim().ToLowerInvariant()))
        {
            return true;
        }

        context.Diagnostics.Error("unsupported-language", language.Location, flow.Id,
            $"Expected a condition in FEEL or ${{…}}, but its language is “{language.Value}”.", "Write the condition in FEEL and remove the language.");
        return false;
    }

    /// <summary>FEEL is named by the address of its specification, of which there is one for every version.</summary>
    static bool IsFeel(string language) => language.Contains("FEEL", StringComparison.OrdinalIgnoreCase);
}
