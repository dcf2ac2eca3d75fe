using Bpm.Engine;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Who has to do with a task: delegating it, giving it back, and who may take it.</summary>
static class TaskDelegationApi
{
    const string Candidates = "candidate";
    const string Assignee = "assignee";
    const string Owner = "owner";

    public static void MapTaskDelegation(this IEndpointRouteBuilder tasks)
    {
        tasks.MapPost("/{id}/delegate", async (PathKey id, Body<UserIdDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
                string.IsNullOrEmpty(body.Value.UserId)
                    ? Answers.Invalid("Expected a userId, but there is none.")
                    : Answers.Of(await engine.Delegate(caller.Actor, id.Value, body.Value.UserId, null, ct)))
            .WithSummary("Let another work on a task, who gives it back").ProducesDone(400, 403, 404, 409);
        tasks.MapPost("/{id}/resolve", async (PathKey id, Body<CompleteDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
                VariableTypes.TryRead(body.Value.Variables, out var variables, out var problem)
                    ? Answers.Of(await engine.GiveBack(caller.Actor, id.Value, variables, null, ct))
                    : Answers.Invalid(problem))
            .WithSummary("Give a delegated task back to its owner, with variables").ProducesDone(400, 403, 404, 409);
        tasks.MapGet("/{id}/identity-links", Links).WithSummary("Assignee, owner and candidates").Produces<IdentityLinkDto[]>().ProducesError(404);
        tasks.MapPost("/{id}/identity-links", (PathKey id, Body<IdentityLinkDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
                Change(id, body.Value, Added, caller, engine, ct))
            .WithSummary("Add a candidate, or set the assignee or the owner").ProducesDone(400, 403, 404, 409);
        tasks.MapPost("/{id}/identity-links/delete", (PathKey id, Body<IdentityLinkDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
                Change(id, body.Value, Removed, caller, engine, ct))
            .WithSummary("Remove a candidate, the assignee or the owner").ProducesDone(400, 403, 404, 409);
    }

    static async Task<IResult> Links(PathKey id, string? type, UserTasks reads, CancellationToken ct)
    {
        if (await TaskApi.Open(id, reads, ct) is not { } task) return Answers.NotFound("task", id);
        List<IdentityLinkDto> links = [];
        if (task.Assignee is not null) links.Add(new(task.Assignee, null, Assignee));
        if (task.Owner is not null) links.Add(new(task.Owner, null, Owner));
        links.AddRange((await reads.Candidates(id.Value, ct)).Select(c => c.Kind == Candidate.Group ? new IdentityLinkDto(null, c.Id, Candidates) : new(c.Id, null, Candidates)));
        return Results.Ok(links.Where(l => type is null || l.Type == type));
    }

    static async Task<IResult> Change(
        PathKey id, IdentityLinkDto link, Func<IdentityLinkDto, UserTaskChange?> read, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(link.UserId) == string.IsNullOrEmpty(link.GroupId)) return Answers.Invalid("Expected either a userId or a groupId.");
        return read(link) is { } change
            ? Answers.Of(await engine.UpdateTask(caller.Actor, id.Value, change, ct))
            : Answers.Invalid($"Expected the type candidate, or assignee or owner with a userId, but found '{link.Type}'.");
    }

    static UserTaskChange? Added(IdentityLinkDto link) => link switch
    {
        { Type: Candidates, UserId: { Length: > 0 } user } => new() { AddedUsers = [user] },
        { Type: Candidates, GroupId: { Length: > 0 } group } => new() { AddedGroups = [group] },
        { Type: Assignee, UserId: { Length: > 0 } user } => new() { Assignee = user },
        { Type: Owner, UserId: { Length: > 0 } user } => new() { Owner = user },
        _ => null,
    };

    static UserTaskChange? Removed(IdentityLinkDto link) => link switch
    {
        { Type: Candidates, UserId: { Length: > 0 } user } => new() { RemovedUsers = [user] },
        { Type: Candidates, GroupId: { Length: > 0 } group } => new() { RemovedGroups = [group] },
        { Type: Assignee, UserId.Length: > 0 } => new() { Assignee = "" },
        { Type: Owner, UserId.Length: > 0 } => new() { Owner = "" },
        _ => null,
    };
}

sealed record IdentityLinkDto(string? UserId, string? GroupId, string? Type);

static class Delegations
{
    /// <summary>Null when it is no such state.</summary>
    public static DelegationState? Read(string? text) => text?.ToUpperInvariant() switch
    {
        null or "" => DelegationState.None,
        "PENDING" => DelegationState.Pending,
        "RESOLVED" => DelegationState.Resolved,
        _ => null,
    };
}
