using Bpm.Runtime;

namespace Bpm.Web.Api;

/// <summary>What people report from a task instead of finishing it.</summary>
static class TaskEventApi
{
    public static void MapTaskEvents(this IEndpointRouteBuilder routes)
    {
        var task = routes.MapGroup("/task/{id}").WithTags("Task");
        task.MapPost("/bpmnError", ThrowError).WithSummary("Leave a task with a BPMN error that the model may catch").ProducesDone(400, 403, 404, 409);
        task.MapPost("/bpmnEscalation", ThrowEscalation).WithSummary("Throw a BPMN escalation from a task").ProducesDone(400, 403, 404, 409);
    }

    static async Task<IResult> ThrowError(PathKey id, Body<TaskErrorDto> body, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(body.Value.ErrorCode)) return Answers.Invalid("Expected an errorCode, but there is none.");
        return VariableTypes.TryRead(body.Value.Variables, out var variables, out var problem)
            ? Answers.Of(await engine.ThrowTaskError(caller.Actor, id.Value, body.Value.ErrorCode, body.Value.ErrorMessage, variables, ct))
            : Answers.Invalid(problem);
    }

    static async Task<IResult> ThrowEscalation(PathKey id, Body<TaskEscalationDto> body, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(body.Value.EscalationCode)) return Answers.Invalid("Expected an escalationCode, but there is none.");
        return VariableTypes.TryRead(body.Value.Variables, out var variables, out var problem)
            ? Answers.Of(await engine.ThrowTaskEscalation(caller.Actor, id.Value, body.Value.EscalationCode, variables, ct))
            : Answers.Invalid(problem);
    }
}

sealed record TaskErrorDto(string? ErrorCode, string? ErrorMessage, IReadOnlyDictionary<string, VariableDto>? Variables);

sealed record TaskEscalationDto(string? EscalationCode, IReadOnlyDictionary<string, VariableDto>? Variables);
