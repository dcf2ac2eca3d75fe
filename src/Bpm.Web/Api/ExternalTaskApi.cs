using Bpm.Engine;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Work for programs outside: fetch it, do it, report.</summary>
static class ExternalTaskApi
{
    public static void MapExternalTasks(this IEndpointRouteBuilder routes)
    {
        var tasks = routes.MapGroup("/external-task").WithTags("External Task");
        tasks.MapPost("/fetchAndLock", FetchAndLock).WithSummary("Take work; waits for some until asyncResponseTimeout").Produces<LockedTaskDto[]>().ProducesError(400, 403);
        tasks.MapPost("/{id}/complete", Complete).WithSummary("Report work done").ProducesDone(400, 403, 404);
        tasks.MapPost("/{id}/failure", Fail).WithSummary("Report that an attempt failed").ProducesDone(400, 403, 404);
        tasks.MapPost("/{id}/bpmnError", Throw).WithSummary("Report a BPMN error").ProducesDone(400, 403, 404);
        tasks.MapPost("/{id}/lock", Lock).WithSummary("Take this work").ProducesDone(400, 403, 404);
        tasks.MapPost("/{id}/extendLock", Extend).WithSummary("Keep the work longer").ProducesDone(400, 403, 404);
        tasks.MapPost("/{id}/unlock", Unlock).WithSummary("Give the work back undone").ProducesDone(400, 403, 404);
        tasks.MapGet("", (Search<ExternalTaskFilter> search, Caller caller, Jobs reads, TimeProvider time, CancellationToken ct) => List(search.Filter, caller, reads, time, ct))
            .WithSummary("External tasks by filters").Produces<ExternalTaskDto[]>().ProducesError(403);
        tasks.MapPost("", (Body<ExternalTaskFilter> body, int? firstResult, int? maxResults, Caller caller, Jobs reads, TimeProvider time, CancellationToken ct) =>
                List(body.Value with { FirstResult = firstResult ?? body.Value.FirstResult, MaxResults = maxResults ?? body.Value.MaxResults }, caller, reads, time, ct))
            .WithSummary("External tasks by filters in the body").Produces<ExternalTaskDto[]>().ProducesError(403);
        tasks.MapGet("/count", (Search<ExternalTaskFilter> search, Caller caller, Jobs reads, TimeProvider time, CancellationToken ct) => Count(search.Filter, caller, reads, time, ct))
            .WithSummary("How many external tasks the filters find").Produces<CountDto>().ProducesError(403);
        tasks.MapPost("/count", (Body<ExternalTaskFilter> body, Caller caller, Jobs reads, TimeProvider time, CancellationToken ct) => Count(body.Value, caller, reads, time, ct))
            .WithSummary("How many external tasks the filters in the body find").Produces<CountDto>().ProducesError(403);
        tasks.MapGet("/topic-names", Topics).WithSummary("Topics that there is work of").Produces<string[]>();
        tasks.MapPut("/{id}/retries", Retry).WithSummary("Give failed work new attempts").ProducesDone(400, 403, 404);
        tasks.MapPut("/retries", RetryAll).WithSummary("Give several failed pieces of work new attempts").ProducesDone(400, 403, 404);
        tasks.MapGet("/{id}", Find).WithSummary("One external task").Produces<ExternalTaskDto>().ProducesError(404);
        tasks.MapGet("/{id}/errorDetails", Details).WithSummary("Why the last attempt failed").Produces<string>(200, "text/plain").ProducesError(404);
    }

    static async Task<IResult> FetchAndLock(Body<FetchDto> body, Caller caller, WorkFetch fetch, CancellationToken ct)
    {
        if (FetchPlan.Of(body.Value, out var problem) is not { } plan) return Answers.Invalid(problem);
        var reply = await fetch.Take(caller.Actor, plan, ct);
        return reply.Rejection is { } rejection ? Answers.Of(rejection) : Results.Ok(reply.Value!.Select(job => LockedTaskDto.Of(job, plan)));
    }

    static async Task<IResult> Complete(PathKey id, Body<CompleteTaskDto> body, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        if (!VariableTypes.TryRead(body.Value.Variables, out var variables, out var problem)
            || !VariableTypes.TryRead(body.Value.LocalVariables, out var local, out problem)) return Answers.Invalid(problem);
        // A job has one result; what the model keeps of it, its output mappings say.
        return Of(await engine.CompleteJob(caller.Actor, id.Value, body.Value.WorkerId ?? "", new([.. local.Items, .. variables.Items]), ct));
    }

