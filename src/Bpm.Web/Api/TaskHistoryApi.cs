using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>User tasks, open and ended.</summary>
static class TaskHistoryApi
{
    public static void MapTaskHistory(this IEndpointRouteBuilder routes)
    {
        var tasks = routes.MapGroup("/history/task").WithTags("Historic Task Instance");
        tasks.MapQuestion<TaskHistoryFilter, HistoricTaskDto>("Tasks, open and ended,", "tasks", Question<TaskHistoryFilter>.Of<UserTasks, UserTaskRow, HistoricTaskDto>(
            static (filter, caller) => filter.AsksForVariables(caller),
            (reads, filter, ct) => reads.List(filter.ToQuery(), filter.Slice, ct), (reads, filter, ct) => reads.Count(filter.ToQuery(), ct), HistoricTaskDto.Of));
    }
}

record TaskHistoryCriteria : ListFilter
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

    public string? ExecutionId { get; init; }
    public IReadOnlyList<string>? ActivityInstanceIdIn { get; init; }
    public IReadOnlyList<string>? TaskDefinitionKeyIn { get; init; }
    public string? ProcessInstanceBusinessKeyLike { get; init; }
    public IReadOnlyList<string>? ProcessInstanceBusinessKeyIn { get; init; }
    public string? ProcessDefinitionName { get; init; }
    public int? TaskPriority { get; init; }
    public bool? ProcessFinished { get; init; }
    public bool? ProcessUnfinished { get; init; }
    public string? TaskDueDate { get; init; }
    public string? TaskDueDateBefore { get; init; }
    public string? TaskDueDateAfter { get; init; }
    public bool? WithoutTaskDueDate { get; init; }
    public string? TaskFollowUpDate { get; init; }
    public string? TaskFollowUpDateBefore { get; init; }
    public string? TaskFollowUpDateAfter { get; init; }
    public string? FinishedBefore { get; init; }
    public string? FinishedAfter { get; init; }
    public string? TaskOwner { get; init; }
    public string? TaskOwnerLike { get; init; }
    public string? TaskInvolvedUser { get; init; }
    public bool? WithCandidateGroups { get; init; }
    public bool? WithoutCandidateGroups { get; init; }
    public IReadOnlyList<VariableConditionDto>? ProcessVariables { get; init; }
    public IReadOnlyList<VariableConditionDto>? TaskVariables { get; init; }

    /// <param name="isAny">Whether one thing of all that is asked for has to be so, instead of all.</param>
    public UserTaskQuery ToCriteria(bool isAny)
    {
        Refuse("taskParentTaskId", "taskDescription", "taskDescriptionLike", "taskDeleteReason", "taskDeleteReasonLike",
            "taskInvolvedGroup", "taskHadCandidateUser", "taskHadCandidateGroup", "tenantIdIn", "variableNamesIgnoreCase", "variableValuesIgnoreCase",
            "caseInstanceId", "caseExecutionId", "caseDefinitionId", "caseDefinitionKey", "caseDefinitionName", "rootProcessInstanceId");
        var order = Sorts(("startTime", UserTaskSort.Created), ("endTime", UserTaskSort.Ended), ("dueDate", UserTaskSort.Due),
            ("followUpDate", UserTaskSort.FollowUp), ("assignee", UserTaskSort.Assignee), ("priority", UserTaskSort.Priority), ("taskName", UserTaskSort.Name),
            ("processInstanceId", UserTaskSort.Instance), ("taskId", UserTaskSort.Key), ("activityInstanceId", UserTaskSort.Key), ("executionId", UserTaskSort.Key),
            ("taskDefinitionKey", UserTaskSort.Element));
        return new()
        {
            IsOpen = Finished == true ? false : Unfinished == true ? true : null,
            TaskKeys = KeysOf(Both(TaskId, Both(ExecutionId, ActivityInstanceIdIn, isAny), isAny)),
            BusinessKeyLike = ProcessInstanceBusinessKeyLike,
            BusinessKeys = ProcessInstanceBusinessKeyIn,
            ProcessName = ProcessDefinitionName,
            Priority = TaskPriority,
            InstanceIsOpen = ProcessFinished == true ? false : ProcessUnfinished == true ? true : null,
            DueAt = Date(nameof(TaskDueDate), TaskDueDate),
            DueBefore = Date(nameof(TaskDueDateBefore), TaskDueDateBefore),
            DueAfter = Date(nameof(TaskDueDateAfter), TaskDueDateAfter),
            HasDueDate = WithoutTaskDueDate == true ? false : null,
            FollowUpAt = Date(nameof(TaskFollowUpDate), TaskFollowUpDate),
            FollowUpBefore = Date(nameof(TaskFollowUpDateBefore), TaskFollowUpDateBefore),
            FollowUpAfter = Date(nameof(TaskFollowUpDateAfter), TaskFollowUpDateAfter),
            EndedBefore = Date(nameof(FinishedBefore), FinishedBefore),
            EndedAfter = Date(nameof(FinishedAfter), FinishedAfter),
            Owner = TaskOwner,
            OwnerLike = TaskOwnerLike,
            InvolvedUser = TaskInvolvedUser,
            HasCandidateGroups = WithCandidateGroups == true ? true : WithoutCandidateGroups == true ? false : null,
            InstanceVariables = Conditions(ProcessVariables),
            TaskVariables = Conditions(TaskVariables),
            InstanceKey = KeyOf(ProcessInstanceId),
            BusinessKey = ProcessInstanceBusinessKey,
            DefinitionKey = KeyOf(ProcessDefinitionId),
            ProcessIds = ProcessDefinitionKey is null ? null : [ProcessDefinitionKey],
            ElementIds = Both(TaskDefinitionKey, TaskDefinitionKeyIn, isAny),
            Name = TaskName,
            NameLike = TaskNameLike,
            Assignee = TaskAssignee,
            AssigneeLike = TaskAssigneeLike,
            Assigned = Assigned == true,
            Unassigned = Unassigned == true,
            CreatedBefore = Date(nameof(StartedBefore), StartedBefore),
            CreatedAfter = Date(nameof(StartedAfter), StartedAfter),
            Order = [.. order.Select(o => new UserTaskOrder(o.By, o.Descending))],
        };
    }
}

