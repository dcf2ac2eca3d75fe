namespace Bpm.Model;

/// <summary>Reads ad-hoc subprocesses (BPMN 2.0.2, 10.3.5; <c>zeebe:adHoc</c>).</summary>
static class AdHocSubProcessReader
{
    public static AdHocSubProcess Read(SourceElement element, string scopeId, ReadContext context)
    {
        var condition = element.Bpmn("completionCondition").FirstOrDefault()?.Text;
        var zeebe = element.Extensions(Namespaces.Zeebe, "adHoc").FirstOrDefault();
        return new AdHocSubProcess
        {
            Id = element.Id ?? "",
            ScopeId = scopeId,
            IsSequential = element["ordering"]?.Trim() == "Sequential",
            CompletionCondition = condition is { IsEmpty: false } ? context.Expressions.Condition(condition, element.Id) : null,
            CancelsRemaining = element.Is("cancelRemainingInstances", otherwise: true),
            ActiveElements = context.Expressions.Value(zeebe?.Find("activeElementsCollection"), element.Id),
        };
    }
}
