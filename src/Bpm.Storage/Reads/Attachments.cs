namespace Bpm.Storage;

/// <summary>Files and links beside tasks.</summary>
public sealed class Attachments(Database database)
{
    const string Columns = """
        SELECT a.attachment_key, a.instance_key, a.task_key, a.name, a.description, a.content_type, a.url, a.size, a.created_at, a.created_by
        FROM attachment a
        """;

    internal const string OfTask = Columns + """

        WHERE a.task_key = @taskKey
        ORDER BY a.attachment_key
        """;

    const string One = Columns + """

        WHERE a.attachment_key = @attachmentKey AND a.task_key = @taskKey
        """;

    const string ContentOf = """
        SELECT a.content FROM attachment a WHERE a.attachment_key = @attachmentKey AND a.task_key = @taskKey AND a.content IS NOT NULL
        """;

    /// <summary>What is beside a task, the first first.</summary>
    public async Task<IReadOnlyList<AttachmentRow>> List(long taskKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<AttachmentRow>(OfTask, new { taskKey }, cancellation);
    }

    public async Task<AttachmentRow?> Find(long taskKey, long attachmentKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<AttachmentRow>(One, new { taskKey, attachmentKey }, cancellation);
    }

    /// <summary>The bytes of a file; null for a link.</summary>
    public async Task<byte[]?> Content(long taskKey, long attachmentKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return (await connection.List<byte[]>(ContentOf, new { taskKey, attachmentKey }, cancellation)) is [var content, ..] ? content : null;
    }
}

/// <summary>A file or a link beside a task, without the file's content.</summary>
public sealed record AttachmentRow
{
    public required long AttachmentKey { get; init; }
    public required long InstanceKey { get; init; }
    public required long TaskKey { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public string? ContentType { get; init; }

    /// <summary>The address of a link; null for a file.</summary>
    public string? Url { get; init; }
    public required long Size { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? CreatedBy { get; init; }
}
