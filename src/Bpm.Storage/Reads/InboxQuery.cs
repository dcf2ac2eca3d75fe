namespace Bpm.Storage;

/// <summary>Whose open tasks, which of them, and in which order.</summary>
public sealed record InboxQuery
{
    public required string UserId { get; init; }
    public required IReadOnlyCollection<string> Groups { get; init; }
    public required DateTimeOffset Now { get; init; }

    /// <summary>End of the reader's day, in the reader's time zone.</summary>
    public required DateTimeOffset EndOfDay { get; init; }
    public InboxView View { get; init; }

    /// <summary>True to see also what a colleague has taken from a shared group.</summary>
    public bool IncludeTakenByOthers { get; init; }

    /// <summary>True to hide tasks whose follow-up date has not come.</summary>
    public bool HideUntilFollowUp { get; init; }
    public string? ProcessId { get; init; }

    /// <summary>Found in the task's name, the process's name or the business key.</summary>
    public string? Text { get; init; }
    public InboxSort Sort { get; init; }

    /// <summary>The last row of the page before; null for the first page.</summary>
    public InboxPosition? After { get; init; }
    public int Take { get; init; } = 50;
}

public enum InboxView { All, Mine, Groups, Overdue, DueToday, Escalated }

/// <summary>Due: the earliest first, none last. Created: the oldest first. Priority: the highest first.</summary>
public enum InboxSort { Due, Created, Priority }

/// <summary>Where a page ended; the next one starts behind it.</summary>
public sealed record InboxPosition(long SortValue, long TaskKey);

/// <summary>One open task as it stands in a list.</summary>
public sealed record InboxRow
{
    public required long TaskKey { get; init; }
    public required long InstanceKey { get; init; }
    public required long DefinitionKey { get; init; }
    public required string ProcessId { get; init; }
    public string? ProcessName { get; init; }
    public required string ElementId { get; init; }
    public required string Name { get; init; }
    public string? BusinessKey { get; init; }
    public string? Assignee { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public DateTimeOffset? FollowUpAt { get; init; }
    public required int Priority { get; init; }

    public string? Owner { get; init; }
    public string? Delegation { get; init; }

    /// <summary>Lent by its owner to who has it.</summary>
    public bool IsDelegated => Delegation == "pending";

    /// <summary>Whether the user has it, or has delegated it.</summary>
    public bool IsOf(string userId) => Assignee == userId || (IsDelegated && Owner == userId);

    /// <summary>Open escalations.</summary>
    public required int Escalations { get; init; }

    /// <summary>Whether the task's instance is suspended.</summary>
    public required bool IsSuspended { get; init; }

    /// <summary>The value that the list is ordered by; with the key it is the row's position.</summary>
    public required long SortValue { get; init; }

    public InboxPosition Position => new(SortValue, TaskKey);
}

/// <summary>How many tasks each view holds. Counting stops at a limit; then <see cref="IsCapped"/> says "or more".</summary>
public sealed record InboxCounts(int All, int Mine, int Groups, int Overdue, int DueToday, int Escalated, bool IsCapped);
