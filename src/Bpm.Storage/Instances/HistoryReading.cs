using Bpm.Engine;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Storage;

static class HistoryReading
{
    public static HistoryEvent Event(in StoredFields f, DateTimeOffset at) => f.Event switch
    {
        "ElementActivated" => new ElementActivated(f.Key, f.Id!, f.Scope, f.Flows, f.At ?? at)
        {
            Role = f.ElementRole,
            LoopCounter = f.Loop,
            ThrownBy = f.By,
        },
        "ElementStarted" => new ElementStarted(f.Key),
        "ElementCompleting" => new ElementCompleting(f.Key) { HasEnded = f.Ended },
        "ElementCompleted" => new ElementCompleted(f.Key, f.At ?? at),
        "ElementTerminated" => new ElementTerminated(f.Key, f.At ?? at),
        "SequenceFlowTaken" => new SequenceFlowTaken(f.Flow!, f.Scope),
        "ScopeInterrupted" => new ScopeInterrupted(f.Scope),
        "VariableAssigned" => new VariableAssigned(f.Scope, f.Name!, f.Value ?? FeelNull.Instance),
        "VariableRemoved" => new VariableRemoved(f.Scope, f.Name!),
        "ErrorThrown" => new ErrorThrown(f.Element, f.Code, f.Text, f.CaughtBy),
        "EscalationThrown" => new EscalationThrown(f.Element, f.Code, f.CaughtBy),
        "ProcessInstanceStarted" => new ProcessInstanceStarted(f.BusinessKey, f.StartedBy, f.At ?? at, f.Caller) { CallDepth = f.Count },
        "ProcessInstanceCompleted" => new ProcessInstanceCompleted(),
        "ProcessInstanceCancelled" => new ProcessInstanceCancelled(f.Reason),
        "ProcessInstanceSuspended" => new ProcessInstanceSuspended(f.User, f.Reason, f.At ?? at),
        "ProcessInstanceActivated" => new ProcessInstanceActivated(f.Reason),
        "ProcessInstanceModified" => new ProcessInstanceModified(f.Instructions, f.Text),
        "IncidentRaised" => new IncidentRaised(f.Key, f.Element, f.Job, StoredName.Parse<IncidentKind>(f.Kind!), f.Text!, f.At ?? at) { Step = f.Step },
        "IncidentResolved" => new IncidentResolved(f.Key),
        "DecisionEvaluated" => new DecisionEvaluated(
            f.Key, f.Element, f.Decision, f.Id!, f.Version, f.Name, f.Value ?? FeelNull.Instance, f.Trace, f.At ?? at),
        "JobCreated" => new JobCreated(
            f.Key, f.Element, f.Id!, StoredName.Parse<JobKind>(f.Kind!), f.Type, f.Due, f.Retries, f.Priority, f.Repeats, f.Every, f.Step, f.At ?? at),
        "JobCompleted" => new JobCompleted(f.Key),
        "JobCancelled" => new JobCancelled(f.Key),
        "JobFailed" => new JobFailed(f.Key, f.Text!, f.Retries, f.Due),
        "JobRetriesSet" => new JobRetriesSet(f.Key, f.Retries),
        "JobRescheduled" => new JobRescheduled(f.Key, f.Due, f.Retries, f.Repeats) { KeepsPlan = f.Keeps },
        "UserTaskCreated" => new UserTaskCreated(f.Key, f.Name!, f.User, f.Users, f.Groups, f.Due, f.FollowUp, f.Priority, f.At ?? at),
        "UserTaskClaimed" => new UserTaskClaimed(f.Key, f.User!),
        "UserTaskReleased" => new UserTaskReleased(f.Key),
        "UserTaskAssigned" => new UserTaskAssigned(f.Key, f.User, f.Reason),
        "UserTaskDelegated" => new UserTaskDelegated(f.Key, f.Owner!, f.User!, f.Reason),
        "UserTaskResolved" => new UserTaskResolved(f.Key, f.Owner!, f.Reason) { HasAnswers = f.Answers },
        "UserTaskUpdated" => new UserTaskUpdated(f.Key)
        {
            Name = f.Name,
            Description = f.Text,
            Owner = f.Owner,
            Delegation = f.DelegationState,
            Priority = f.GivenPriority,
            AddedUsers = f.Users,
            AddedGroups = f.Groups,
            RemovedUsers = f.NoUsers,
            RemovedGroups = f.NoGroups,
        },
        "UserTaskChangeHeld" => new UserTaskChangeHeld(f.Key, f.Wish!),
        "UserTaskCorrected" => new UserTaskCorrected(f.Key, f.Correction ?? TaskCorrection.None),
        "UserTaskChangeGranted" => new UserTaskChangeGranted(f.Key, f.From),
        "UserTaskChangeDenied" => new UserTaskChangeDenied(f.Key, StoredName.Parse<HeldWish>(f.Action!), f.Reason),
        "UserTaskCompleted" => new UserTaskCompleted(f.Key),
        "UserTaskCancelled" => new UserTaskCancelled(f.Key),
        "UserTaskCommented" => new UserTaskCommented(f.Key, f.Text!),
        "UserTaskCommentChanged" => new UserTaskCommentChanged(f.Key, f.Comment, f.Text!),
        "UserTaskCommentRemoved" => new UserTaskCommentRemoved(f.Key, f.Comment),
        "AttachmentAdded" => new AttachmentAdded(f.Key, f.Attachment, f.Name!, f.Text, f.Type, f.Url, f.Size, f.At ?? at),
        "AttachmentRemoved" => new AttachmentRemoved(f.Key, f.Attachment, f.Name!),
        "UserTaskRescheduled" => new UserTaskRescheduled(f.Key, f.Due, f.FollowUp, f.Reason),
        "UserTaskEscalated" => new UserTaskEscalated(
            f.Key, f.Escalation, f.Step, StoredName.Parse<EscalationAction>(f.Action!), StoredName.Parse<EscalationTargetKind>(f.Kind!), f.Id!,
            f.From, f.Reason, f.Priority, f.At ?? at),
        "UserTaskEscalationClosed" => new UserTaskEscalationClosed(f.Key, f.Escalation, StoredName.Parse<EscalationOutcome>(f.Action!), f.Reason),
        "SubscriptionOpened" => new SubscriptionOpened(
            f.Key, f.Element, f.Id!, StoredName.Parse<SubscriptionKind>(f.Kind!), f.Name!, f.Correlation, f.Definition, f.At ?? at),
        "CorrelationKeySet" => new CorrelationKeySet(f.Id!, f.Correlation!),
        "SubscriptionClosed" => new SubscriptionClosed(f.Key),
        "EventOccurred" => new EventOccurred(f.Element, f.Id!, StoredName.Parse<SubscriptionKind>(f.Kind!), f.Name!),
        "MessageThrown" => new MessageThrown(f.Key, f.Element, f.Name!, f.Correlation, f.VariableSet, f.At ?? at),
        "SignalThrown" => new SignalThrown(f.Key, f.Element, f.Name!, f.VariableSet, f.At ?? at),
        "ProcessCalled" => new ProcessCalled(
            f.Key, f.Element, f.Name!, StoredName.Parse<Binding>(f.Kind!), f.Bound, f.BusinessKey, f.VariableSet, f.At ?? at),
        "CallCancelled" => new CallCancelled(f.Key, f.Element, f.At ?? at),
        "CallAnswered" => new CallAnswered(f.Key, f.Caller!.Value, StoredName.Parse<CallAnswer>(f.Kind!), f.Code, f.Text, f.VariableSet, f.At ?? at),
        "CompensationEnabled" => new CompensationEnabled(f.Key, f.Id!, f.Scope, f.VariableSet),
        "CompensationTriggered" => new CompensationTriggered(f.Key, f.Resumed),
        "LoopStarted" => new LoopStarted(f.Key, f.Total, f.Value as FeelList),
        "LoopItemCollected" => new LoopItemCollected(f.Key, f.Loop!.Value, f.Value ?? FeelNull.Instance),
        "ActivitiesQueued" => new ActivitiesQueued(f.Key, f.Flows),
        "ComplexGatewayTurned" => new ComplexGatewayTurned(f.Id!, f.Scope, f.Waits) { ConsumedFlows = f.Flows },
        _ => throw new FormatException($"Expected a history event, but found '{f.Event}': a newer release has saved it."),
    };
}
