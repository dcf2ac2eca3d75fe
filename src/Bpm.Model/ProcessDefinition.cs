using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Bpm.Model;

/// <summary>An executable process, read from one BPMN file: nodes and flows of all depths, immutable and indexed.</summary>
public sealed class ProcessDefinition
{
    readonly FrozenDictionary<string, ImmutableArray<SequenceFlow>> _outgoing;
    readonly FrozenDictionary<string, ImmutableArray<SequenceFlow>> _incoming;
    readonly FrozenDictionary<string, ImmutableArray<BoundaryEvent>> _boundaries;
    readonly FrozenDictionary<string, ImmutableArray<StartEvent>> _starts;
    readonly FrozenDictionary<string, ImmutableArray<SubProcess>> _eventSubProcesses;

    public ProcessDefinition(string id, IEnumerable<FlowNode> nodes, IEnumerable<SequenceFlow> flows)
    {
        Id = id;
        Nodes = nodes.ToFrozenDictionary(n => n.Id);
        Flows = flows.ToFrozenDictionary(f => f.Id);
        // Document order decides between flows and events of equal right, so the given order is kept.
        _outgoing = Group(flows.OrderBy(OrderOf), f => f.SourceId);
        _incoming = Group(flows, f => f.TargetId);
        _boundaries = Group(nodes.OfType<BoundaryEvent>(), b => b.AttachedToId);
        _starts = Group(nodes.OfType<StartEvent>(), s => s.ScopeId);
        _eventSubProcesses = Group(nodes.OfType<SubProcess>().Where(s => s.IsTriggeredByEvent), s => s.ScopeId);
        HasConditions = nodes.OfType<Event>().Any(e => e.Definitions.Any(d => d is ConditionalEventDefinition));
        HasCorrelation = nodes.Any(n => n is ReceiveTask { Message.Correlation: not null } or SendTask { Message.Correlation: not null }
            || n is Event e && e.Definitions.Any(d => d is MessageEventDefinition { Correlation: not null }));
        HasLateJoins = nodes.Any(n => n is InclusiveGateway or ComplexGateway);
        HasCompensation = nodes.OfType<Event>().Any(e => e.Definitions.Any(d => d is CompensateEventDefinition));
        Links = new LinkTargets(nodes);
        Reachability = new Reachability(this);
    }

    /// <summary>The BPMN process id, the definition's key across versions.</summary>
    public string Id { get; }
    public string? Name { get; init; }
    public string? Documentation { get; init; }
    public string? VersionTag { get; init; }
    public Dialect Dialect { get; init; }
    public SourceLocation Location { get; init; }
    public FrozenDictionary<string, string> Properties { get; init; } = FrozenDictionary<string, string>.Empty;
    public ImmutableArray<string> CandidateStarterGroups { get; init; } = [];
    public ImmutableArray<string> CandidateStarterUsers { get; init; } = [];
    public bool IsStartableInTasklist { get; init; } = true;

    /// <summary>Days that history is kept (<c>camunda:historyTimeToLive</c>); null means for ever.</summary>
    public int? HistoryTimeToLiveDays { get; init; }

    /// <summary>Called in order when the process is done, before it ends; those of its start belong to the start events.</summary>
    public ImmutableArray<Listener> EndListeners { get; init; } = [];

    /// <summary>All nodes of all depths by id.</summary>
    public FrozenDictionary<string, FlowNode> Nodes { get; }
    public FrozenDictionary<string, SequenceFlow> Flows { get; }

    /// <summary>Outgoing flows in document order.</summary>
    public ImmutableArray<SequenceFlow> Outgoing(string nodeId) => _outgoing.GetValueOrDefault(nodeId, []);
    public ImmutableArray<SequenceFlow> Incoming(string nodeId) => _incoming.GetValueOrDefault(nodeId, []);
    public ImmutableArray<BoundaryEvent> BoundaryEvents(string activityId) => _boundaries.GetValueOrDefault(activityId, []);

    /// <summary>Start events directly inside the process or subprocess with this id.</summary>
    public ImmutableArray<StartEvent> StartEvents(string scopeId) => _starts.GetValueOrDefault(scopeId, []);

    /// <summary>The start event without a trigger: the one that people and programs start the process at.</summary>
    public StartEvent? NoneStart => StartEvents(Id).FirstOrDefault(s => s.Definition is null);

    /// <summary>
    /// Whether anyone who has the address may start it by its form, without signing in: the extension property
    /// <c>publicAccess</c> = <c>true</c> of the start event (Camunda 8).
    /// </summary>
    public bool IsPublic => NoneStart is { } start && start.Properties.GetValueOrDefault(PublicAccess)?.Trim() == "true";

    internal const string PublicAccess = "publicAccess";

    /// <summary>
    /// Timers that start the process by themselves. One that is only a part of what a start event needs counts from the
    /// first of the other events; where all parts are timers, from the first of them.
    /// </summary>
    public IEnumerable<(StartEvent Start, TimerEventDefinition Timer)> StartTimers =>
        from start in StartEvents(Id)
        let timers = start.Definitions.OfType<TimerEventDefinition>()
        from timer in !start.IsParallelMultiple ? timers : start.Definitions.All(d => d is TimerEventDefinition) ? timers.Take(1) : []
        select (start, timer);

    /// <summary>
    /// Where a scope without a start event begins: activities and gateways that nothing leads to (BPMN 2.0.2, 10.5.2).
    /// </summary>
    public IEnumerable<FlowNode> ImplicitStarts(string scopeId) =>
        Nodes.Values.Where(n => n.ScopeId == scopeId && Incoming(n.Id).IsEmpty
            && n is (Activity { IsForCompensation: false } and not SubProcess { IsTriggeredByEvent: true }) or Gateway or IntermediateThrowEvent
            || n.ScopeId == scopeId && Incoming(n.Id).IsEmpty && n is IntermediateCatchEvent { Definition: not LinkEventDefinition })
            .OrderBy(n => n.Location.Line).ThenBy(n => n.Location.Column);

    /// <summary>Event subprocesses directly inside the process or subprocess with this id.</summary>
    public ImmutableArray<SubProcess> EventSubProcesses(string scopeId) => _eventSubProcesses.GetValueOrDefault(scopeId, []);

    /// <summary>Whether anything waits for a condition, so that changes of variables matter.</summary>
    public bool HasConditions { get; }

    /// <summary>Whether messages find the instance by a correlation key of the standard.</summary>
    public bool HasCorrelation { get; }

    /// <summary>Whether a gateway may have to wait for tokens that could still come.</summary>
    public bool HasLateJoins { get; }

    /// <summary>Whether anything can be undone.</summary>
    public bool HasCompensation { get; }

    /// <summary>Where throwing link events go on.</summary>
    public LinkTargets Links { get; }

    /// <summary>Which flows a token can come to.</summary>
    public Reachability Reachability { get; }

    /// <summary>Branches of a fork begin in the order in which the node lists them; who chooses one flow asks in document order.</summary>
    int OrderOf(SequenceFlow flow) => Nodes.GetValueOrDefault(flow.SourceId) is { } source and not ExclusiveGateway ? source.OutgoingIds.IndexOf(flow.Id) : 0;

    static FrozenDictionary<string, ImmutableArray<T>> Group<T>(IEnumerable<T> items, Func<T, string> key) =>
        items.GroupBy(key).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray());
}
