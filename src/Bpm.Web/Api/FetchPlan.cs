using System.Collections.Frozen;
using System.Text.Json;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>A fetch as it was asked for, checked.</summary>
sealed record FetchPlan(string WorkerId, int MaxTasks, TimeSpan Patience, IReadOnlyDictionary<string, FetchPlan.Topic> Topics)
{
    /// <summary>Longer than this nobody is kept waiting; Camunda 7 has the same limit.</summary>
    static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(30);

    const int MostTasks = 1000;

    /// <summary>Which work of all topics comes first.</summary>
    public WorkOrder Order { get; init; } = WorkOrder.Usual;

    public sealed record Topic(TimeSpan LockFor, IReadOnlyCollection<string>? Variables, bool WantsProperties)
    {
        /// <summary>Whether the worker is handed the variables of the element alone, not those around it.</summary>
        public bool OnlyOwn { get; init; }

        public WorkRestriction Only { get; init; } = WorkRestriction.None;
    }

    public static FetchPlan? Of(FetchDto body, out string problem)
    {
        problem = Problem(body) ?? "";
        if (problem.Length > 0) return null;
        var topics = body.Topics!.ToDictionary(
            t => t.TopicName!, t => new Topic(TimeSpan.FromMilliseconds(t.LockDuration), t.Variables, t.IncludeExtensionProperties) { Only = Restriction(t), OnlyOwn = t.LocalVariables });
        var patience = TimeSpan.FromMilliseconds(Math.Clamp(body.AsyncResponseTimeout ?? 0, 0, (long)LongestPatience.TotalMilliseconds));
        return new(body.WorkerId!, Math.Min(body.MaxTasks, MostTasks), patience, topics) { Order = OrderOf(body) };
    }

    static string? Problem(FetchDto body)
    {
        if (string.IsNullOrWhiteSpace(body.WorkerId)) return "Expected a workerId, but there is none.";
        if (body.MaxTasks < 1) return $"Expected maxTasks of at least 1, but found {body.MaxTasks}.";
        if (body.Topics is not { Count: > 0 }) return "Expected at least one topic, but there is none.";
        foreach (var topic in body.Topics)
        {
            if (string.IsNullOrEmpty(topic.TopicName)) return "Expected a topicName for every topic, but one is empty.";
            if (topic.LockDuration < 1) return $"Expected a positive lockDuration for the topic {topic.TopicName}, but found {topic.LockDuration}.";
            if (LockTime.Problem("lockDuration", topic.LockDuration) is { } tooLong) return tooLong;
            if (topic.TenantIdIn is { Count: > 0 })
                return $"The restriction tenantIdIn of the topic {topic.TopicName} is not supported: there are no tenants here. Leave it out.";
        }
        if (body.Topics.GroupBy(t => t.TopicName).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return $"Expected every topic once, but {twice.Key} is named {twice.Count()} times: which of its restrictions holds would be unclear.";
        foreach (var sorting in body.Sorting ?? [])
        {
            if (sorting.SortBy != "createTime") return $"Cannot set query sortBy parameter to value {sorting.SortBy}. Use createTime; priority is set by usePriority.";
            if (sorting.SortOrder is not ("asc" or "desc")) return $"Cannot set query sortOrder parameter to value {sorting.SortOrder}. Use asc or desc.";
        }
        return null;
    }

    /// <summary>Without priority and sorting any order is right for Camunda 7; here it is then that of the time at which work became due.</summary>
    static WorkOrder OrderOf(FetchDto body) => new(
        body.UsePriority ?? body.Sorting is not { Count: > 0 },
        body.Sorting is [var first, ..] ? first.SortOrder == "desc" ? WorkAge.Newest : WorkAge.Oldest : WorkAge.LongestDue);

    /// <summary>Clients send empty lists for what was not configured. An id that cannot be a key names nothing.</summary>
    static WorkRestriction Restriction(TopicDto topic) => new()
    {
        BusinessKey = topic.BusinessKey,
        DefinitionKeys = [.. Together(topic.ProcessDefinitionId, topic.ProcessDefinitionIdIn).Select(id => PathKey.Read(id) ?? -1)],
        ProcessIds = [.. Together(topic.ProcessDefinitionKey, topic.ProcessDefinitionKeyIn)],
        VersionTag = topic.ProcessDefinitionVersionTag,
        Variables = [.. (topic.ProcessVariables ?? FrozenDictionary<string, JsonElement>.Empty).Select(v => (v.Key, FeelJson.FromJson(v.Value)))],
    };

    static IEnumerable<string> Together(string? one, IReadOnlyList<string>? more) => (more ?? []).Concat(one is null ? [] : [one]);
}
