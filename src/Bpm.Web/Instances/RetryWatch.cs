using Bpm.Storage;

namespace Bpm.Web.Instances;

/// <summary>
/// What became of an incident that was resolved here. Resolving only lets the engine try again, often a moment later and by
/// somebody else; the page looks again with every news until it is known whether the instance really went on.
/// </summary>
sealed record RetryWatch(IncidentRow Incident)
{
    public RetryResult Result(InstanceView view, DateTimeOffset now)
    {
        var name = $"“{view.NameOf(Incident.ElementId)}”";
        if (view.Incidents.FirstOrDefault(i => i.ElementInstanceKey == Incident.ElementInstanceKey) is { } again)
            return new(RetryState.Failed, $"{name} was tried again and failed again: {again.Message}");
        if (view.Jobs.FirstOrDefault(j => j.JobKey == Incident.JobKey) is { } job) return Waiting(job, name, now);
        if (!view.Row.IsOpen) return new(RetryState.WentOn, $"{name} was tried again and the instance went on: it is {view.Row.State} now.");
        return view.Elements.FirstOrDefault(e => e.ElementInstanceKey == Incident.ElementInstanceKey) switch
        {
            { EndedAt: null } => new(RetryState.WentOn, $"{name} was tried again without a failure and is active."),
            { Outcome: "terminated" } => new(RetryState.WentOn, $"{name} was tried again and interrupted: the instance went on by another way."),
            _ => new(RetryState.WentOn, $"{name} was tried again and is done: the instance went on."),
        };
    }

    static RetryResult Waiting(WaitingJob job, string name, DateTimeOffset now) => new(RetryState.Trying,
        job.LockOwner is not null && job.LockedUntil > now ? $"{name} is being tried again now …"
        : job.Type is { } topic ? $"{name} can be tried again, and waits for whoever works on “{topic}”. This line tells how it ends."
        : $"{name} is about to be tried again. This line tells how it ends.");
}

enum RetryState { Trying, WentOn, Failed }

sealed record RetryResult(RetryState State, string Text)
{
    public string Tone => State switch { RetryState.WentOn => "callout-success", RetryState.Failed => "callout-danger", _ => "callout-info" };
}
