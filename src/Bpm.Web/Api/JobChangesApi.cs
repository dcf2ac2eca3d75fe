using Bpm.Runtime;

namespace Bpm.Web.Api;

/// <summary>Suspending the engine's own jobs, and saying when and how soon they are done.</summary>
static class JobChangesApi
{
    public static void MapJobChanges(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/job").WithTags("Job");
        jobs.MapPut("/{id}/suspended", One).WithSummary("Suspend a job, or let it be carried out again").ProducesDone(400, 403, 404);
        jobs.MapPut("/suspended", Many).WithSummary("The same for the jobs of an element, an instance, a version or a process").ProducesDone(400, 403, 404);
        jobs.MapPut("/{id}/priority", Prioritize).WithSummary("Set how urgent a job is").ProducesDone(400, 403, 404);
        jobs.MapPut("/{id}/duedate", Move).WithSummary("Move the instant at which a job is due").ProducesDone(400, 403, 404);
        jobs.MapPost("/{id}/duedate/recalculate", Recalculate).WithSummary("Evaluate the expression of a timer once more").ProducesDone(400, 403, 404);
    }

    static async Task<IResult> One(PathKey id, Body<JobSuspensionDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        body.Value.Suspended is { } isSuspended ? SuspensionApi.Of(await engine.SetJobsSuspended(caller.Actor, JobChoice.One(id.Value), isSuspended, ct)) : SuspensionApi.NotSaid;

    static async Task<IResult> Many(Body<JobSuspensionDto> body, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        var wish = body.Value;
        if (wish.Suspended is not { } isSuspended) return SuspensionApi.NotSaid;
        string?[] named = [wish.JobDefinitionId, wish.ProcessInstanceId, wish.ProcessDefinitionId, wish.ProcessDefinitionKey];
        if (named.Count(n => n is not null) != 1)
            return Answers.Invalid("Either jobDefinitionId, processInstanceId, processDefinitionId or processDefinitionKey can be set to update the suspension state.");
        if (wish.JobDefinitionId is { } definition && JobDefinitionKey.Read(definition) is null) return Answers.Error(404, "InvalidRequestException", $"Job Definition with id {definition} does not exist");
        var choice = wish.JobDefinitionId is not null ? JobChoice.OfElement(JobDefinitionKey.Read(wish.JobDefinitionId)!)
            : wish.ProcessInstanceId is not null ? JobChoice.OfInstance(PathKey.Read(wish.ProcessInstanceId) ?? -1)
            : JobChoice.Of(SuspensionApi.Choice(wish.ProcessDefinitionId, wish.ProcessDefinitionKey)!);
        return SuspensionApi.Of(await engine.SetJobsSuspended(caller.Actor, choice, isSuspended, ct));
    }

    static async Task<IResult> Prioritize(PathKey id, Body<JobPriorityDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        body.Value.Priority is { } priority
            ? Answers.Of(await engine.SetJobPriority(caller.Actor, id.Value, priority, ct))
            : Answers.Invalid("Priority for job '" + id.Text + "' cannot be null.");

    static async Task<IResult> Move(PathKey id, Body<JobDueDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        body.Value.Duedate is { Length: > 0 } text
            ? EngineDate.TryRead(text, out var due)
                ? Answers.Of(await engine.SetJobDue(caller.Actor, id.Value, due, body.Value.Cascade, ct))
                : Answers.Invalid($"Expected a date such as 2026-01-31T12:00:00.000+0000 for duedate, but found '{text}'.")
            : Answers.Of(await engine.SetJobDue(caller.Actor, id.Value, null, body.Value.Cascade, ct));

    static async Task<IResult> Recalculate(PathKey id, bool? creationDateBased, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        Answers.Of(await engine.RecalculateJobDue(caller.Actor, id.Value, creationDateBased ?? true, ct));
}

sealed record JobSuspensionDto(bool? Suspended, string? JobDefinitionId, string? ProcessInstanceId, string? ProcessDefinitionId, string? ProcessDefinitionKey);

sealed record JobPriorityDto(int? Priority);

/// <param name="Cascade">Whether the firings of a cycle that come after it move along.</param>
sealed record JobDueDto(string? Duedate, bool Cascade = false);
