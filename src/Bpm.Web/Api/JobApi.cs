using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>The engine's own jobs: timers, continuations, deadlines of tasks. Work for outside is under <c>/external-task</c>.</summary>
static class JobApi
{
    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/job").WithTags("Job");
        jobs.MapGet("", (Search<JobFilter> search, Jobs reads, TimeProvider time, CancellationToken ct) => List(search.Filter, reads, time, ct))
            .WithSummary("Jobs by filters").Produces<JobDto[]>();
        jobs.MapPost("", (Body<JobFilter> body, int? firstResult, int? maxResults, Jobs reads, TimeProvider time, CancellationToken ct) =>
                List(body.Value with { FirstResult = firstResult ?? body.Value.FirstResult, MaxResults = maxResults ?? body.Value.MaxResults }, reads, time, ct))
            .WithSummary("Jobs by filters in the body").Produces<JobDto[]>();
        jobs.MapGet("/count", (Search<JobFilter> search, Jobs reads, TimeProvider time, CancellationToken ct) => Count(search.Filter, reads, time, ct))
            .WithSummary("How many jobs the filters find").Produces<CountDto>();
        jobs.MapPost("/count", (Body<JobFilter> body, Jobs reads, TimeProvider time, CancellationToken ct) => Count(body.Value, reads, time, ct))
            .WithSummary("How many jobs the filters in the body find").Produces<CountDto>();
        jobs.MapGet("/{id}", Find).WithSummary("One job").Produces<JobDto>().ProducesError(404);
        jobs.MapPost("/{id}/execute", Execute).WithSummary("Carry a job out now, due or not").ProducesDone(400, 403, 404, 409);
        jobs.MapPut("/{id}/retries", Retry).WithSummary("Give a failed job new attempts").ProducesDone(400, 403, 404);
        jobs.MapGet("/{id}/stacktrace", Failure).WithSummary("Why the last attempt failed").Produces<string>(200, "text/plain").ProducesError(404);
    }

    static async Task<IResult> List(JobFilter filter, Jobs reads, TimeProvider time, CancellationToken ct) =>
        Results.Ok((await reads.List(filter.ToQuery(time.GetUtcNow()), filter.Slice, ct)).Select(JobDto.Of));

    static async Task<IResult> Count(JobFilter filter, Jobs reads, TimeProvider time, CancellationToken ct) =>
        Answers.Count(await reads.Count(filter.ToQuery(time.GetUtcNow()), ct));

    static async Task<IResult> Find(PathKey id, Jobs reads, CancellationToken ct) =>
        await reads.Find(id.Value, ct) is { } job && job.Kind != WaitingJob.External ? Results.Ok(JobDto.Of(job)) : Answers.NotFound("job", id);

    static async Task<IResult> Execute(PathKey id, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        Answers.Of(await engine.ExecuteJob(caller.Actor, id.Value, ct));

    static async Task<IResult> Retry(PathKey id, Body<RetriesDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        body.Value.Retries is { } retries and > 0
            ? Answers.Of(await engine.RetryJob(caller.Actor, id.Value, retries, ct))
            : Answers.Invalid("Expected a number of retries of at least 1.");

    static async Task<IResult> Failure(PathKey id, Jobs reads, CancellationToken ct) =>
        await reads.Find(id.Value, ct) is { } job ? Results.Text(job.LastError ?? "") : Answers.NotFound("job", id);
}

sealed record JobFilter : ListFilter
{
    public string? JobId { get; init; }
    public string? JobDefinitionId { get; init; }
    public string? ProcessInstanceId { get; init; }
    public string? ProcessDefinitionId { get; init; }
    public string? ProcessDefinitionKey { get; init; }
    public string? ActivityId { get; init; }
    public bool? WithRetriesLeft { get; init; }
    public bool? NoRetriesLeft { get; init; }
    public bool? Executable { get; init; }
    public bool? Timers { get; init; }
    public bool? Messages { get; init; }
    public bool? WithException { get; init; }
    public bool? Active { get; init; }
    public bool? Suspended { get; init; }

    public IReadOnlyList<string>? JobIds { get; init; }
    public IReadOnlyList<string>? ProcessInstanceIds { get; init; }
    public string? ExecutionId { get; init; }
    public IReadOnlyList<DateConditionDto>? DueDates { get; init; }
    public IReadOnlyList<DateConditionDto>? CreateTimes { get; init; }
    public string? ExceptionMessage { get; init; }
    public string? FailedActivityId { get; init; }
    public int? PriorityHigherThanOrEquals { get; init; }
    public int? PriorityLowerThanOrEquals { get; init; }

    public JobQuery ToQuery(DateTimeOffset now)
    {
        Refuse("tenantIdIn", "acquired");
        var jobDefinition = JobDefinitionKey.Read(JobDefinitionId);
        var order = Sorts(("jobId", JobSort.Key), ("jobDueDate", JobSort.DueAt), ("jobRetries", JobSort.Retries), ("jobPriority", JobSort.Priority),
            ("processInstanceId", JobSort.InstanceKey), ("executionId", JobSort.InstanceKey), ("processDefinitionId", JobSort.DefinitionKey),
            ("processDefinitionKey", JobSort.ProcessId));
        return new()
        {
            Kinds = jobDefinition is not null ? [jobDefinition.Kind]
                : JobDefinitionId is not null ? []
                : Timers == true ? [WaitingJob.Timer, WaitingJob.Deadline]
                : Messages == true ? [WaitingJob.Continuation, .. WaitingJob.Sent]
                : [WaitingJob.Timer, WaitingJob.Deadline, WaitingJob.Continuation, .. WaitingJob.Sent],
            JobKey = KeyOf(JobId),
            InstanceKey = KeyOf(ProcessInstanceId),
            DefinitionKey = KeyOf(ProcessDefinitionId),
            ProcessId = ProcessDefinitionKey,
            ElementId = ActivityId,
            ElementIds = jobDefinition is null ? null : [jobDefinition.ElementId],
            DefinitionKeys = jobDefinition is null ? null : [jobDefinition.DefinitionKey],
            HasRetriesLeft = WithRetriesLeft == true || Executable == true ? true : NoRetriesLeft == true ? false : null,
            DueBefore = Executable == true ? now : DateConditionDto.Before(DueDates),
            DueAfter = DateConditionDto.After(DueDates),
            CreatedBefore = DateConditionDto.Before(CreateTimes),
            CreatedAfter = DateConditionDto.After(CreateTimes),
            JobKeys = KeysOf(JobIds),
            InstanceKeys = KeysOf(ProcessInstanceIds),
            ElementInstanceKey = KeyOf(ExecutionId),
            Error = ExceptionMessage,
            FailedElementId = FailedActivityId,
            MinPriority = PriorityHigherThanOrEquals,
            MaxPriority = PriorityLowerThanOrEquals,
            OnlyFailed = WithException == true,
            IsSuspended = Suspension(Active, Suspended),
            Now = now,
            Sort = order is [var first, ..] ? first.By : JobSort.Key,
            Descending = order is [var main, ..] ? main.Descending : Descending,
            Then = [.. order.Skip(1)],
        };
    }
}

sealed record RetriesDto(int? Retries);

sealed record JobDto(
    string Id, string? JobDefinitionId, string? ProcessInstanceId, string ProcessDefinitionId, string ProcessDefinitionKey, string? ExecutionId,
    string? ExceptionMessage, string? FailedActivityId, int Retries, string DueDate, bool Suspended, int Priority, string? TenantId, string CreateTime, string? BatchId)
{
    public static JobDto Of(WaitingJob job) => new(
        PathKey.Write(job.JobKey), DefinitionOf(job), job.InstanceKey == 0 ? null : PathKey.Write(job.InstanceKey), PathKey.Write(job.DefinitionKey), job.ProcessId,
        job.ElementInstanceKey == 0 ? null : PathKey.Write(job.ElementInstanceKey), job.LastError, job.LastError is null ? null : job.ElementId, job.Retries,
        EngineDate.Text(job.DueAt), job.IsSuspended, job.Priority, null, EngineDate.Text(job.CreatedAt), null);

    // What an instance has sent is no job of an element.
    static string? DefinitionOf(WaitingJob job) =>
        WaitingJob.Sent.Contains(job.Kind) ? null : new JobDefinitionKey(job.DefinitionKey, job.Kind, job.ElementId).ToString();
}
