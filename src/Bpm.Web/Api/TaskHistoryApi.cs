using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>User tasks, open and ended.</summary>
static class TaskHistoryApi
{
    public static void MapTaskHistory(this IEndpointRouteBuilder routes)
    {
        var tasks = routes.MapGroup("/history/task").WithTags("Historic Task Instance");
        tasks.MapGet("", (Search<TaskHistoryFilter> search, UserTasks reads, CancellationToken ct) => List(search.Filter, reads, ct))
            .WithSummary("Tasks, open and ended, by filters").Produces<HistoricTaskDto[]>();
        tasks.MapPost("", (Body<TaskHistoryFilter> body, UserTasks reads, CancellationToken ct) => List(body.Value, reads, ct))
            .WithSummary("Tasks, open and ended, by filters in the body").Produces<HistoricTaskDto[]>();
        tasks.MapGet("/count", (Search<TaskHistoryFilter> search, UserTasks reads, CancellationToken ct) => Count(search.Filter, reads, ct))
            .WithSummary("How many tasks the filters find").Produces<CountDto>();
    }

    static async Task<IResult> List(TaskHistoryFilter filter, UserTasks reads, CancellationToken ct) =>
        Results.Ok((await reads.List(filter.ToQuery(), filter.Slice, ct)).Select(HistoricTaskDto.Of));

    static async Task<IResult> Count(TaskHistoryFilter filter, UserTasks reads, CancellationToken ct) =>
        Answers.Count(await reads.Count(filter.ToQuery(), ct));
}

sealed record TaskHistoryFilter : ListFilter
{
    public string? TaskId { get; init; }
    public string? ProcessInstanceId { get; init; }
    public string? ProcessInstanceBusinessKey { get; init; }
    public string? ProcessDefinitionId { get; init; }
    public string? ProcessDefinitionKey { get; init; }
    public string? TaskDefinitionKey { get; init; }
    public string? TaskName { get; init; }
    public string? TaskNameLike { get; init; }
    public string? TaskAssignee { get; init; }
    public string? TaskAssigneeLike { get; init; }
    public bool? Assigned { get; init; }
    public bool? Unassigned { get; init; }
    public bool? Finished { get; init; }
    public bool? Unfinished { get; init; }
    public string? StartedBefore { get; init; }
    public string? StartedAfter { get; init; }

    public UserTaskQuery ToQuery()
    {
        Refuse("taskParentTaskId", "executionId", "activityInstanceIdIn", "taskDescription", "taskDescriptionLike", "taskDefinitionKeyIn", "taskDeleteReason",
            "taskDeleteReasonLike", "taskOwner", "taskOwnerLike", "taskPriority", "processFinished", "processUnfinished", "taskDueDate", "taskDueDateBefore",
            "taskDueDateAfter", "taskFollowUpDate", "finishedBefore", "finishedAfter", "taskVariables", "processVariables", "taskInvolvedUser",
            "taskInvolvedGroup", "taskHadCandidateUser", "taskHadCandidateGroup", "withCandidateGroups", "withoutCandidateGroups", "orQueries",
            "processDefinitionName", "processInstanceBusinessKeyLike", "processInstanceBusinessKeyIn", "tenantIdIn");
        var sort = Sort<UserTaskSort?>(null, ("startTime", UserTaskSort.Created), ("endTime", UserTaskSort.Ended), ("dueDate", UserTaskSort.Due),
            ("followUpDate", UserTaskSort.FollowUp), ("assignee", UserTaskSort.Assignee), ("priority", UserTaskSort.Priority), ("taskName", UserTaskSort.Name),
            ("processInstanceId", UserTaskSort.Instance), ("taskId", UserTaskSort.Instance));
        return new()
        {
            IsOpen = Finished == true ? false : Unfinished == true ? true : null,
            TaskKey = KeyOf(TaskId),
            InstanceKey = KeyOf(ProcessInstanceId),
            BusinessKey = ProcessInstanceBusinessKey,
            DefinitionKey = KeyOf(ProcessDefinitionId),
            ProcessIds = ProcessDefinitionKey is null ? null : [ProcessDefinitionKey],
            ElementIds = TaskDefinitionKey is null ? null : [TaskDefinitionKey],
            Name = TaskName,
            NameLike = TaskNameLike,
            Assignee = TaskAssignee,
            AssigneeLike = TaskAssigneeLike,
            Assigned = Assigned == true,
            Unassigned = Unassigned == true,
            CreatedBefore = Date(nameof(StartedBefore), StartedBefore),
            CreatedAfter = Date(nameof(StartedAfter), StartedAfter),
            Order = sort is { } by ? [new(by, Descending)] : [],
        };
    }
}

sealed record HistoricTaskDto(
    string Id, string ProcessDefinitionKey, string ProcessDefinitionId, string ProcessInstanceId, string ExecutionId, string? CaseDefinitionKey,
    string? CaseDefinitionId, string? CaseInstanceId, string? CaseExecutionId, string ActivityInstanceId, string Name, string? Description,
    string? DeleteReason, string? Owner, string? Assignee, string StartTime, string? EndTime, long? Duration, string TaskDefinitionKey, int Priority,
    string? Due, string? ParentTaskId, string? FollowUp, string? TenantId, string? RemovalTime, string RootProcessInstanceId, string TaskState)
{
    public static HistoricTaskDto Of(UserTaskRow row) => new(
        PathKey.Write(row.TaskKey), row.ProcessId, PathKey.Write(row.DefinitionKey), PathKey.Write(row.InstanceKey), PathKey.Write(row.TaskKey), null, null,
        null, null, PathKey.Write(row.TaskKey), row.Name, null, row.IsOpen ? null : row.State == "cancelled" ? "deleted" : "completed", null, row.Assignee,
        EngineDate.Text(row.CreatedAt), EngineDate.Text(row.EndedAt), row.EndedAt is { } end ? (long)(end - row.CreatedAt).TotalMilliseconds : null,
        row.ElementId, row.Priority, EngineDate.Text(row.DueAt), null, EngineDate.Text(row.FollowUpAt), null, null, PathKey.Write(row.InstanceKey),
        TaskDto.StateOf(row));
}
