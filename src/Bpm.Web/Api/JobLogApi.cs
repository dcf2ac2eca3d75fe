using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>What became of jobs and external tasks of all instances.</summary>
static class JobLogApi
{
    public static void MapJobLogs(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup("/history/job-log").WithTags("Historic Job Log"), isExternal: false, "jobs", JobLogDto.Of);
        Map(routes.MapGroup("/history/external-task-log").WithTags("Historic External Task Log"), isExternal: true, "external tasks", ExternalTaskLogDto.Of);
    }

    static void Map<TDto>(RouteGroupBuilder log, bool isExternal, string what, Func<JobLogRow, TDto> describe)
    {
        var stacktrace = isExternal ? "/{id}/error-details" : "/{id}/stacktrace";
        log.MapQuestion<JobLogFilter, TDto>($"What became of {what},", "entries", new(
            (filter, context) => List(filter, isExternal, describe, context), (filter, context) => Count(filter, isExternal, context)));
        log.MapGet("/{id}", async (PathKey id, HttpContext context) =>
                await Find(id, isExternal, context) is { } row ? Results.Ok(describe(row)) : Answers.NotFound("log entry", id))
            .WithSummary("One entry").Produces<TDto>().ProducesError(404);
        log.MapGet(stacktrace, async (PathKey id, HttpContext context) =>
                await Find(id, isExternal, context) is { } row ? Results.Text(row.Error ?? "") : Answers.NotFound("log entry", id))
            .WithSummary("Why the attempt failed").Produces<string>(200, "text/plain").ProducesError(404);
    }

    static async Task<IResult> List<TDto>(JobLogFilter filter, bool isExternal, Func<JobLogRow, TDto> describe, HttpContext context)
    {
        var query = filter.ToQuery(isExternal);
        return await MayRead(query.InstanceKey, context)
            ? Results.Ok((await context.RequestServices.GetRequiredService<JobLog>().List(query, filter.Slice, context.RequestAborted)).Select(describe))
            : ReadersOnly.Refused();
    }

    static async Task<IResult> Count(JobLogFilter filter, bool isExternal, HttpContext context)
    {
        var query = filter.ToQuery(isExternal);
        return await MayRead(query.InstanceKey, context)
            ? Answers.Count(await context.RequestServices.GetRequiredService<JobLog>().Count(query, context.RequestAborted))
            : ReadersOnly.Refused();
    }

    /// <summary>What failed may tell of variables: those who may not read everything name the instance that they take part in.</summary>
    static async Task<bool> MayRead(long? instanceKey, HttpContext context)
    {
        var caller = (await Caller.BindAsync(context))!;
        return instanceKey is { } key
            ? await context.RequestServices.GetRequiredService<InstanceRights>().MayRead(caller.Actor, key, context.RequestAborted)
            : InstanceRights.MayReadAll(caller.Actor);
    }

    static async Task<JobLogRow?> Find(PathKey id, bool isExternal, HttpContext context)
    {
        var found = await context.RequestServices.GetRequiredService<JobLog>().List(new() { LogKey = id.Value, IsExternal = isExternal }, Slice.All, context.RequestAborted);
        return found is [var row] && await MayRead(row.InstanceKey, context) ? row : null;
    }
}

sealed record JobLogFilter : ListFilter
{
    public string? LogId { get; init; }
    public string? ProcessInstanceId { get; init; }
    public string? ProcessDefinitionId { get; init; }
    public string? ProcessDefinitionKey { get; init; }
    public string? DeploymentId { get; init; }
    public string? JobId { get; init; }
    public string? ExternalTaskId { get; init; }
    public string? ExecutionId { get; init; }
    public IReadOnlyList<string>? ExecutionIdIn { get; init; }
    public IReadOnlyList<string>? ActivityInstanceIdIn { get; init; }
    public string? JobDefinitionType { get; init; }
    public string? TopicName { get; init; }
    public string? WorkerId { get; init; }
    public string? Hostname { get; init; }
    public string? ErrorMessage { get; init; }
    public string? JobExceptionMessage { get; init; }
    public IReadOnlyList<string>? ActivityIdIn { get; init; }
    public IReadOnlyList<string>? FailedActivityIdIn { get; init; }
    public int? JobPriorityLowerThanOrEquals { get; init; }
    public int? JobPriorityHigherThanOrEquals { get; init; }
    public int? PriorityLowerThanOrEquals { get; init; }
    public int? PriorityHigherThanOrEquals { get; init; }
    public bool? CreationLog { get; init; }
    public bool? FailureLog { get; init; }
    public bool? SuccessLog { get; init; }
    public bool? DeletionLog { get; init; }

