namespace Bpm.Model;

/// <summary>The activity that an association leads to from a compensation boundary event (BPMN 2.0.2, 10.7.1).</summary>
static class CompensationHandler
{
    public static string? Of(SourceElement boundary) =>
        boundary.Id is { } id && boundary.Parent is { } scope
            ? scope.Bpmn("association").Where(a => a["sourceRef"]?.Trim() == id).Select(a => a["targetRef"]?.Trim())
                .Concat(scope.Bpmn("association").Where(a => a["targetRef"]?.Trim() == id).Select(a => a["sourceRef"]?.Trim()))
                .FirstOrDefault(t => scope.Children.Exists(c => c.Id == t && ElementGroups.FlowNodeNames.Contains(c.Name)))
            : null;
}
