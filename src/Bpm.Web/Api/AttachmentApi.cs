using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Files and links beside tasks.</summary>
static class AttachmentApi
{
    const string AnyType = "application/octet-stream";

    /// <summary>The file, and what stands around it in the form.</summary>
    const long LargestUpload = ProcessEngine.LargestAttachment + (64 * 1024);

    public static void MapAttachments(this IEndpointRouteBuilder tasks)
    {
        tasks.MapGet("/{id}/attachment", async (PathKey id, UserTasks tasks, Attachments reads, CancellationToken ct) =>
                await tasks.Find(id.Value, ct) is null ? Answers.NotFound("task", id) : Results.Ok((await reads.List(id.Value, ct)).Select(AttachmentDto.Of)))
            .WithSummary("Files and links beside a task").Produces<AttachmentDto[]>().ProducesError(403, 404).ForReaders();
        tasks.MapGet("/{id}/attachment/{attachmentId}", async (PathKey id, PathKey attachmentId, Attachments reads, CancellationToken ct) =>
                await reads.Find(id.Value, attachmentId.Value, ct) is { } row ? Results.Ok(AttachmentDto.Of(row)) : Missing(id, attachmentId))
            .WithSummary("One file or link").Produces<AttachmentDto>().ProducesError(403, 404).ForReaders();
        tasks.MapGet("/{id}/attachment/{attachmentId}/data", Data)
            .WithSummary("The bytes of an attached file").Produces(200, contentType: AnyType).ProducesError(403, 404).ForReaders();
        tasks.MapPost("/{id}/attachment/create", Create).WithSummary("Put a file or a link beside a task")
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestUpload))
            .AddOpenApiOperationTransformer((operation, _, _) => UploadShape.Describe(
                operation, ("attachment-name", UploadShape.Text), ("attachment-description", UploadShape.Text), ("attachment-type", UploadShape.Text),
                ("url", UploadShape.Text), ("content", UploadShape.File("A file, in place of the url."))))
            .Produces<AttachmentDto>().ProducesError(400, 403, 404, 409, 413);
        tasks.MapDelete("/{id}/attachment/{attachmentId}", async (PathKey id, PathKey attachmentId, Caller caller, ProcessEngine engine, CancellationToken ct) =>
                Answers.Of(await engine.RemoveAttachment(caller.Actor, id.Value, attachmentId.Value, ct)))
            .WithSummary("Remove a file or link: one's own, or as who oversees the task").ProducesDone(403, 404, 409);
    }

    // Whatever it calls itself, to a browser it is a file to be saved and nothing else.
    static async Task<IResult> Data(PathKey id, PathKey attachmentId, Attachments reads, HttpResponse response, CancellationToken ct)
    {
        if (await reads.Find(id.Value, attachmentId.Value, ct) is not { } row || await reads.Content(id.Value, attachmentId.Value, ct) is not { } content)
            return Missing(id, attachmentId);
        response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(content, AnyType, row.Name);
    }

    static async Task<IResult> Create(PathKey id, HttpRequest request, Caller caller, ProcessEngine engine, Attachments reads, CancellationToken ct)
    {
        if (!request.HasFormContentType) return Answers.Invalid("Expected multipart/form-data with a url or a part named content, but found " + (request.ContentType ?? "no content type") + ".");
        var form = await request.ReadFormAsync(ct);
        var file = form.Files.GetFile("content");
        var url = form["url"].ToString() is { Length: > 0 } address ? address : null;
        if (file is null && url is null) return Answers.Invalid("Expected a url, or a file in a part named content, but found neither.");
        using var content = new MemoryStream();
        if (file is not null) await file.CopyToAsync(content, ct);
        var name = form["attachment-name"].ToString() is { Length: > 0 } given ? given : FileName(file) ?? url;
        var type = form["attachment-type"].ToString() is { Length: > 0 } said ? said : file?.ContentType;
        var description = form["attachment-description"].ToString() is { Length: > 0 } text ? text : null;
        var reply = await engine.Attach(caller.Actor, id.Value, new(name ?? "", description, type, url, content.ToArray()), ct);
        return reply.IsDone
            ? Results.Ok(AttachmentDto.Of((await reads.List(id.Value, ct)).Last(a => a.CreatedBy == caller.UserId)))
            : Answers.Of(reply);
    }

    // Browsers and tools may send a whole path.
    static string? FileName(IFormFile? file) => file?.FileName[(file.FileName.LastIndexOfAny(['/', '\\']) + 1)..];

    static IResult Missing(PathKey id, PathKey attachmentId) =>
        Answers.Error(404, "InvalidRequestException", $"Task attachment with id {attachmentId.Text} does not exist for task id '{id.Text}'.");
}

sealed record AttachmentDto(
    string Id, string Name, string? Description, string TaskId, string? Type, string? Url, string CreateTime, string? RemovalTime, string RootProcessInstanceId,
    IReadOnlyList<string> Links)
{
    public static AttachmentDto Of(AttachmentRow row) => new(
        PathKey.Write(row.AttachmentKey), row.Name, row.Description, PathKey.Write(row.TaskKey), row.ContentType, row.Url, EngineDate.Text(row.CreatedAt), null,
        PathKey.Write(row.InstanceKey), []);
}
