using Bpm.Storage;
using Bpm.Web.Shared;

namespace Bpm.Web.Instances;

/// <summary>One instance with all that its page shows, read at one moment.</summary>
public sealed record InstanceView(
    InstanceRow Row, DeployedDefinition Model, InstanceTrace Trace, IReadOnlyList<WaitingTask> Tasks, IReadOnlyList<WaitingJob> Jobs,
    IReadOnlyList<IncidentRow> Incidents, IReadOnlyList<VariableRow> Variables, IReadOnlyList<ElementRow> Elements,
    IReadOnlyList<DecisionEvaluationRow> Decisions, IReadOnlyList<TimelineEntry> Timeline, PeopleNames Names)
{
    public string Title => Row.BusinessKey ?? $"Instance {Row.InstanceKey}";

    public IReadOnlyList<DiagramCount> Active => [.. Trace.Elements.Where(e => e.Active > 0).Select(e => new DiagramCount(e.ElementId, e.Active))];

    /// <summary>Left behind, in the order in which they were first reached.</summary>
    public IReadOnlyList<string> Completed =>
        [.. Elements.Select(e => e.ElementId).Distinct().Where(id => Trace.Elements.Any(e => e.ElementId == id && e.Active == 0 && e.Completed > 0))];

    public IReadOnlyList<DiagramCount> Stopped => [.. Incidents.CountBy(i => i.ElementId).Select(i => new DiagramCount(i.Key, i.Value))];

    public string NameOf(string elementId) => Model.NameOf(elementId);

    /// <summary>Active elements that nothing else on the page explains, such as a join that waits for its other tokens.</summary>
    public IEnumerable<ElementRow> Unexplained => Elements.Where(e => e.EndedAt is null
        && Model.Definition.Nodes.GetValueOrDefault(e.ElementId) is not (null or Bpm.Model.SubProcess)
        && Tasks.All(t => t.Task.TaskKey != e.ElementInstanceKey)
        && Jobs.All(j => j.ElementInstanceKey != e.ElementInstanceKey)
        && Incidents.All(i => i.ElementInstanceKey != e.ElementInstanceKey));
}

/// <summary>An open user task and who may take it.</summary>
public sealed record WaitingTask(UserTaskRow Task, IReadOnlyList<Candidate> Candidates);
