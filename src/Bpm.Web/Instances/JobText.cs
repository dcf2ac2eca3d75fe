using Bpm.Storage;

namespace Bpm.Web.Instances;

/// <summary>Jobs in words.</summary>
static class JobText
{
    public static string Kind(WaitingJob job) => job.Kind switch
    {
        WaitingJob.Timer => "Timer",
        WaitingJob.Deadline => "Escalation step",
        WaitingJob.Continuation => "Continuation",
        _ when WaitingJob.Sent.Contains(job.Kind) => "Delivery",
        _ => job.Type is { } topic ? $"Work: {topic}" : "Work",
    };

    public static string Sentence(WaitingJob job, DateTimeOffset now) => job.Kind switch
    {
        WaitingJob.Timer => "A timer fires",
        WaitingJob.Deadline => "The next step of its escalation policy",
        WaitingJob.Continuation => "The engine goes on by itself",
        "message" => "A message is on its way" + Failure(job),
        "signal" => "A signal is on its way" + Failure(job),
        "call" => "The called process is about to start" + Failure(job),
        "cancelCall" => "The called process is about to be cancelled" + Failure(job),
        "buffered" => "A message that waited is about to be handed over" + Failure(job),
        "answer" => "The calling process is about to be told" + Failure(job),
        _ => $"Waits for whoever works on “{job.Type}”{Holder(job, now)}. {Attempts(job.Retries)}.{(job.LastError is { } error ? $" Last failure: {error}" : "")}",
    };

    static string Failure(WaitingJob job) => job.LastError is { } error ? $". {Attempts(job.Retries)}. Last failure: {error}" : "";

    public static string Attempts(int retries) => retries switch { <= 0 => "No attempt left", 1 => "One attempt left", _ => $"{retries} attempts left" };

    static string Holder(WaitingJob job, DateTimeOffset now) => job.LockOwner is { } owner && job.LockedUntil > now ? $", and {owner} is at it" : "";
}
