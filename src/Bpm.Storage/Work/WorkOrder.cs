namespace Bpm.Storage;

/// <summary>Which work a worker gets first when there is more than it takes.</summary>
/// <param name="ByPriority">The most urgent before all others.</param>
/// <param name="By">What decides then.</param>
public sealed record WorkOrder(bool ByPriority, WorkAge By)
{
    /// <summary>The most urgent, and of equals the one that is due the longest.</summary>
    public static WorkOrder Usual { get; } = new(ByPriority: true, WorkAge.LongestDue);
}

public enum WorkAge
{
    /// <summary>What waits longest for an attempt.</summary>
    LongestDue,

    /// <summary>What was made first, however often it has been tried.</summary>
    Oldest,
    Newest,
}
