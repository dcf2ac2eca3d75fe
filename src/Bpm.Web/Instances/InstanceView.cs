using Bpm.Model;
using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.Shared;
using DeployedDefinition = Bpm.Web.Shared.DeployedDefinition;

namespace Bpm.Web.Instances;

/// <summary>One instance with all that its page shows, read at one moment.</summary>
public sealed record InstanceView(
    InstanceRow Row, DeployedDefinition Model, InstanceTrace Trace, IReadOnlyList<WaitingTask> Tasks, IReadOnlyList<WaitingJob> Jobs,
    IReadOnlyList<IncidentRow> Incidents, IReadOnlyList<VariableRow> Variables, IReadOnlyList<ElementRow> Elements,
    IReadOnlyList<DecisionEvaluationRow> Decisions, IReadOnlyList<TimelineEntry> Timeline, PeopleNames Names, InstanceEvents Events)
{
    public string Title => Row.BusinessKey ?? $"Instance {Row.InstanceKey}";

    public IReadOnlyList<DiagramCount> Active => [.. Trace.Elements.Where(e => e.Active > 0).Select(e => new DiagramCount(e.ElementId, e.Active))];

    /// <summary>Left behind, in the order in which they were first reached.</summary>
    public IReadOnlyList<string> Completed =>
        [.. Elements.Select(e => e.ElementId).Distinct().Where(id => Trace.Elements.Any(e => e.ElementId == id && e.Active == 0 && e.Completed > 0))];

    public IReadOnlyList<DiagramCount> Stopped => [.. Incidents.CountBy(i => i.ElementId).Select(i => new DiagramCount(i.Key, i.Value))];

    public string NameOf(string elementId) => Model.NameOf(elementId);

    public FlowNode? Node(string elementId) => Model.Definition.Nodes.GetValueOrDefault(elementId);

    /// <summary>Ad-hoc subprocesses in which people choose what is done.</summary>
    public IEnumerable<ElementRow> AdHoc => Elements.Where(e => e is { EndedAt: null, IsLoop: false } && Node(e.ElementId) is AdHocSubProcess);

    /// <summary>Active elements that nothing else on the page explains, such as a join that waits for its other tokens.</summary>
    public IEnumerable<ElementRow> Unexplained => Elements.Where(e => e is { EndedAt: null, IsLoop: false }
        && Node(e.ElementId) is { } node and not SubProcess
        && Tasks.All(t => t.Task.TaskKey != e.ElementInstanceKey)
        // What waits on the edge of an element does not explain the element itself.
        && Jobs.All(j => j.ElementInstanceKey != e.ElementInstanceKey || (j.ElementId != e.ElementId && node is not EventBasedGateway))
        && Events.Subscriptions.All(s => s.ElementInstanceKey != e.ElementInstanceKey || (s.ElementId != e.ElementId && node is not EventBasedGateway))
        && Incidents.All(i => i.ElementInstanceKey != e.ElementInstanceKey)
        && !IsConditional(node));

    /// <summary>Events that occur once their condition holds: reached, on the edge of what is active, or beside it. No row tells of them.</summary>
    public IEnumerable<Event> Conditions => Elements.Where(e => e is { EndedAt: null }).SelectMany(e => ConditionsAt(e.ElementId, isItem: e.Role == "item"))
        .Concat(Row.IsOpen ? StartsIn(Model.Definition.Id) : [])
        .DistinctBy(e => e.Id);

    /// <summary>What stands beside an element of the diagram: how far its loop is, or a way to what it has called.</summary>
    public IReadOnlyList<DiagramNote> Notes =>
    [
        .. Events.Loops.Where(l => l.Total is not null || l.Done > 0).GroupBy(l => l.ElementId).Select(g => g.Count() == 1
            ? new DiagramNote(g.Key, LoopWords.Short(g.First()), LoopWords.Sentence(g.First()))
            : new DiagramNote(g.Key, $"{g.Sum(l => l.Done)}/{g.Sum(l => l.Total ?? l.Done + l.Active)}", $"{g.Count()} loops are at work here.")),
        .. Events.Called.GroupBy(CallerElement).Where(g => g.Key is not null && Events.Loops.All(l => l.ElementId != g.Key)).Select(g => g.Count() == 1
            ? new DiagramNote(g.Key!, "↗", $"Open the called instance: {TitleOf(g.First())}", $"/instances/{g.First().InstanceKey}")
            : new DiagramNote(g.Key!, $"↗ {g.Count()}", $"{g.Count()} called instances; they are listed below.")),
    ];

    /// <summary>What the call activity's element instance has called; null while that is on its way.</summary>
    public InstanceRow? CalledBy(long elementKey) => Events.Called.FirstOrDefault(c => c.CallerKey == elementKey);

    public string? CallerElement(InstanceRow called) => Elements.FirstOrDefault(e => e.ElementInstanceKey == called.CallerKey)?.ElementId;

    public static string TitleOf(InstanceRow row) => $"{row.ProcessName ?? row.ProcessId}{(row.BusinessKey is { } key ? $", {key}" : "")}";

    IEnumerable<Event> ConditionsAt(string elementId, bool isItem) =>
        (Node(elementId) is Event reached ? [reached] : Enumerable.Empty<Event>())
        .Concat(Node(elementId) is EventBasedGateway ? Model.Definition.Outgoing(elementId).Select(f => Node(f.TargetId)).OfType<Event>() : [])
        .Concat(isItem ? [] : Model.Definition.BoundaryEvents(elementId))
        .Where(IsConditional)
        .Concat(Node(elementId) is SubProcess ? StartsIn(elementId) : []);

    IEnumerable<Event> StartsIn(string scopeId) =>
        Model.Definition.EventSubProcesses(scopeId).SelectMany(s => Model.Definition.StartEvents(s.Id)).Where(IsConditional);

    static bool IsConditional(FlowNode node) => node is Event { Definition: ConditionalEventDefinition };
}

/// <summary>What an instance waits for from outside or from others, and what it has to do with other instances.</summary>
/// <param name="Enabled">What may be started in its ad-hoc subprocesses.</param>
/// <param name="Caller">The instance that called this one.</param>
public sealed record InstanceEvents(
    IReadOnlyList<SubscriptionRow> Subscriptions, IReadOnlyList<LoopProgress> Loops, IReadOnlyList<EnabledActivity> Enabled,
    IReadOnlyList<InstanceRow> Called, InstanceRow? Caller);

/// <summary>An open user task and who may take it.</summary>
public sealed record WaitingTask(UserTaskRow Task, IReadOnlyList<Candidate> Candidates);
