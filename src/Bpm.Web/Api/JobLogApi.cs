using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>
/// What became of jobs and external tasks, read from the audit trail of one instance: so a list names its process instance,
/// which Camunda 7 does not ask for.
/// </summary>
static class JobLogApi
{
    public static void MapJobLogs(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup("/history/job-log").WithTags("Historic Job Log"), isExternal: false, JobLogDto.Of);
        Map(routes.MapGroup("/history/external-task-log").WithTags("Historic External Task Log"), isExternal: true, ExternalTaskLogDto.Of);
    }

    static void Map<TDto>(RouteGroupBuilder log, bool isExternal, Func<JobStep, InstanceRow, TDto> describe)
    {
        var stacktrace = isExternal ? "/{id}/error-details" : "/{id}/stacktrace";
        log.MapGet("", (Search<JobLogFilter> search, HttpContext context) => List(search.Filter, isExternal, describe, context))
            .WithSummary("What became of the jobs of one instance").Produces<TDto[]>().ProducesError(400, 403);
        log.MapPost("", (Body<JobLogFilter> body, HttpContext context) => List(body.Value, isExternal, describe, context))
            .WithSummary("What became of the jobs of one instance, by filters in the body").Produces<TDto[]>().ProducesError(400, 403);
        log.MapGet("/count", (Search<JobLogFilter> search, HttpContext context) => Count(search.Filter, isExternal, context))
            .WithSummary("How many entries the filters find").Produces<CountDto>().ProducesError(400, 403);
        log.MapPost("/count", (Body<JobLogFilter> body, HttpContext context) => Count(body.Value, isExternal, context))
            .WithSummary("How many entries the filters in the body find").Produces<CountDto>().ProducesError(400, 403);
        log.MapGet("/{id}", async (string id, HttpContext context) =>
                await Find(id, isExternal, context) is var (step, row) ? Results.Ok(describe(step, row)) : Answers.NotFound("log entry", new(-1, id)))
            .WithSummary("One entry").Produces<TDto>().ProducesError(404);
        log.MapGet(stacktrace, async (string id, HttpContext context) =>
                await Find(id, isExternal, context) is var (step, _) ? Results.Text(step.Error ?? "") : Answers.NotFound("log entry", new(-1, id)))
            .WithSummary("Why the attempt failed").Produces<string>(200, "text/plain").ProducesError(404);
    }

    static async Task<IResult> List<TDto>(JobLogFilter filter, bool isExternal, Func<JobStep, InstanceRow, TDto> describe, HttpContext context)
    {
        var (refused, row, steps) = await Read(filter, isExternal, context);
        return refused ?? Results.Ok(steps.Skip(filter.Slice.Skip).Take(filter.Slice.Take).Select(s => describe(s, row!)));
    }

    static async Task<IResult> Count(JobLogFilter filter, bool isExternal, HttpContext context)
    {
        var (refused, _, steps) = await Read(filter, isExternal, context);
        return refused ?? Answers.Count(steps.Count);
    }

    static async Task<(IResult? Refused, InstanceRow? Row, IReadOnlyList<JobStep> Steps)> Read(JobLogFilter filter, bool isExternal, HttpContext context)
    {
        var (services, ct) = (context.RequestServices, context.RequestAborted);
        filter.Check();
        if (PathKey.Read(filter.ProcessInstanceId) is not { } key)
            return (Answers.Invalid("Expected a processInstanceId, because the log is read from an instance's audit trail, but there is none."), null, []);
        if (await Caller.BindAsync(context) is not { } caller || !await services.GetRequiredService<InstanceRights>().MayRead(caller.Actor, key, ct)) return (ReadersOnly.Refused(), null, []);
        if (await services.GetRequiredService<InstanceOverview>().Find(key, ct) is not { } row) return (null, null, []);
        var steps = (await services.GetRequiredService<AuditTrail>().JobSteps(key, ct)).Where(s => (s.JobKind == WaitingJob.External) == isExternal && filter.Takes(s));
        return (null, row, filter.Descending ? [.. steps.Reverse()] : [.. steps]);
    }

    /// <summary>The id of an entry names its instance and its place in that instance's log.</summary>
    static async Task<(JobStep Step, InstanceRow Row)?> Find(string id, bool isExternal, HttpContext context)
    {
        var (services, ct) = (context.RequestServices, context.RequestAborted);
        if (id.Split('-') is not [var instance, var number] || PathKey.Read(instance) is not { } key || PathKey.Read(number) is not { } place) return null;
        if (await Caller.BindAsync(context) is not { } caller || !await services.GetRequiredService<InstanceRights>().MayRead(caller.Actor, key, ct)) return null;
        if (await services.GetRequiredService<InstanceOverview>().Find(key, ct) is not { } row) return null;
        var step = (await services.GetRequiredService<AuditTrail>().JobSteps(key, ct)).FirstOrDefault(s => s.Number == place && (s.JobKind == WaitingJob.External) == isExternal);
        return step is null ? null : (step, row);
    }
}