    public JobLogQuery ToQuery(bool isExternal)
    {
        Refuse("jobDefinitionId", "jobDefinitionConfiguration", "tenantIdIn", "withoutTenantId");
        return new()
        {
            IsExternal = isExternal,
            LogKey = KeyOf(LogId),
            JobKey = KeyOf(JobId ?? ExternalTaskId),
            InstanceKey = KeyOf(ProcessInstanceId),
            Kinds = Kinds(),
            ElementInstanceKeys = KeysOf(Both(ExecutionId, Both(ExecutionIdIn, ActivityInstanceIdIn, isAny: false), isAny: false)),
            ElementIds = ActivityIdIn,
            FailedElementIds = FailedActivityIdIn,
            JobKind = JobDefinitionType,
            Type = TopicName,
            Worker = WorkerId ?? Hostname,
            Error = ErrorMessage ?? JobExceptionMessage,
            MinPriority = JobPriorityHigherThanOrEquals ?? PriorityHigherThanOrEquals,
            MaxPriority = JobPriorityLowerThanOrEquals ?? PriorityLowerThanOrEquals,
            DefinitionKey = KeyOf(ProcessDefinitionId),
            ProcessId = ProcessDefinitionKey,
            DeploymentKey = KeyOf(DeploymentId),
            Order = Sorts(("timestamp", JobLogSort.At), ("occurrence", JobLogSort.Key), ("jobId", JobLogSort.Job), ("externalTaskId", JobLogSort.Job),
                ("jobDueDate", JobLogSort.DueAt), ("jobRetries", JobLogSort.Retries), ("retries", JobLogSort.Retries), ("jobPriority", JobLogSort.Priority),
                ("priority", JobLogSort.Priority), ("topicName", JobLogSort.Type), ("workerId", JobLogSort.Worker), ("hostname", JobLogSort.Worker),
                ("activityId", JobLogSort.ElementId), ("activityInstanceId", JobLogSort.ElementInstance), ("executionId", JobLogSort.ElementInstance),
                ("processInstanceId", JobLogSort.Instance), ("processDefinitionId", JobLogSort.DefinitionKey),
                ("processDefinitionKey", JobLogSort.ProcessId), ("deploymentId", JobLogSort.Deployment)),
        };
    }

    /// <summary>None asked for are all; several are several that an entry cannot be at once, as in Camunda 7.</summary>
    List<string>? Kinds()
    {
        List<string> asked = [];
        if (CreationLog == true) asked.Add(JobLogRow.Created);
        if (FailureLog == true) asked.Add(JobLogRow.Failed);
        if (SuccessLog == true) asked.Add(JobLogRow.Done);
        if (DeletionLog == true) asked.Add(JobLogRow.Cancelled);
        return asked.Count switch { 0 => null, 1 => asked, _ => [] };
    }
}

sealed record JobLogDto(
    string Id, string Timestamp, string? RemovalTime, string JobId, string? JobDueDate, int JobRetries, int JobPriority, string? JobExceptionMessage,
    string? FailedActivityId, string? JobDefinitionId, string JobDefinitionType, string? JobDefinitionConfiguration, string ActivityId, string ExecutionId,
    string ProcessInstanceId, string ProcessDefinitionId, string ProcessDefinitionKey, string? DeploymentId, string? TenantId, string? Hostname, string? BatchId,
    string RootProcessInstanceId, bool CreationLog, bool FailureLog, bool SuccessLog, bool DeletionLog)
{
    public static JobLogDto Of(JobLogRow s) => new(
        PathKey.Write(s.LogKey), EngineDate.Text(s.At), null, PathKey.Write(s.JobKey), EngineDate.Text(s.DueAt), s.Retries, s.Priority, s.Error,
        s.Error is null ? null : s.ElementId, null, s.JobKind, null, s.ElementId, PathKey.Write(s.ElementInstanceKey), PathKey.Write(s.InstanceKey),
        PathKey.Write(s.DefinitionKey), s.ProcessId, PathKey.Write(s.DeploymentKey), null, s.Worker, null, PathKey.Write(s.RootInstanceKey ?? s.InstanceKey),
        s.Kind == JobLogRow.Created, s.Kind == JobLogRow.Failed, s.Kind == JobLogRow.Done, s.Kind == JobLogRow.Cancelled);
}

sealed record ExternalTaskLogDto(
    string Id, string Timestamp, string? RemovalTime, string ExternalTaskId, string? TopicName, string? WorkerId, int Retries, int Priority, string? ErrorMessage,
    string ActivityId, string ActivityInstanceId, string ExecutionId, string ProcessInstanceId, string ProcessDefinitionId, string ProcessDefinitionKey,
    string? TenantId, string RootProcessInstanceId, bool CreationLog, bool FailureLog, bool SuccessLog, bool DeletionLog)
{
    public static ExternalTaskLogDto Of(JobLogRow s) => new(
        PathKey.Write(s.LogKey), EngineDate.Text(s.At), null, PathKey.Write(s.JobKey), s.Type, s.Worker, s.Retries, s.Priority, s.Error, s.ElementId,
        PathKey.Write(s.ElementInstanceKey), PathKey.Write(s.ElementInstanceKey), PathKey.Write(s.InstanceKey), PathKey.Write(s.DefinitionKey), s.ProcessId, null,
        PathKey.Write(s.RootInstanceKey ?? s.InstanceKey), s.Kind == JobLogRow.Created, s.Kind == JobLogRow.Failed, s.Kind == JobLogRow.Done,
        s.Kind == JobLogRow.Cancelled);
}
