using System.Text.Json;
using Bpm.Model;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api.V2;

/// <summary>Work for workers: take it, do it, report by its key.</summary>
static class JobRoutes
{
    public static void MapJobs(this IEndpointRouteBuilder v2)
    {
        var jobs = v2.MapGroup("/jobs").WithTags("Job");
        jobs.MapPost("/activation", Activate).WithSummary("Take work; waits for some until requestTimeout").Produces<ActivatedJobsDto>().ProducesProblems(400, 403);
        jobs.MapPost("/search", (Body<SearchBody> body, Database database, CancellationToken ct) => SearchTables.Jobs.Search(body.Value, database, JobDto.Of, ct))
            .WithSummary("Open jobs by filters").Produces<FoundDto<JobDto>>().ProducesProblems(400);
        jobs.MapPost("/{jobKey}/completion", Complete).WithSummary("Report work done").ProducesNothing(400, 403, 404, 409);
        jobs.MapPost("/{jobKey}/failure", Fail).WithSummary("Report that an attempt failed").ProducesNothing(400, 403, 404, 409);
        jobs.MapPost("/{jobKey}/error", Throw).WithSummary("Report a BPMN error").ProducesNothing(400, 403, 404, 409);
        jobs.MapPatch("/{jobKey}", Update).WithSummary("Keep the work longer, or give it new attempts").ProducesNothing(400, 403, 404, 409);
    }

    static async Task<IResult> Activate(Body<ActivationDto> body, Caller caller, WorkFetch fetch, Definitions definitions, CancellationToken ct)
    {
        if (ActivationPlan.Of(body.Value, caller, out var problem) is not { } plan) return Answers.Invalid(problem);
        var reply = await fetch.Take(caller.Actor, plan, ct);
        if (reply.Rejection is { } rejection) return Answers.Of(rejection);
        var versions = new Dictionary<long, int>();
        foreach (var key in reply.Value!.Select(j => j.DefinitionKey).Distinct()) versions[key] = (await definitions.Find(key, ct))?.Version ?? 0;
        return Results.Ok(new ActivatedJobsDto([.. reply.Value!.Select(j => ActivatedJobDto.Of(j, plan, versions[j.DefinitionKey]))]));
    }

    static async Task<IResult> Complete(PathKey jobKey, Body<CompletionDto> body, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        if (!PlainVariables.TryRead(body.Value.Variables, out var variables, out var problem)) return Answers.Invalid(problem);
        if (!JobResult.TryRead(body.Value.Result, out var verdict, out problem)) return Answers.Invalid(problem);
        return Answers.Of(verdict is null
            ? await engine.CompleteJob(caller.Actor, jobKey.Value, variables, ct)
            : await engine.CompleteJob(caller.Actor, jobKey.Value, variables, verdict, ct));
    }

    static async Task<IResult> Fail(PathKey jobKey, Body<FailureDto> body, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        var failure = body.Value;
        if (failure.Retries < 0) return Answers.Invalid($"Expected retries of at least 0, but found {failure.Retries}.");
        if (LockTime.Problem("retryBackOff", failure.RetryBackOff) is { } tooLong) return Answers.Invalid(tooLong);
        return PlainVariables.TryRead(failure.Variables, out var variables, out var problem)
            ? Answers.Of(await engine.FailJob(caller.Actor, jobKey.Value,
                new(failure.ErrorMessage ?? "The worker gave no message.", failure.Retries, TimeSpan.FromMilliseconds(failure.RetryBackOff)), variables, ct))
            : Answers.Invalid(problem);
    }

    static async Task<IResult> Throw(PathKey jobKey, Body<JobErrorDto> body, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(body.Value.ErrorCode)) return Answers.Invalid("Expected an errorCode, but there is none.");
        return PlainVariables.TryRead(body.Value.Variables, out var variables, out var problem)
            ? Answers.Of(await engine.ThrowJobError(caller.Actor, jobKey.Value, body.Value.ErrorCode, body.Value.ErrorMessage, variables, ct))
            : Answers.Invalid(problem);
    }

    static async Task<IResult> Update(PathKey jobKey, Body<JobUpdateDto> body, Caller caller, ProcessEngine engine, Jobs reads, CancellationToken ct)
    {
        if (body.Value.Changeset is not { } change || change is { Retries: null, Timeout: null }) return Answers.Invalid("Expected a changeset with retries or timeout, but there is neither.");
        if (change.Retries < 1) return Answers.Invalid($"Expected changeset.retries of at least 1, but found {change.Retries}.");
        if (change.Timeout is { } timeout && LockTime.Problem("changeset.timeout", timeout) is { } problem) return Answers.Invalid(problem);
        if (await reads.Find(jobKey.Value, ct) is not { Kind: WaitingJob.External } job) return Answers.NotFound("job", jobKey);

        if (change.Retries is { } retries && retries != job.Retries)
        {
            var reply = await engine.RetryJob(caller.Actor, jobKey.Value, retries, ct);
            if (!reply.IsDone) return Answers.Of(reply);
        }
        if (change.Timeout is not { } longer) return Answers.Done;
        return job.LockOwner is { } holder
            ? Answers.Of(await engine.ExtendLock(caller.Actor, jobKey.Value, holder, TimeSpan.FromMilliseconds(longer), ct))
            : Answers.Error(409, "InvalidStateException", $"Expected a job that somebody works on, but nobody holds {jobKey.Text}.");
    }
}