sealed record JobLogFilter : ListFilter
{
    public string? ProcessInstanceId { get; init; }
    public string? JobId { get; init; }
    public string? ExternalTaskId { get; init; }
    public string? ExecutionId { get; init; }
    public string? TopicName { get; init; }
    public string? ErrorMessage { get; init; }
    public string? JobExceptionMessage { get; init; }
    public IReadOnlyList<string>? ActivityIdIn { get; init; }
    public bool? CreationLog { get; init; }
    public bool? FailureLog { get; init; }
    public bool? SuccessLog { get; init; }
    public bool? DeletionLog { get; init; }

    public void Check()
    {
        Refuse("logId", "jobDefinitionId", "jobDefinitionType", "jobDefinitionConfiguration", "failedActivityIdIn", "processDefinitionId", "processDefinitionKey",
            "deploymentId", "tenantIdIn", "hostname", "workerId", "jobPriorityLowerThanOrEquals", "jobPriorityHigherThanOrEquals",
            "priorityLowerThanOrEquals", "priorityHigherThanOrEquals", "activityInstanceIdIn", "executionIdIn");
        _ = Sort(JobStepKind.Created, ("timestamp", JobStepKind.Created), ("occurrence", JobStepKind.Created));
    }

    public bool Takes(JobStep s) =>
        (JobId is null || PathKey.Write(s.JobKey) == JobId) && (ExternalTaskId is null || PathKey.Write(s.JobKey) == ExternalTaskId)
        && (ExecutionId is null || PathKey.Write(s.ElementKey) == ExecutionId) && (TopicName is null || s.Type == TopicName)
        && ((ErrorMessage ?? JobExceptionMessage) is not { } message || s.Error == message)
        && (ActivityIdIn is null || ActivityIdIn.Contains(s.ElementId)) && TakesKind(s.Kind);

    bool TakesKind(JobStepKind kind) =>
        (CreationLog != true || kind == JobStepKind.Created) && (FailureLog != true || kind == JobStepKind.Failed)
        && (SuccessLog != true || kind == JobStepKind.Done) && (DeletionLog != true || kind == JobStepKind.Cancelled);
}

sealed record JobLogDto(
    string Id, string Timestamp, string? RemovalTime, string JobId, string? JobDueDate, int JobRetries, int JobPriority, string? JobExceptionMessage,
    string? FailedActivityId, string? JobDefinitionId, string JobDefinitionType, string? JobDefinitionConfiguration, string ActivityId, string ExecutionId,
    string ProcessInstanceId, string ProcessDefinitionId, string ProcessDefinitionKey, string? DeploymentId, string? TenantId, string? Hostname, string? BatchId,
    string RootProcessInstanceId, bool CreationLog, bool FailureLog, bool SuccessLog, bool DeletionLog)
{
    public static JobLogDto Of(JobStep s, InstanceRow i) => new(
        $"{i.InstanceKey}-{s.Number}", EngineDate.Text(s.At), null, PathKey.Write(s.JobKey), EngineDate.Text(s.DueAt), s.Retries, s.Priority, s.Error,
        s.Error is null ? null : s.ElementId, null, s.JobKind, null, s.ElementId, PathKey.Write(s.ElementKey), PathKey.Write(i.InstanceKey),
        PathKey.Write(i.DefinitionKey), i.ProcessId, null, null, null, null, PathKey.Write(i.RootInstanceKey ?? i.InstanceKey),
        s.Kind == JobStepKind.Created, s.Kind == JobStepKind.Failed, s.Kind == JobStepKind.Done, s.Kind == JobStepKind.Cancelled);
}

sealed record ExternalTaskLogDto(
    string Id, string Timestamp, string? RemovalTime, string ExternalTaskId, string? TopicName, string? WorkerId, int Retries, int Priority, string? ErrorMessage,
    string ActivityId, string ActivityInstanceId, string ExecutionId, string ProcessInstanceId, string ProcessDefinitionId, string ProcessDefinitionKey,
    string? TenantId, string RootProcessInstanceId, bool CreationLog, bool FailureLog, bool SuccessLog, bool DeletionLog)
{
    public static ExternalTaskLogDto Of(JobStep s, InstanceRow i) => new(
        $"{i.InstanceKey}-{s.Number}", EngineDate.Text(s.At), null, PathKey.Write(s.JobKey), s.Type, null, s.Retries, s.Priority, s.Error, s.ElementId,
        PathKey.Write(s.ElementKey), PathKey.Write(s.ElementKey), PathKey.Write(i.InstanceKey), PathKey.Write(i.DefinitionKey), i.ProcessId, null,
        PathKey.Write(i.RootInstanceKey ?? i.InstanceKey), s.Kind == JobStepKind.Created, s.Kind == JobStepKind.Failed, s.Kind == JobStepKind.Done,
        s.Kind == JobStepKind.Cancelled);
}
