namespace Bpm.Engine;

/// <summary>
/// Suspending an instance and letting it go on. While it is suspended its state is kept: nothing that would move a token or
/// change a task is done. It can be cancelled, commented on, have its variables corrected, and jobs may get new attempts.
/// What a connector has done already is noted; it goes on from there by a continuation job, see <see cref="Execution.IsHeld"/>.
/// </summary>
static class SuspensionDecisions
{
    public static Rejection? Refuse(ProcessInstance instance, Command command) =>
        instance.Suspension is not { } suspension || MayActOnSuspended(instance, command)
            ? null
            : new(RejectionKind.Suspended, Suspension.Words($"Process instance {instance.Key}", suspension.By, suspension.At, suspension.Reason));

    public static Rejection? Suspend(Execution execution, SuspendProcessInstance command)
    {
        // A second time changes nothing: the first one's reason stays.
        if (execution.Instance.Suspension is null) execution.Emit(new ProcessInstanceSuspended(command.Actor, command.Reason, command.At));
        return null;
    }

    public static Rejection? Activate(Execution execution, ActivateProcessInstance command)
    {
        if (execution.Instance.Suspension is not { } suspension) return null;
        execution.Emit(new ProcessInstanceActivated(command.Reason));
        execution.NoteChanges(suspension.Changes);
        return null;
    }

    static bool MayActOnSuspended(ProcessInstance instance, Command command) => command switch
    {
        SuspendProcessInstance or ActivateProcessInstance or CancelProcessInstance or SetVariables or PlanJob or SetJobRetries => true,
        JobCommand { HasHappened: true } => true,
        CommentOnUserTask or EditComments or AttachToUserTask or RemoveAttachment => true,
        // New attempts for a job, which is carried out when the instance goes on.
        ResolveIncident { IncidentKey: var key } => !instance.Incidents.TryGetValue(key, out var incident) || incident.JobKey is { } job && instance.Jobs.ContainsKey(job),
        _ => false,
    };
}
