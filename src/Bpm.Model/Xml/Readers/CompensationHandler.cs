namespace Bpm.Model;

/// <summary>The activity that an association leads to from a compensation boundary event (BPMN 2.0.2, 10.7.1).</summary>
static class CompensationHandler
{
    public static string? Of(SourceElement boundary) =>
        boundary.Id is { } id ? Scopes(boundary).Select(scope => In(scope, id)).FirstOrDefault(h => h is not null) : null;

    /// <summary>Tools put associations beside the event, or into any scope around it.</summary>
    static IEnumerable<SourceElement> Scopes(SourceElement element)
    {
        for (var scope = element.Parent; scope is not null; scope = scope.Parent)
        {
            yield return scope;
        }
    }

    static string? In(SourceElement scope, string id) =>
        scope.Bpmn("association").Where(a => a["sourceRef"]?.Trim() == id).Select(a => a["targetRef"]?.Trim())
            .Concat(scope.Bpmn("association").Where(a => a["targetRef"]?.Trim() == id).Select(a => a["sourceRef"]?.Trim()))
            .FirstOrDefault(t => scope.Descendants().Any(c => c.Id == t && ElementGroups.FlowNodeNames.Contains(c.Name)));
}
