using System.Text;
using Bpm.Engine;

namespace Bpm.Storage;

/// <summary>
/// What happened in an instance or to a task, in words. It is read from the audit trail, which is the log of all
/// events: nothing that changed an instance can be missing.
/// </summary>
public sealed class Timeline(Database database)
{
    const string Columns = """
        SELECT a.audit_key, a.at, a.actor, a.action, a.instance_key, a.instance_version, a.element_instance_key, a.detail
        FROM audit a
        """;

    internal const string OfInstance = Columns + """

        WHERE a.instance_key = @instanceKey AND a.instance_version > @after
        ORDER BY a.instance_version
        """;

    const string ElementIds = """
        SELECT e.element_instance_key, e.element_id, e.scope_key, e.loop_counter FROM element_instance e
        WHERE e.element_instance_key > @instanceKey AND e.element_instance_key <= @lastKey
        """;

    /// <summary>The instance's timeline, oldest first; <paramref name="afterVersion"/> continues one read before.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> Instance(long instanceKey, CancellationToken cancellation, long afterVersion = 0)
    {
        await using var connection = await database.Open(cancellation);
        var steps = await connection.List<AuditRow>(OfInstance, new { instanceKey, after = afterVersion }, cancellation);
        var elements = await connection.List<TimelinePlace>(ElementIds, new { instanceKey, lastKey = KeyRange.LastOf(instanceKey) }, cancellation);
        var places = elements.ToDictionary(e => e.ElementInstanceKey);
        return WithPresentComments([.. steps.SelectMany(s => TimelineText.Entries(s, places))]);
    }

    /// <summary>A changed comment says what it says now, a removed one nothing any more: what it said stays in the audit trail.</summary>
    static List<TimelineEntry> WithPresentComments(List<TimelineEntry> entries)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i] is not { Comment: { } version } change) continue;
            var at = entries.FindIndex(e => e.Kind == TimelineKind.Comment && e.Version == version && e.ElementInstanceKey == change.ElementInstanceKey);
            // The text is told at the comment itself, where it is the last one; here a later change may have followed.
            entries[i] = change with { Text = null };
            if (at < 0) continue;
            if (change.Kind == TimelineKind.CommentChanged) entries[at] = entries[at] with { Text = change.Text, IsChanged = true };
            else entries.RemoveAt(at);
            if (change.Kind == TimelineKind.CommentRemoved) i--;
        }
        return entries;
    }

    /// <summary>The part of the timeline that is about one task.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> Task(long taskKey, CancellationToken cancellation) =>
        [.. (await Instance(Engine.InstanceKey.Of(taskKey), cancellation)).Where(e => e.ElementInstanceKey == taskKey)];
}

/// <summary>The element of an element instance, and the loop that it is an item of.</summary>
sealed record TimelinePlace
{
    public required long ElementInstanceKey { get; init; }
    public required string ElementId { get; init; }
    public required long ScopeKey { get; init; }
    public int? LoopCounter { get; init; }
}

/// <summary>One thing that happened.</summary>
/// <param name="Version">The instance's version after the command that caused it.</param>
/// <param name="Actor">Who caused it; null for the engine itself.</param>
/// <param name="What">For people, to follow the actor: "claimed the task".</param>
/// <param name="Subject">The other person or group, variable or code it is about.</param>
/// <param name="Text">Reason, comment or message, as given.</param>
/// <param name="LoopKey">The loop that it happened in, if any: the outermost one.</param>
/// <param name="Item">Which time of the loop that was, from 1.</param>
public sealed record TimelineEntry(
    long Version, DateTimeOffset At, string? Actor, TimelineKind Kind, string What, long? ElementInstanceKey, string? ElementId,
    string? Subject = null, string? Text = null, long? LoopKey = null, int? Item = null)
{
    /// <summary>Of a changed or removed comment the version of that comment's own entry.</summary>
    public long? Comment { get; init; }

    /// <summary>A comment that was changed later: its text is the last one.</summary>
    public bool IsChanged { get; init; }
}

public enum TimelineKind
{
    InstanceStarted, InstanceEnded, ElementEntered, ElementLeft, VariableSet,
    TaskCreated, TaskClaimed, TaskReleased, TaskAssigned, TaskCompleted, TaskCancelled, TaskDelegated, TaskGivenBack, TaskChanged, Comment, CommentChanged, CommentRemoved, Attached, AttachmentRemoved, DatesChanged,
    Escalated, EscalationClosed, JobFailed, TimerFired, IncidentRaised, IncidentResolved, ErrorThrown, EscalationThrown,
    DecisionEvaluated,

    /// <summary>A person sent a message or signal, or chose what is done, from outside the model.</summary>
    EventSent, ChosenByPerson,

    /// <summary>The process waits for, received or threw a message, signal or condition.</summary>
    EventAwaited, EventOccurred, EventThrown,
    Called, CallAnswered, CompensationTriggered, ScopeInterrupted, LoopStarted,

    /// <summary>A person moved tokens by hand.</summary>
    Modified,

    /// <summary>A person stopped the instance where it was, and let it go on.</summary>
    Suspended, Resumed,

    /// <summary>Listeners of a task are asked about a wish; or one has refused it.</summary>
    TaskChangeAsked, TaskChangeDenied,
}

/// <summary>A row of the audit trail.</summary>
public sealed record AuditRow
{
    public required long AuditKey { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? Actor { get; init; }
    public required string Action { get; init; }
    public long? InstanceKey { get; init; }
    public long? InstanceVersion { get; init; }
    public long? ElementInstanceKey { get; init; }
    public required string Detail { get; init; }

    /// <summary>The events of an instance's row.</summary>
    internal IReadOnlyList<HistoryEvent> Events => HistoryJson.Read(Encoding.UTF8.GetBytes(Detail), InstanceKey ?? 0, At);
}
