using Bpm.Engine;

namespace Bpm.Runtime;

/// <summary>Something changed that a screen may show. Says what to look at again, not what is there now.</summary>
/// <param name="ProcessInstanceKey">Null for changes of deployments and people.</param>
/// <param name="TaskKey">The user task that the command was about, if it was about one.</param>
/// <param name="Action">Name of the command, such as <c>ClaimUserTask</c>.</param>
/// <param name="TouchesTasks">Whether lists of tasks may look different now.</param>
public sealed record Change(
    long? ProcessInstanceKey, long Version, long? TaskKey, string Action, string? Actor, DateTimeOffset At, bool TouchesTasks)
{
    internal static Change Of(long instanceKey, long version, Command command, IReadOnlyList<HistoryEvent> events) => new(
        instanceKey, version, (command as UserTaskCommand)?.TaskKey, command.GetType().Name, command.Actor, command.At, events.Any(IsOfTask));

    static bool IsOfTask(HistoryEvent happened) => happened
        is UserTaskCreated or UserTaskClaimed or UserTaskReleased or UserTaskAssigned or UserTaskCompleted or UserTaskCancelled
        or UserTaskDelegated or UserTaskResolved or UserTaskUpdated or UserTaskChangeHeld or UserTaskChangeDenied or UserTaskCommented or UserTaskCommentChanged or UserTaskCommentRemoved
        or AttachmentAdded or AttachmentRemoved or UserTaskRescheduled or UserTaskEscalated or UserTaskEscalationClosed
        or ProcessInstanceSuspended or ProcessInstanceActivated;
}
