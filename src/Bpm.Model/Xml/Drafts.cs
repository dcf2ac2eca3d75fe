namespace Bpm.Model;

/// <summary>A process as far as it could be read, with the source of each part; the rules judge it before it becomes a definition.</summary>
sealed class ProcessDraft(SourceElement source, string id)
{
    readonly Dictionary<string, int> _flowsWithoutId = [];

    public SourceElement Source { get; } = source;
    public string Id { get; } = id;
    public List<NodeDraft> Nodes { get; } = [];
    public List<FlowDraft> Flows { get; } = [];

    public ILookup<string, FlowDraft> Outgoing => field ??= Flows.ToLookup(f => f.Flow.SourceId);
    public ILookup<string, FlowDraft> Incoming => field ??= Flows.ToLookup(f => f.Flow.TargetId);
    public ILookup<string, NodeDraft> NodesById => field ??= Nodes.ToLookup(n => n.Id);

    public ILookup<string, NodeDraft> Boundaries => field ??= Nodes.Where(n => n.Node is BoundaryEvent).ToLookup(n => ((BoundaryEvent)n.Node!).AttachedToId);

    public ILookup<SourceElement?, NodeDraft> NodesByScope => field ??= Nodes.ToLookup(n => n.Source.Parent);

    /// <summary>
    /// The id of a flow that has none, made of its ends: nothing refers to flows, so the file is right without it.
    /// No id in a file contains “&gt;”, so it is new.
    /// </summary>
    public string FlowIdFor(string? sourceId, string? targetId)
    {
        var ends = $"{sourceId}->{targetId}";
        var number = _flowsWithoutId[ends] = _flowsWithoutId.GetValueOrDefault(ends) + 1;
        return number == 1 ? ends : $"{ends}#{number}";
    }
}

/// <param name="Node">Null for a node that the engine cannot execute; its error is reported, its id still is one that flows may name.</param>
sealed record NodeDraft(string Id, string ScopeId, SourceElement Source, FlowNode? Node);

sealed record FlowDraft(string ScopeId, SourceElement Source, SequenceFlow Flow);
