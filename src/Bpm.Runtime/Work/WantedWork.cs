using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>What a worker asks for: up to so many jobs of its topics, which first.</summary>
public sealed record WantedWork(IReadOnlyDictionary<string, WantedTopic> Topics, int Max)
{
    public WorkOrder Order { get; init; } = WorkOrder.Usual;
}

/// <summary>How long a job of the topic stays the worker's, and what of the topic the worker takes.</summary>
public sealed record WantedTopic(TimeSpan LockFor)
{
    public WorkRestriction Only { get; init; } = WorkRestriction.None;
}
