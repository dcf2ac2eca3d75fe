using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Tasks that would have nobody because a listener has denied who the model gives them to: without candidates nobody would
/// ever see such a task, so that an incident stands for it until somebody is there.
/// </summary>
static class UnassignedTasks
{
    /// <summary>Raises the incident, if what was denied was the engine's own wish and nobody else can come to the task.</summary>
    public static void Report(Execution execution, ElementInstance element, UserTaskCommand wish, string? reason)
    {
        if (wish is not AssignUserTask { Actor: null } assign || !IsUnseen(execution, element.Key, out var task)) return;
        Raise(execution, element, task, $"its listeners have not let {assign.UserId} have it{(string.IsNullOrWhiteSpace(reason) ? "" : $" (“{reason.Trim()}”)")}");
    }

    /// <summary>Somebody has the task, or may take it, or it has ended.</summary>
    public static void Close(Execution execution, long taskKey)
    {
        if (IsUnseen(execution, taskKey, out _)) return;
        foreach (var incident in execution.Instance.IncidentsOf(taskKey).Where(i => i.Kind == IncidentKind.Unassigned).ToList())
            execution.Emit(new IncidentResolved(incident.Key));
    }

    /// <summary>The incident is resolved and still nobody is there: the listeners are asked about who the model gives the task to now.</summary>
    public static void AskAgain(Execution execution, ElementInstance element)
    {
        if (!IsUnseen(execution, element.Key, out var task) || execution.Instance.HeldChanges.ContainsKey(element.Key)) return;
        var problem = execution.EvaluateData(((UserTask)execution.NodeOf(element)).Assignee, element.Key, $"the assignee of '{task.Name}'", out var assignee);
        if (problem is null && UserTaskBehavior.Ids(assignee) is [var one, ..]) HeldTasks.Hold(execution, element, new AssignUserTask(element.Key, one) { At = execution.At });
        else Raise(execution, element, task, problem ?? "the model gives it to nobody");
    }

    static void Raise(Execution execution, ElementInstance element, OpenUserTask task, string why) => execution.RaiseIncident(element, IncidentKind.Unassigned,
        $"Expected somebody for '{task.Name}', but nobody has it and it has no candidates: {why}. Assign it to somebody, or resolve this incident to ask again.");

    static bool IsUnseen(Execution execution, long taskKey, out OpenUserTask task) =>
        execution.Instance.UserTasks.TryGetValue(taskKey, out task!) && task is { Assignee: null, CandidateUsers.Count: 0, CandidateGroups.Count: 0 };
}
