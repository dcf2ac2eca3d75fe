namespace Bpm.Engine;

/// <summary>Puts a file, or a link, beside the task. It stays when the task is done.</summary>
public sealed record AttachToUserTask(long TaskKey, Attachment Attachment) : UserTaskCommand(TaskKey);

/// <summary>Takes an attachment away; the shell has looked it up.</summary>
public sealed record RemoveAttachment(long TaskKey, long AttachmentKey, string Name) : UserTaskCommand(TaskKey);

/// <summary>
/// Changes comments of a task, which may be over already; null removes them. A comment is known by the version that the instance had
/// after it; the shell has looked it up.
/// </summary>
public sealed record EditComments(long TaskKey, EquatableArray<long> Comments, string? Text) : UserTaskCommand(TaskKey);

/// <summary>What is attached: either content or the address of it.</summary>
public sealed record Attachment(string Name, string? Description, string? ContentType, string? Url, ReadOnlyMemory<byte> Content);
