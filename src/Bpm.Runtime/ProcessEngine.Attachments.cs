using Bpm.Engine;

namespace Bpm.Runtime;

/// <summary>Files and links beside tasks. They are seen by whoever may read the instance, and stay when the task is done.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>In bytes.</summary>
    public const int LargestAttachment = 10 * 1024 * 1024;

    /// <summary>Puts a file or a link beside the task; whoever takes part in it may.</summary>
    public Task<Reply> Attach(Actor actor, long taskKey, Attachment attachment, CancellationToken ct = default) =>
        OnTask(actor, taskKey, async (task, instance, stop) =>
        {
            if (Wrong(attachment) is { } wrong) return Invalid(wrong);
            return await _rights.TakesPart(actor, task, instance.StartedBy, stop)
                ? new AttachToUserTask(taskKey, attachment) { At = Now, Actor = actor.Id }
                : NotYours(task, "attach something to", "Only people who take part in it can.");
        }, ct);

    /// <summary>Takes away what one has attached; whoever oversees the task may take away all.</summary>
    public Task<Reply> RemoveAttachment(Actor actor, long taskKey, long attachmentKey, CancellationToken ct = default) =>
        OnTask(actor, taskKey, async (task, _, stop) =>
        {
            if (await _attachments.Find(taskKey, attachmentKey, stop) is not { } row)
                return new Rejection(RejectionKind.NotFound, $"Expected an attachment of '{task.Name}' with the key {attachmentKey}, but there is none.");
            return row.CreatedBy == actor.UserId || await _rights.Oversees(actor, task, stop)
                ? new RemoveAttachment(taskKey, attachmentKey, row.Name) { At = Now, Actor = actor.Id }
                : NotYours(task, $"remove '{row.Name}' from", "Only who attached it or a manager can.");
        }, ct);

    static string? Wrong(Attachment attachment) => attachment switch
    {
        { Name: var name } when string.IsNullOrWhiteSpace(name) => "Expected a name for the attachment, but it is empty.",
        { Url: { } url, Content.IsEmpty: false } => $"Expected a file or an address, but found both: {url}.",
        // A link of another kind would do something, instead of leading somewhere.
        { Url: { } url } when !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")) =>
            $"Expected an address that begins with https:// or http://, but found '{url}'.",
        { Content.Length: > LargestAttachment and var size } =>
            $"Expected a file of at most {LargestAttachment / (1024 * 1024)} MB, but it has {size / (1024.0 * 1024):0.0} MB. Attach a link to it instead.",
        _ => null,
    };
}
