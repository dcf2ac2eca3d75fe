using Bpm.Storage;

namespace Bpm.Web.Escalations;

/// <summary>One task with all its open escalations, the first first: a chain of steps is one concern, not three.</summary>
public sealed record EscalatedTask(long TaskKey, IReadOnlyList<EscalationRow> Chain)
{
    public EscalationRow Latest => Chain[^1];

    public static IReadOnlyList<EscalatedTask> Of(IReadOnlyList<EscalationRow> rows) =>
        [.. rows.GroupBy(r => r.TaskKey).Select(g => new EscalatedTask(g.Key, [.. g])).OrderBy(t => t.Latest.DueAt ?? DateTimeOffset.MaxValue).ThenBy(t => t.Chain[0].CreatedAt)];
}

public enum EscalationWishKind { TakeOver, HandTo, PushBack, Extend }

/// <summary>What the person wants with an escalated task.</summary>
public sealed record EscalationWish(EscalationWishKind Kind, long TaskKey, string TaskName, string? Reason = null, string? UserId = null, DateTimeOffset? Due = null);
