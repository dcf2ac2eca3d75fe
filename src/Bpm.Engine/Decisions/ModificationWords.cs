namespace Bpm.Engine;

/// <summary>Instructions as people say them.</summary>
sealed class ModificationWords(Execution execution)
{
    public string For(Modification instruction) => instruction switch
    {
        CancelElement cancel => $"cancel {Active(cancel.ElementKey)}",
        CancelAll cancel => $"cancel all of {Label(cancel.ElementId)}",
        StartBefore start => $"start before {Label(start.ElementId)}{With(start)}",
        StartAfter start => $"start after {Label(start.ElementId)}{With(start)}",
        TakeFlow take => $"take the flow {Flow(take.FlowId)}{With(take)}",
        _ => throw new InvalidOperationException($"Expected a known instruction, but got {instruction.GetType().Name}."),
    };

    string Active(long key) =>
        execution.Instance.Elements.TryGetValue(key, out var element) ? $"{Label(element.ElementId)} ({key})" : key.ToString(System.Globalization.CultureInfo.InvariantCulture);

    string Label(string elementId) => $"'{(execution.Definition.Nodes.TryGetValue(elementId, out var node) ? node.Label : elementId)}'";

    string Flow(string flowId)
    {
        if (!execution.Definition.Flows.TryGetValue(flowId, out var flow)) return $"'{flowId}'";
        return flow.Name is { Length: > 0 } name ? $"'{name}'" : $"from {Label(flow.SourceId)} to {Label(flow.TargetId)}";
    }

    static string With(StartInstruction start)
    {
        var names = start.Variables.SelectMany(v => v.Variables.Items).Select(i => i.Key).Distinct().ToList();
        return names.Count == 0 ? "" : $" with {string.Join(", ", names)}";
    }
}
