using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.Shared;

namespace Bpm.Web.Api;

/// <summary>What makes jobs at the elements of a version, told from the model; and what is set for all jobs of an element.</summary>
static class JobDefinitionApi
{
    public static void MapJobDefinitions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/job-definition").WithTags("Job Definition");
        group.MapGet("", (Search<JobDefinitionFilter> search, JobDefinitionList reads, CancellationToken ct) => List(search.Filter, reads, ct))
            .WithSummary("What makes jobs, by filters").Produces<JobDefinitionDto[]>();
        group.MapPost("", (Body<JobDefinitionFilter> body, int? firstResult, int? maxResults, JobDefinitionList reads, CancellationToken ct) =>
                List(body.Value with { FirstResult = firstResult ?? body.Value.FirstResult, MaxResults = maxResults ?? body.Value.MaxResults }, reads, ct))
            .WithSummary("What makes jobs, by filters in the body").Produces<JobDefinitionDto[]>();
        group.MapGet("/count", (Search<JobDefinitionFilter> search, JobDefinitionList reads, CancellationToken ct) => Count(search.Filter, reads, ct))
            .WithSummary("How many the filters find").Produces<CountDto>();
        group.MapPost("/count", (Body<JobDefinitionFilter> body, JobDefinitionList reads, CancellationToken ct) => Count(body.Value, reads, ct))
            .WithSummary("How many the filters in the body find").Produces<CountDto>();
        group.MapGet("/{id}", Find).WithSummary("What makes the jobs of one element").Produces<JobDefinitionDto>().ProducesError(404);
        group.MapPut("/{id}/retries", Retry).WithSummary("Give the failed jobs of an element new attempts").ProducesDone(400, 403, 404);
        group.MapPut("/{id}/suspended", Suspend).WithSummary("Suspend the jobs to come of an element, or no longer").ProducesDone(400, 403, 404, 501);
        group.MapPut("/suspended", SuspendAll).WithSummary("The same for all elements of a version or of a process").ProducesDone(400, 403, 404, 501);
        group.MapPut("/{id}/jobPriority", Prioritize).WithSummary("Set how urgent the jobs of an element are, or no longer").ProducesDone(400, 403, 404);
    }

    static async Task<IResult> List(JobDefinitionFilter filter, JobDefinitionList reads, CancellationToken ct) =>
        Results.Ok((await reads.Of(filter, ct)).Skip(filter.Slice.Skip).Take(filter.Slice.Take));

    static async Task<IResult> Count(JobDefinitionFilter filter, JobDefinitionList reads, CancellationToken ct) => Answers.Count((await reads.Of(filter, ct)).Count);

    static async Task<IResult> Find(string id, JobDefinitionList reads, CancellationToken ct) =>
        await reads.Of(new() { JobDefinitionId = id }, ct) is [var only] ? Results.Ok(only) : NoSuch(id);

    static async Task<IResult> Retry(string id, Body<RetriesDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        JobDefinitionKey.Read(id) is not { } key ? NoSuch(id)
        : body.Value.Retries is { } retries and > 0 ? SuspensionApi.Of(await engine.RetryJobsOf(caller.Actor, key, retries, ct))
        : Answers.Invalid("Expected a number of retries of at least 1.");

    static async Task<IResult> Suspend(string id, Body<JobDefinitionSuspensionDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        JobDefinitionKey.Read(id) is not { } key ? NoSuch(id)
        : body.Value.Suspended is not { } isSuspended ? SuspensionApi.NotSaid
        : body.Value.ExecutionDate is not null ? SuspensionApi.NotLater
        : SuspensionApi.Of(await engine.SetJobDefinitionSuspended(caller.Actor, key, isSuspended, body.Value.IncludeJobs, ct));

    static async Task<IResult> SuspendAll(Body<JobDefinitionSuspensionDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        (body.Value.ProcessDefinitionId is null) == (body.Value.ProcessDefinitionKey is null)
            ? Answers.Invalid("Either processDefinitionId or processDefinitionKey should be set to update the suspension state.")
        : body.Value.Suspended is not { } isSuspended ? SuspensionApi.NotSaid
        : body.Value.ExecutionDate is not null ? SuspensionApi.NotLater
        : SuspensionApi.Of(await engine.SetJobDefinitionsSuspended(
            caller.Actor, SuspensionApi.Choice(body.Value.ProcessDefinitionId, body.Value.ProcessDefinitionKey)!, isSuspended, body.Value.IncludeJobs, ct));

    static async Task<IResult> Prioritize(string id, Body<JobDefinitionPriorityDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        JobDefinitionKey.Read(id) is not { } key ? NoSuch(id)
        : body.Value is { Priority: null, IncludeJobs: true } ? Answers.Invalid("Cannot reset priority for job definition and set includeJobs to true: what the jobs had is not known any more.")
        : SuspensionApi.Of(await engine.SetJobDefinitionPriority(caller.Actor, key, body.Value.Priority, body.Value.IncludeJobs, ct));

    static IResult NoSuch(string id) => Answers.Error(404, "InvalidRequestException", $"Job Definition with id {id} does not exist");
}

/// <summary>Job definitions of the versions that a filter leaves, each told from its model.</summary>
sealed class JobDefinitionList(Definitions definitions, JobRules rules, DeployedDefinitions models)
{
    public async Task<IReadOnlyList<JobDefinitionDto>> Of(JobDefinitionFilter filter, CancellationToken ct)
    {
        var set = (await rules.All(ct)).ToDictionary(r => (r.DefinitionKey, r.Kind, r.ElementId));
        List<JobDefinitionDto> found = [];
        foreach (var row in await definitions.List(filter.ToQuery(), Slice.All, ct))
        {
            if ((await models.Find(row.DefinitionKey, ct))?.Definition is not { } definition) continue;
            foreach (var one in JobDefinition.Of(row.DefinitionKey, definition))
            {
                var dto = JobDefinitionDto.Of(one, row, set.GetValueOrDefault((row.DefinitionKey, one.Key.Kind, one.Key.ElementId)));
                if (filter.Fits(dto)) found.Add(dto);
            }
        }
        return filter.Sorted(found);
    }
}

sealed record JobDefinitionFilter : ListFilter
{
    public string? JobDefinitionId { get; init; }
    public IReadOnlyList<string>? ActivityIdIn { get; init; }
    public string? ProcessDefinitionId { get; init; }
    public string? ProcessDefinitionKey { get; init; }
    public string? JobType { get; init; }
    public string? JobConfiguration { get; init; }
    public bool? Active { get; init; }
    public bool? Suspended { get; init; }
    public bool? WithOverridingJobPriority { get; init; }

    public DefinitionQuery ToQuery()
    {
        Refuse("tenantIdIn");
        return new()
        {
            DefinitionKeys = JobDefinitionId is null ? null : [JobDefinitionKey.Read(JobDefinitionId)?.DefinitionKey ?? -1],
            DefinitionKey = KeyOf(ProcessDefinitionId),
            ProcessId = ProcessDefinitionKey,
        };
    }

    public bool Fits(JobDefinitionDto one) =>
        (JobDefinitionId is null || one.Id == JobDefinitionId)
        && (ActivityIdIn is null || ActivityIdIn.Contains(one.ActivityId))
        && (JobType is null || one.JobType == JobType)
        && (JobConfiguration is null || one.JobConfiguration == JobConfiguration)
        && (Suspension(Active, Suspended) is not { } suspended || one.Suspended == suspended)
        && (WithOverridingJobPriority != true || one.OverridingJobPriority is not null);

    public IReadOnlyList<JobDefinitionDto> Sorted(IEnumerable<JobDefinitionDto> all)
    {
        var order = Sorts(("jobDefinitionId", JobDefinitionSort.Id), ("activityId", JobDefinitionSort.Activity), ("processDefinitionId", JobDefinitionSort.Definition),
            ("processDefinitionKey", JobDefinitionSort.Process), ("jobType", JobDefinitionSort.Type), ("jobConfiguration", JobDefinitionSort.Configuration));
        var sorted = all.Order(Comparer<JobDefinitionDto>.Create((a, b) => order
            .Select(o => string.CompareOrdinal(Value(a, o.By), Value(b, o.By)) * (o.Descending ? -1 : 1)).FirstOrDefault(difference => difference != 0)));
        return [.. sorted];
    }

    static string Value(JobDefinitionDto one, JobDefinitionSort by) => by switch
    {
        JobDefinitionSort.Activity => one.ActivityId,
        JobDefinitionSort.Definition => one.ProcessDefinitionId,
        JobDefinitionSort.Process => one.ProcessDefinitionKey,
        JobDefinitionSort.Type => one.JobType,
        JobDefinitionSort.Configuration => one.JobConfiguration,
        _ => one.Id,
    };
}

enum JobDefinitionSort { Id, Activity, Definition, Process, Type, Configuration }

sealed record JobDefinitionDto(
    string Id, string ProcessDefinitionId, string ProcessDefinitionKey, string JobType, string JobConfiguration, string ActivityId, bool Suspended,
    int? OverridingJobPriority, string? TenantId, string DeploymentId)
{
    public static JobDefinitionDto Of(JobDefinition one, DefinitionRow row, JobRule? rule) => new(
        one.Key.ToString(), PathKey.Write(row.DefinitionKey), row.ProcessId, one.Type, one.Configuration, one.Key.ElementId, rule is { IsSuspended: true },
        rule?.Priority, null, PathKey.Write(row.DeploymentKey));
}

sealed record JobDefinitionSuspensionDto(bool? Suspended, string? ProcessDefinitionId, string? ProcessDefinitionKey, string? ExecutionDate, bool IncludeJobs = false);

sealed record JobDefinitionPriorityDto(int? Priority, bool IncludeJobs = false);