/// <param name="RequestTimeout">How long to wait for work, in milliseconds: 0 for the usual time, below 0 not at all.</param>
sealed record ActivationDto(
    string? Type, string? Worker, long Timeout, int MaxJobsToActivate, IReadOnlyList<string>? FetchVariable, long? RequestTimeout, IReadOnlyList<string>? TenantIds);

sealed record CompletionDto(IReadOnlyDictionary<string, JsonElement>? Variables, JobResultDto? Result);

/// <param name="Retries">How many attempts are left; one less when it is left out.</param>
sealed record FailureDto(int? Retries, string? ErrorMessage, IReadOnlyDictionary<string, JsonElement>? Variables, long RetryBackOff = 0);

sealed record JobErrorDto(string? ErrorCode, string? ErrorMessage, IReadOnlyDictionary<string, JsonElement>? Variables);

sealed record JobUpdateDto(JobChangesetDto? Changeset);

sealed record JobChangesetDto(int? Retries, long? Timeout);

sealed record ActivatedJobsDto(IReadOnlyList<ActivatedJobDto> Jobs);

/// <summary>Work that the caller has taken.</summary>
/// <param name="Deadline">When others may take it, in milliseconds since 1970.</param>
sealed record ActivatedJobDto(
    string Type, string ProcessDefinitionId, int ProcessDefinitionVersion, string ElementId, IReadOnlyDictionary<string, string> CustomHeaders, string Worker,
    int Retries, long Deadline, IReadOnlyDictionary<string, JsonElement> Variables, string TenantId, string JobKey, string ProcessInstanceKey,
    string ProcessDefinitionKey, string ElementInstanceKey, string Kind, string ListenerEventType, ListenedTaskDto? UserTask, IReadOnlyList<string> Tags)
{
    public static ActivatedJobDto Of(LockedJob job, FetchPlan plan, int version) => new(
        job.Topic, job.ProcessId, version, job.ElementId, job.Headers.Concat(job.Properties).GroupBy(p => p.Key).ToDictionary(p => p.Key, p => p.First().Value), plan.WorkerId,
        job.Retries, job.LockedUntil.ToUnixTimeMilliseconds(), PlainVariables.Write(job.Variables.Entries, plan.Topics[job.Topic].Variables), Tenant.Only,
        PathKey.Write(job.Key), PathKey.Write(job.ProcessInstanceKey), PathKey.Write(job.DefinitionKey), PathKey.Write(job.ElementInstanceKey),
        job.Listener switch { null => "BPMN_ELEMENT", ListenerEvent.Start or ListenerEvent.End => "EXECUTION_LISTENER", _ => "TASK_LISTENER" },
        job.Listener switch
        {
            null => "UNSPECIFIED",
            ListenerEvent.Start => "START",
            ListenerEvent.End => "END",
            ListenerEvent.Creating => "CREATING",
            ListenerEvent.Update or ListenerEvent.Updating => "UPDATING",
            ListenerEvent.Completing => "COMPLETING",
            _ => "ASSIGNING",
        },
        job.Task is null ? null : ListenedTaskDto.Of(job.Task), []);
}

/// <summary>The task that a listener decides about, as it would be.</summary>
sealed record ListenedTaskDto(
    string Action, string? Assignee, IReadOnlyList<string> CandidateGroups, IReadOnlyList<string> CandidateUsers, IReadOnlyList<string> ChangedAttributes,
    string? DueDate, string? FollowUpDate, string? FormKey, int? Priority, string UserTaskKey)
{
    public static ListenedTaskDto Of(ListenedTask task) => new(
        task.Action, task.Assignee, task.CandidateGroups, task.CandidateUsers, task.Changed, PlainVariables.Date(task.DueDate), PlainVariables.Date(task.FollowUpDate), null,
        task.Priority, PathKey.Write(task.Key));
}

sealed record JobDto(
    string JobKey, string Type, string Worker, string State, string Kind, string ListenerEventType, int Retries, bool HasFailedWithRetriesLeft, string? ErrorMessage,
    IReadOnlyDictionary<string, string> CustomHeaders, string? Deadline, string? EndTime, string ProcessDefinitionId, string ProcessDefinitionKey,
    string ProcessInstanceKey, string ElementId, string ElementInstanceKey, string TenantId)
{
    public static JobDto Of(WaitingJob job) => new(
        PathKey.Write(job.JobKey), job.Type ?? "", job.LockOwner ?? "", job.LastError is null ? "CREATED" : "FAILED", "BPMN_ELEMENT", "UNSPECIFIED", job.Retries,
        job is { LastError: not null, Retries: > 0 }, job.LastError, new Dictionary<string, string>(), job.LockOwner is null ? null : PlainVariables.Date(job.LockedUntil), null,
        job.ProcessId, PathKey.Write(job.DefinitionKey), PathKey.Write(job.InstanceKey), job.ElementId, PathKey.Write(job.ElementInstanceKey), Tenant.Only);
}
