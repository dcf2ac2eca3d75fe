using Bpm.Model;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Escalating tasks, which Camunda 7 has no words for.</summary>
static class EscalationApi
{
    public static void MapEscalations(this IEndpointRouteBuilder routes)
    {
        var tasks = routes.MapGroup("/tasks/{id}").WithTags("Escalation");
        tasks.MapPost("/escalate", Escalate).WithSummary("Escalate a task to its manager, a group or a user").ProducesDone(400, 403, 404, 409);
        tasks.MapPost("/take-over", TakeOver).WithSummary("Take an escalated task, also from who has it").ProducesDone(403, 404, 409);
        tasks.MapPost("/hand-to", HandTo).WithSummary("Give an escalated task to a person").ProducesDone(400, 403, 404, 409);
        tasks.MapPost("/push-back", PushBack).WithSummary("Send an escalated task back to who had it").ProducesDone(400, 403, 404, 409);
        tasks.MapPost("/extend-deadline", Extend).WithSummary("Give a task more time").ProducesDone(400, 403, 404, 409);
        routes.MapGet("/escalations", List).WithTags("Escalation").WithSummary("What was escalated to the caller; state open or closed").Produces<EscalationDto[]>().ProducesError(400);
    }

    static async Task<IResult> Escalate(PathKey id, Body<EscalateDto> body, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        var reason = body.Value.Reason ?? "";
        if (body.Value.To is null && body.Value.Action is null) return Answers.Of(await engine.Escalate(caller.Actor, id.Value, reason, ct));
        var target = body.Value.To?.Kind ?? nameof(EscalationTargetKind.Manager);
        if (!Enum.TryParse<EscalationTargetKind>(target, true, out var kind) || !Enum.IsDefined(kind))
            return Answers.Invalid($"Expected to.kind to be manager, group or user, but found '{target}'.");
        var action = body.Value.Action ?? nameof(EscalationAction.AddCandidates);
        if (!Enum.TryParse<EscalationAction>(action, true, out var what) || !Enum.IsDefined(what) || what == EscalationAction.ThrowEscalation)
            return Answers.Invalid($"Expected the action to be notify, addCandidates, reassign or raisePriority, but found '{action}'.");
        return Answers.Of(await engine.EscalateTo(caller.Actor, id.Value, new(kind, body.Value.To?.Id), what, reason, ct));
    }

    static async Task<IResult> TakeOver(PathKey id, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        Answers.Of(await engine.TakeOver(caller.Actor, id.Value, ct));

    static async Task<IResult> HandTo(PathKey id, Body<HandToDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        string.IsNullOrEmpty(body.Value.UserId)
            ? Answers.Invalid("Expected a userId, but there is none.")
            : Answers.Of(await engine.HandTo(caller.Actor, id.Value, body.Value.UserId, body.Value.Reason, ct));

    static async Task<IResult> PushBack(PathKey id, Body<ReasonDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        Answers.Of(await engine.PushBack(caller.Actor, id.Value, body.Value.Reason ?? "", ct));

    static async Task<IResult> Extend(PathKey id, Body<ExtendDeadlineDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        body.Value.Due is not null && EngineDate.TryRead(body.Value.Due, out var due)
            ? Answers.Of(await engine.ExtendDeadline(caller.Actor, id.Value, due, body.Value.Reason, ct))
            : Answers.Invalid($"Expected due to be a date such as 2026-01-31T12:00:00.000+0000, but found '{body.Value.Due}'.");

    static async Task<IResult> List(string? state, Caller caller, Storage.Escalations reads, CancellationToken ct) => state switch
    {
        null or "open" => Results.Ok((await reads.Open(caller.UserId, [.. caller.Actor.Groups], ct)).Select(EscalationDto.Of)),
        "closed" => Results.Ok((await reads.Closed(caller.UserId, [.. caller.Actor.Groups], ct)).Select(EscalationDto.Of)),
        _ => Answers.Invalid($"Expected the state to be open or closed, but found '{state}'."),
    };
}

/// <summary>Without a target the manager; without an action the recipient becomes a candidate.</summary>
sealed record EscalateDto(string? Reason, EscalationTargetDto? To, string? Action);

sealed record EscalationTargetDto(string? Kind, string? Id);

sealed record HandToDto(string? UserId, string? Reason);

sealed record ReasonDto(string? Reason);

sealed record ExtendDeadlineDto(string? Due, string? Reason);

sealed record EscalationDto(
    string Id, string TaskId, string TaskName, string TaskDefinitionKey, string TaskState, string? Assignee, string? Due, int Priority,
    string ProcessInstanceId, string ProcessDefinitionId, string ProcessDefinitionKey, string? ProcessDefinitionName, string? BusinessKey,
    int? Step, string Action, string RecipientKind, string RecipientId, string? FromUser, string? EscalatedBy, string? Reason, string Since,
    string? Closed, string? ClosedBy, string? Outcome)
{
    public static EscalationDto Of(EscalationRow e) => new(
        PathKey.Write(e.EscalationKey), PathKey.Write(e.TaskKey), e.TaskName, e.ElementId, e.TaskState, e.Assignee, EngineDate.Text(e.DueAt), e.Priority,
        PathKey.Write(e.InstanceKey), PathKey.Write(e.DefinitionKey), e.ProcessId, e.ProcessName, e.BusinessKey, e.Step, e.Action, e.RecipientKind,
        e.RecipientId, e.FromUser, e.EscalatedBy, e.Reason, EngineDate.Text(e.CreatedAt), EngineDate.Text(e.ClosedAt), e.ClosedBy, e.Outcome);
}