    static async Task<IResult> Fail(PathKey id, Body<FailTaskDto> body, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        var message = body.Value.ErrorDetails is null ? body.Value.ErrorMessage : $"{body.Value.ErrorMessage}\n{body.Value.ErrorDetails}";
        if (LockTime.Problem("retryTimeout", body.Value.RetryTimeout) is { } problem) return Answers.Invalid(problem);
        if (!VariableTypes.TryRead(body.Value.Variables, out var variables, out var unreadable)
            || !VariableTypes.TryRead(body.Value.LocalVariables, out var local, out unreadable)) return Answers.Invalid(unreadable);
        return body.Value.Retries < 0
            ? Answers.Invalid("Expected retries of at least 0.")
            : Of(await engine.FailJob(caller.Actor, id.Value, body.Value.WorkerId ?? "",
                new(message ?? "The worker gave no message.", body.Value.Retries, TimeSpan.FromMilliseconds(body.Value.RetryTimeout)), variables, local, ct));
    }

    static async Task<IResult> Throw(PathKey id, Body<ThrowErrorDto> body, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(body.Value.ErrorCode)) return Answers.Invalid("Expected an errorCode, but there is none.");
        return VariableTypes.TryRead(body.Value.Variables, out var variables, out var problem)
            ? Of(await engine.ThrowJobError(caller.Actor, id.Value, body.Value.WorkerId ?? "", body.Value.ErrorCode, body.Value.ErrorMessage, variables, ct))
            : Answers.Invalid(problem);
    }

    static async Task<IResult> Lock(PathKey id, Body<LockDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        LockTime.Problem("lockDuration", body.Value.LockDuration) is { } problem ? Answers.Invalid(problem)
        : Of(await engine.LockJob(caller.Actor, id.Value, body.Value.WorkerId ?? "", TimeSpan.FromMilliseconds(body.Value.LockDuration), ct));

    static async Task<IResult> Extend(PathKey id, Body<ExtendDto> body, Caller caller, ProcessEngine engine, Jobs reads, CancellationToken ct) =>
        LockTime.Problem("newDuration", body.Value.NewDuration) is { } problem ? Answers.Invalid(problem)
        : await Work(id, reads, ct) is null ? Answers.NotFound("external task", id)
        : Of(await engine.ExtendLock(caller.Actor, id.Value, body.Value.WorkerId ?? "", TimeSpan.FromMilliseconds(body.Value.NewDuration), ct));

    // The call names no worker: whoever may work on jobs may also free one.
    static async Task<IResult> Unlock(PathKey id, Caller caller, ProcessEngine engine, Jobs reads, CancellationToken ct) =>
        await Work(id, reads, ct) is not { } job ? Answers.NotFound("external task", id)
        : job.LockOwner is null ? Answers.Done
        : Of(await engine.Unlock(caller.Actor, id.Value, job.LockOwner, ct));

    static async Task<IResult> List(ExternalTaskFilter filter, Caller caller, Jobs reads, TimeProvider time, CancellationToken ct) =>
        ReadersOnly.Refuses(filter.Variables, caller)
            ? ReadersOnly.Refused()
            : Results.Ok((await reads.List(filter.ToQuery(time.GetUtcNow()), filter.Slice, ct)).Select(ExternalTaskDto.Of));

    static async Task<IResult> Count(ExternalTaskFilter filter, Caller caller, Jobs reads, TimeProvider time, CancellationToken ct) =>
        ReadersOnly.Refuses(filter.Variables, caller) ? ReadersOnly.Refused() : Answers.Count(await reads.Count(filter.ToQuery(time.GetUtcNow()), ct));

    static async Task<IResult> Topics(bool? withLockedTasks, bool? withUnlockedTasks, bool? withRetriesLeft, Jobs reads, TimeProvider time, CancellationToken ct) =>
        Results.Ok(await reads.Topics(new()
        {
            Kinds = [WaitingJob.External],
            IsLocked = withLockedTasks == true ? true : withUnlockedTasks == true ? false : null,
            HasRetriesLeft = withRetriesLeft == true ? true : null,
            Now = time.GetUtcNow(),
        }, ct));

    static async Task<IResult> Retry(PathKey id, Body<RetriesDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        body.Value.Retries is { } retries and > 0
            ? Of(await engine.RetryJob(caller.Actor, id.Value, retries, ct))
            : Answers.Invalid("Expected a number of retries of at least 1: work without attempts left becomes an incident by failing.");

    static async Task<IResult> RetryAll(Body<ManyRetriesDto> body, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        if (body.Value.Retries is not > 0) return Answers.Invalid("Expected a number of retries of at least 1: work without attempts left becomes an incident by failing.");
        if (body.Value.ExternalTaskIds is not { Count: > 0 } ids) return Answers.Invalid("Expected externalTaskIds, but there are none: queries are not supported here.");
        foreach (var id in ids)
        {
            var reply = await engine.RetryJob(caller.Actor, PathKey.Read(id) ?? -1, body.Value.Retries.Value, ct);
            if (!reply.IsDone) return Of(reply);
        }
        return Answers.Done;
    }

    static async Task<IResult> Find(PathKey id, Jobs reads, CancellationToken ct) =>
        await Work(id, reads, ct) is { } job ? Results.Ok(ExternalTaskDto.Of(job)) : Answers.NotFound("external task", id);

    static async Task<IResult> Details(PathKey id, Jobs reads, CancellationToken ct) =>
        await Work(id, reads, ct) is { } job ? Results.Text(FailureText.Of(job.LastError) is var (message, details) ? details ?? message ?? "" : "") : Answers.NotFound("external task", id);

    static async Task<WaitingJob?> Work(PathKey id, Jobs reads, CancellationToken ct) =>
        await reads.Find(id.Value, ct) is { Kind: WaitingJob.External } job ? job : null;

    /// <summary>A lock that is not the worker's is a bad request to clients of Camunda 7.</summary>
    static IResult Of(Reply reply) =>
        reply.Rejection is { Kind: RejectionKind.Conflict } lost ? Answers.Error(400, "BadUserRequestException", lost.Message) : Answers.Of(reply);
}

sealed record ExternalTaskFilter : ListFilter
{
    public string? ExternalTaskId { get; init; }
    public string? TopicName { get; init; }
    public string? WorkerId { get; init; }
    public bool? Locked { get; init; }
    public bool? NotLocked { get; init; }
    public bool? WithRetriesLeft { get; init; }
    public bool? NoRetriesLeft { get; init; }
    public string? ActivityId { get; init; }
    public string? ProcessInstanceId { get; init; }
    public string? ProcessDefinitionId { get; init; }
    public string? ProcessDefinitionKey { get; init; }
    public bool? Active { get; init; }
    public bool? Suspended { get; init; }

    public IReadOnlyList<string>? ExternalTaskIdIn { get; init; }
    public string? LockExpirationBefore { get; init; }
    public string? LockExpirationAfter { get; init; }
    public IReadOnlyList<string>? ActivityIdIn { get; init; }
    public IReadOnlyList<string>? ProcessInstanceIdIn { get; init; }
    public string? ExecutionId { get; init; }
    public IReadOnlyList<string>? ProcessDefinitionKeyIn { get; init; }
    public string? ProcessDefinitionNameLike { get; init; }
    public int? PriorityHigherThanOrEquals { get; init; }
    public int? PriorityLowerThanOrEquals { get; init; }
    public IReadOnlyList<VariableConditionDto>? Variables { get; init; }

    public JobQuery ToQuery(DateTimeOffset now)
    {
        Refuse("tenantIdIn", "variableNamesIgnoreCase", "variableValuesIgnoreCase");
        var order = Sorts(("id", JobSort.Key), ("taskPriority", JobSort.Priority), ("createTime", JobSort.CreatedAt),
            ("lockExpirationTime", JobSort.LockedUntil), ("processInstanceId", JobSort.InstanceKey), ("processDefinitionId", JobSort.DefinitionKey),
            ("processDefinitionKey", JobSort.ProcessId));
        return new()
        {
            Kinds = [WaitingJob.External],
            JobKey = KeyOf(ExternalTaskId),
            Type = TopicName,
            IsSuspended = Suspension(Active, Suspended),
            LockOwner = WorkerId,
            IsLocked = Locked == true ? true : NotLocked == true ? false : null,
            HasRetriesLeft = WithRetriesLeft == true ? true : NoRetriesLeft == true ? false : null,
            ElementId = ActivityId,
            InstanceKey = KeyOf(ProcessInstanceId),
            DefinitionKey = KeyOf(ProcessDefinitionId),
            ProcessId = ProcessDefinitionKey,
            Now = now,
            JobKeys = KeysOf(ExternalTaskIdIn),
            LockedBefore = Date(nameof(LockExpirationBefore), LockExpirationBefore),
            LockedAfter = Date(nameof(LockExpirationAfter), LockExpirationAfter),
            ElementIds = ActivityIdIn,
            InstanceKeys = KeysOf(ProcessInstanceIdIn),
            ElementInstanceKey = KeyOf(ExecutionId),
            ProcessIds = ProcessDefinitionKeyIn,
            ProcessNameLike = ProcessDefinitionNameLike,
            MinPriority = PriorityHigherThanOrEquals,
            MaxPriority = PriorityLowerThanOrEquals,
            Variables = Conditions(Variables),
            Sort = order is [var first, ..] ? first.By : JobSort.Key,
            Descending = order is [var main, ..] ? main.Descending : Descending,
            Then = [.. order.Skip(1)],
        };
    }
}

sealed record ManyRetriesDto(int? Retries, IReadOnlyList<string>? ExternalTaskIds);
