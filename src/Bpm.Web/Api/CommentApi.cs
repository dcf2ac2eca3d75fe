using System.Globalization;
using Bpm.Engine;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>What people say about tasks. A comment's id is its task and the version of the instance after it.</summary>
static class CommentApi
{
    public static void MapTaskComments(this IEndpointRouteBuilder tasks)
    {
        tasks.MapGet("/{id}/comment", async (PathKey id, UserTasks reads, Timeline timeline, CancellationToken ct) =>
                await reads.Find(id.Value, ct) is null ? Answers.NotFound("task", id) : Results.Ok((await Of(id, timeline, ct)).Reverse()))
            .WithSummary("Comments, the newest first").Produces<CommentDto[]>().ProducesError(403, 404).ForReaders();
        tasks.MapGet("/{id}/comment/{commentId}", async (PathKey id, string commentId, Timeline timeline, CancellationToken ct) =>
                (await Of(id, timeline, ct)).FirstOrDefault(c => c.Id == commentId) is { } comment ? Results.Ok(comment) : Missing(commentId))
            .WithSummary("One comment").Produces<CommentDto>().ProducesError(403, 404).ForReaders();
        tasks.MapPost("/{id}/comment/create", Create).WithSummary("Add a comment").Produces<CommentDto>().ProducesError(400, 403, 404);
        tasks.MapPut("/{id}/comment", async (PathKey id, Body<CommentTextDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
                Read(body.Value.Id) is var (task, comment) && task == id.Value
                    ? Answers.Of(await engine.ChangeComment(caller.Actor, id.Value, comment, body.Value.Message ?? "", ct))
                    : Missing(body.Value.Id))
            .WithSummary("Change one's own comment").ProducesDone(400, 403, 404, 409);
        tasks.MapDelete("/{id}/comment/{commentId}", async (PathKey id, string commentId, Caller caller, ProcessEngine engine, CancellationToken ct) =>
                Read(commentId) is var (task, comment) && task == id.Value
                    ? Answers.Of(await engine.RemoveComments(caller.Actor, id.Value, [comment], ct))
                    : Missing(commentId))
            .WithSummary("Remove a comment: one's own, or as who oversees the task").ProducesDone(403, 404, 409);
        tasks.MapDelete("/{id}/comment", async (PathKey id, Caller caller, ProcessEngine engine, Timeline timeline, CancellationToken ct) =>
                Answers.Of(await engine.RemoveComments(caller.Actor, id.Value, [.. (await Of(id, timeline, ct)).Select(c => c.Version)], ct)))
            .WithSummary("Remove all comments of a task").ProducesDone(403, 404, 409);
    }

    public static void MapInstanceComments(this IEndpointRouteBuilder instances)
    {
        instances.MapGet("/{id}/comment", async (PathKey id, InstanceOverview reads, Timeline timeline, CancellationToken ct) =>
                await reads.Find(id.Value, ct) is null ? Answers.NotFound("process instance", id) : Results.Ok((await OfInstance(id, timeline, ct)).Reverse()))
            .WithSummary("Comments on all tasks of an instance, the newest first").Produces<CommentDto[]>().ProducesError(403, 404).ForReaders();
        instances.MapPut("/{id}/comment", async (PathKey id, Body<CommentTextDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
                Read(body.Value.Id) is var (task, comment) && InstanceKey.Of(task) == id.Value
                    ? Answers.Of(await engine.ChangeComment(caller.Actor, task, comment, body.Value.Message ?? "", ct))
                    : Missing(body.Value.Id))
            .WithSummary("Change one's own comment on a task of an instance").ProducesDone(400, 403, 404, 409);
        instances.MapDelete("/{id}/comment/{commentId}", async (PathKey id, string commentId, Caller caller, ProcessEngine engine, CancellationToken ct) =>
                Read(commentId) is var (task, comment) && InstanceKey.Of(task) == id.Value
                    ? Answers.Of(await engine.RemoveComments(caller.Actor, task, [comment], ct))
                    : Missing(commentId))
            .WithSummary("Remove a comment on a task of an instance").ProducesDone(403, 404, 409);
        instances.MapDelete("/{id}/comment", RemoveAll).WithSummary("Remove the comments on all tasks of an instance").ProducesDone(403, 404, 409);
    }

    static async Task<IResult> Create(PathKey id, Body<CommentTextDto> body, Caller caller, ProcessEngine engine, Timeline timeline, CancellationToken ct)
    {
        var reply = await engine.Comment(caller.Actor, id.Value, body.Value.Message ?? "", ct);
        return reply.IsDone
            ? Results.Ok((await Of(id, timeline, ct)).Last(c => c.UserId == caller.UserId))
            : Answers.Of(reply);
    }

    static async Task<IResult> RemoveAll(PathKey id, Caller caller, ProcessEngine engine, InstanceOverview reads, Timeline timeline, CancellationToken ct)
    {
        if (await reads.Find(id.Value, ct) is null) return Answers.NotFound("process instance", id);
        foreach (var task in (await OfInstance(id, timeline, ct)).GroupBy(c => c.Task))
        {
            var reply = await engine.RemoveComments(caller.Actor, task.Key, [.. task.Select(c => c.Version)], ct);
            if (!reply.IsDone) return Answers.Of(reply);
        }
        return Answers.Done;
    }

    static async Task<IReadOnlyList<CommentDto>> Of(PathKey id, Timeline timeline, CancellationToken ct) =>
        [.. (await timeline.Task(id.Value, ct)).Where(e => e.Kind == TimelineKind.Comment).Select(e => CommentDto.Of(e, id.Value))];

    static async Task<IReadOnlyList<CommentDto>> OfInstance(PathKey id, Timeline timeline, CancellationToken ct) =>
        [.. (await timeline.Instance(id.Value, ct)).Where(e => e is { Kind: TimelineKind.Comment, ElementInstanceKey: not null }).Select(e => CommentDto.Of(e, e.ElementInstanceKey!.Value))];

    static (long Task, long Version)? Read(string? commentId) =>
        commentId?.Split('-') is [var task, var version] && PathKey.Read(task) is { } key && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (key, number)
            : null;

    static IResult Missing(string? commentId) => Answers.NotFound("comment", new(-1, commentId ?? ""));
}

sealed record CommentTextDto(string? Message, string? Id);

sealed record CommentDto(
    string Id, string? UserId, string Time, string TaskId, string ProcessInstanceId, string Message, string? RemovalTime, string? RootProcessInstanceId)
{
    internal long Task { get; private init; }

    internal long Version { get; private init; }

    public static CommentDto Of(TimelineEntry entry, long taskKey) => new(
        FormattableString.Invariant($"{taskKey}-{entry.Version}"), entry.Actor, EngineDate.Text(entry.At), PathKey.Write(taskKey),
        PathKey.Write(Engine.InstanceKey.Of(taskKey)), entry.Text ?? "", null, PathKey.Write(Engine.InstanceKey.Of(taskKey)))
    {
        Task = taskKey,
        Version = entry.Version,
    };
}
