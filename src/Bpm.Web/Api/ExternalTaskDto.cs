using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

sealed record FetchDto(string? WorkerId, int MaxTasks, long? AsyncResponseTimeout, IReadOnlyList<TopicDto>? Topics)
{
    /// <summary>The most urgent work first; left out, this is so when there is no <see cref="Sorting"/> either.</summary>
    public bool? UsePriority { get; init; }

    /// <summary>By <c>createTime</c>; with <see cref="UsePriority"/> among equally urgent work.</summary>
    public IReadOnlyList<SortingDto>? Sorting { get; init; }
}

/// <summary>A topic to fetch, and which work of it.</summary>
sealed record TopicDto(string? TopicName, long LockDuration, IReadOnlyList<string>? Variables, bool LocalVariables = false, bool IncludeExtensionProperties = false)
{
    public string? BusinessKey { get; init; }
    public string? ProcessDefinitionId { get; init; }
    public IReadOnlyList<string>? ProcessDefinitionIdIn { get; init; }
    public string? ProcessDefinitionKey { get; init; }
    public IReadOnlyList<string>? ProcessDefinitionKeyIn { get; init; }
    public string? ProcessDefinitionVersionTag { get; init; }

    /// <summary>Variables of the process instance that must have these values.</summary>
    public IReadOnlyDictionary<string, System.Text.Json.JsonElement>? ProcessVariables { get; init; }

    public IReadOnlyList<string?>? TenantIdIn { get; init; }

    /// <summary>True takes nothing away, because nothing has a tenant.</summary>
    public bool WithoutTenantId { get; init; }

    /// <summary>Makes no difference: objects are kept as JSON, and there is no other form that they could be handed out in.</summary>
    public bool DeserializeValues { get; init; }
}

sealed record CompleteTaskDto(string? WorkerId, IReadOnlyDictionary<string, VariableDto>? Variables, IReadOnlyDictionary<string, VariableDto>? LocalVariables);

/// <summary>Retries left out are 0, as in Camunda 7: the job becomes an incident.</summary>
sealed record FailTaskDto(
    string? WorkerId, string? ErrorMessage, string? ErrorDetails, int Retries, long RetryTimeout, IReadOnlyDictionary<string, VariableDto>? Variables = null,
    IReadOnlyDictionary<string, VariableDto>? LocalVariables = null);

sealed record ThrowErrorDto(string? WorkerId, string? ErrorCode, string? ErrorMessage, IReadOnlyDictionary<string, VariableDto>? Variables);

sealed record LockDto(string? WorkerId, long LockDuration);

sealed record ExtendDto(string? WorkerId, long NewDuration);

/// <summary>Work that the caller holds now.</summary>
/// <param name="IdempotencyKey">Not of Camunda 7: the same for every attempt at this work, and for no other.</param>
sealed record LockedTaskDto(
    string ActivityId, string ActivityInstanceId, string? ErrorMessage, string? ErrorDetails, string ExecutionId, string Id,
    string LockExpirationTime, string CreateTime, string ProcessDefinitionId, string ProcessDefinitionKey, string? ProcessDefinitionVersionTag,
    string ProcessInstanceId, int? Retries, bool Suspended, string WorkerId, string TopicName, string? TenantId,
    IReadOnlyDictionary<string, VariableValueDto> Variables, int Priority, string? BusinessKey, IReadOnlyDictionary<string, string>? ExtensionProperties,
    string IdempotencyKey)
{
    public static LockedTaskDto Of(LockedJob job, FetchPlan plan)
    {
        var topic = plan.Topics[job.Topic];
        var (message, details) = FailureText.Of(job.LastError);
        return new(
            job.ElementId, PathKey.Write(job.ElementInstanceKey), message, details, PathKey.Write(job.ElementInstanceKey), PathKey.Write(job.Key),
            EngineDate.Text(job.LockedUntil), EngineDate.Text(job.CreatedAt), PathKey.Write(job.DefinitionKey), job.ProcessId, job.VersionTag,
            PathKey.Write(job.ProcessInstanceKey), job.Retries, false, plan.WorkerId, job.Topic, null,
            (topic.OnlyOwn ? job.OwnVariables : job.Variables).Entries.Where(v => topic.Variables is null || topic.Variables.Contains(v.Key)).ToDictionary(v => v.Key, v => VariableTypes.Write(v.Value)),
            job.Priority, job.BusinessKey, topic.WantsProperties ? Properties(job) : null,
            job.IdempotencyKey);
    }

    // Camunda 8's task headers and Camunda 7's extension properties are the same thing to a worker.
    static Dictionary<string, string> Properties(LockedJob job) =>
        job.Headers.Concat(job.Properties).GroupBy(p => p.Key).ToDictionary(p => p.Key, p => p.First().Value);
}

sealed record ExternalTaskDto(
    string ActivityId, string ActivityInstanceId, string? ErrorMessage, string ExecutionId, string Id, string? LockExpirationTime, string CreateTime,
    string ProcessDefinitionId, string ProcessDefinitionKey, string? ProcessDefinitionVersionTag, string ProcessInstanceId, int Retries,
    bool Suspended, string? WorkerId, string TopicName, string? TenantId, int Priority, string? BusinessKey)
{
    public static ExternalTaskDto Of(WaitingJob job) => new(
        job.ElementId, PathKey.Write(job.ElementInstanceKey), FailureText.Of(job.LastError).Message, PathKey.Write(job.ElementInstanceKey), PathKey.Write(job.JobKey),
        job.LockOwner is null ? null : EngineDate.Text(job.LockedUntil), EngineDate.Text(job.CreatedAt), PathKey.Write(job.DefinitionKey), job.ProcessId, null,
        PathKey.Write(job.InstanceKey), job.Retries, job.IsSuspended, job.LockOwner, job.Type ?? "", null, job.Priority, job.BusinessKey);
}

/// <summary>A failure as it is kept: the message in the first line, the details after it.</summary>
static class FailureText
{
    public static (string? Message, string? Details) Of(string? text) =>
        text?.Split('\n', 2) is [var message, var details] ? (message, details) : (text, null);
}