sealed record TaskHistoryFilter : TaskHistoryCriteria
{
    public IReadOnlyList<TaskHistoryCriteria>? OrQueries { get; init; }

    public bool AsksForVariables(Caller caller) =>
        (OrQueries ?? []).Append(this).Any(q => ReadersOnly.Refuses(q.ProcessVariables, caller) || ReadersOnly.Refuses(q.TaskVariables, caller));

    public UserTaskQuery ToQuery() => ToCriteria(isAny: false) with { AnyOf = Alternatives(OrQueries, q => q.ToCriteria(isAny: true)) };
}

sealed record HistoricTaskDto(
    string Id, string ProcessDefinitionKey, string ProcessDefinitionId, string ProcessInstanceId, string ExecutionId, string? CaseDefinitionKey,
    string? CaseDefinitionId, string? CaseInstanceId, string? CaseExecutionId, string ActivityInstanceId, string Name, string? Description,
    string? DeleteReason, string? Owner, string? Assignee, string StartTime, string? EndTime, long? Duration, string TaskDefinitionKey, int Priority,
    string? Due, string? ParentTaskId, string? FollowUp, string? TenantId, string? RemovalTime, string RootProcessInstanceId, string TaskState)
{
    public static HistoricTaskDto Of(UserTaskRow row) => new(
        PathKey.Write(row.TaskKey), row.ProcessId, PathKey.Write(row.DefinitionKey), PathKey.Write(row.InstanceKey), PathKey.Write(row.TaskKey), null, null,
        null, null, PathKey.Write(row.TaskKey), row.Name, row.Description, row.IsOpen ? null : row.State == "cancelled" ? "deleted" : "completed", row.Owner, row.Assignee,
        EngineDate.Text(row.CreatedAt), EngineDate.Text(row.EndedAt), row.EndedAt is { } end ? (long)(end - row.CreatedAt).TotalMilliseconds : null,
        row.ElementId, row.Priority, EngineDate.Text(row.DueAt), null, EngineDate.Text(row.FollowUpAt), null, null, PathKey.Write(row.InstanceKey),
        TaskDto.StateOf(row));
}
