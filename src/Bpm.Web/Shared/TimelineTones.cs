using Bpm.Storage;

namespace Bpm.Web.Shared;

/// <summary>How the lines of a timeline look, and whose doing they are.</summary>
static class TimelineTones
{
    /// <summary>What follows from somebody's command by itself is not that person's doing.</summary>
    public static bool IsOfTheEngine(TimelineKind kind) => kind is TimelineKind.ElementEntered or TimelineKind.ElementLeft or TimelineKind.TaskCreated or TimelineKind.IncidentRaised
        or TimelineKind.DecisionEvaluated or TimelineKind.EventAwaited or TimelineKind.EventOccurred or TimelineKind.EventThrown or TimelineKind.Called or TimelineKind.CallAnswered
        or TimelineKind.CompensationTriggered or TimelineKind.ScopeInterrupted or TimelineKind.LoopStarted;

    public static string Of(TimelineKind kind) => kind switch
    {
        TimelineKind.TaskCompleted or TimelineKind.IncidentResolved or TimelineKind.InstanceEnded or TimelineKind.Resumed => "timeline-success",
        TimelineKind.Escalated or TimelineKind.EscalationThrown or TimelineKind.TaskCancelled or TimelineKind.CompensationTriggered or TimelineKind.ScopeInterrupted
            or TimelineKind.Modified or TimelineKind.Suspended or TimelineKind.TaskChangeDenied => "timeline-warning",
        TimelineKind.IncidentRaised or TimelineKind.JobFailed or TimelineKind.ErrorThrown => "timeline-danger",
        TimelineKind.TaskCreated or TimelineKind.TaskClaimed or TimelineKind.TaskAssigned or TimelineKind.TaskDelegated or TimelineKind.TaskGivenBack or TimelineKind.TaskChangeAsked or TimelineKind.Comment or TimelineKind.EventSent or TimelineKind.ChosenByPerson
            or TimelineKind.EventOccurred or TimelineKind.EventThrown => "timeline-info",
        _ => "",
    };
}
