namespace Bpm.Engine;

/// <summary>A file or a link was put beside the task. The content is in its table alone.</summary>
public sealed record AttachmentAdded(
    long Key, long AttachmentKey, string Name, string? Description, string? ContentType, string? Url, long Size, DateTimeOffset At) : HistoryEvent;

public sealed record AttachmentRemoved(long Key, long AttachmentKey, string Name) : HistoryEvent;

/// <summary>What was written before stays in the audit trail, and is not told any more.</summary>
public sealed record UserTaskCommentChanged(long Key, long Comment, string Text) : HistoryEvent;

public sealed record UserTaskCommentRemoved(long Key, long Comment) : HistoryEvent;
