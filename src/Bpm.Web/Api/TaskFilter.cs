using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Which tasks: the common part of Camunda 7's task query.</summary>
record TaskCriteria : ListFilter
{
    public string? TaskId { get; init; }
    public string? ProcessInstanceId { get; init; }
    public IReadOnlyList<string>? ProcessInstanceIdIn { get; init; }
    public string? ProcessInstanceBusinessKey { get; init; }
    public string? ProcessInstanceBusinessKeyLike { get; init; }
    public string? ProcessDefinitionId { get; init; }
    public string? ProcessDefinitionKey { get; init; }
    public IReadOnlyList<string>? ProcessDefinitionKeyIn { get; init; }
    public string? Assignee { get; init; }
    public string? AssigneeLike { get; init; }
    public bool? Assigned { get; init; }
    public bool? Unassigned { get; init; }

    /// <summary>Tasks offered to the user or to a group of the user; assigned ones only with <see cref="IncludeAssignedTasks"/>.</summary>
    public string? CandidateUser { get; init; }
    public string? CandidateGroup { get; init; }
    public IReadOnlyList<string>? CandidateGroups { get; init; }
    public bool? IncludeAssignedTasks { get; init; }
    public string? TaskDefinitionKey { get; init; }
    public IReadOnlyList<string>? TaskDefinitionKeyIn { get; init; }
    public string? Name { get; init; }
    public string? NameLike { get; init; }
    public int? Priority { get; init; }
    public int? MinPriority { get; init; }
    public int? MaxPriority { get; init; }
    public string? DueBefore { get; init; }
    public string? DueAfter { get; init; }
    public string? FollowUpBefore { get; init; }
    public string? FollowUpAfter { get; init; }
    public string? CreatedBefore { get; init; }
    public string? CreatedAfter { get; init; }
    public bool? Active { get; init; }
    public bool? Suspended { get; init; }

    public IReadOnlyList<string>? TaskIdIn { get; init; }
    public string? ExecutionId { get; init; }
    public IReadOnlyList<string>? ActivityInstanceIdIn { get; init; }
    public IReadOnlyList<string>? AssigneeIn { get; init; }
    public IReadOnlyList<string>? AssigneeNotIn { get; init; }
    public string? InvolvedUser { get; init; }
    public bool? WithCandidateGroups { get; init; }
    public bool? WithoutCandidateGroups { get; init; }
    public bool? WithCandidateUsers { get; init; }
    public bool? WithoutCandidateUsers { get; init; }
    public IReadOnlyList<string>? ProcessInstanceBusinessKeyIn { get; init; }
    public string? ProcessDefinitionName { get; init; }
    public string? ProcessDefinitionNameLike { get; init; }
    public string? TaskDefinitionKeyLike { get; init; }
    public IReadOnlyList<string>? TaskDefinitionKeyNotIn { get; init; }
    public string? NameNotEqual { get; init; }
    public string? NameNotLike { get; init; }
    public string? DueDate { get; init; }
    public bool? WithoutDueDate { get; init; }
    public string? FollowUpDate { get; init; }
    public string? FollowUpBeforeOrNotExistent { get; init; }
    public string? CreatedOn { get; init; }
    public string? Owner { get; init; }
    public string? DelegationState { get; init; }
    public IReadOnlyList<VariableConditionDto>? ProcessVariables { get; init; }
    public IReadOnlyList<VariableConditionDto>? TaskVariables { get; init; }

    static string? Delegation(string? state) => string.IsNullOrEmpty(state) ? null
        : Delegations.Read(state) is not null ? state.ToLowerInvariant()
        : throw new BadHttpRequestException($"Expected the delegationState PENDING or RESOLVED, but found '{state}'.");

    /// <summary>The same as a query of the database; the groups of a candidate user are looked up.</summary>
    /// <param name="isAny">Whether one thing of all that is asked for has to be so, instead of all.</param>
    public async Task<UserTaskQuery> ToCriteria(PeopleReads people, bool isAny, CancellationToken cancellation)
    {
        if (CandidateUser is not null && (CandidateGroup ?? (object?)CandidateGroups) is not null)
            throw new BadHttpRequestException("Expected candidateUser, whose groups count too, or candidateGroup(s), but found both.");
        Refuse("caseInstanceVariables", "assigneeExpression", "candidateUserExpression",
            "candidateGroupExpression", "candidateGroupsExpression", "processInstanceBusinessKeyExpression", "involvedUserExpression",
            "description", "descriptionLike", "parentTaskId", "tenantIdIn", "caseInstanceId", "caseExecutionId", "caseDefinitionId",
            "updatedAfter", "variableNamesIgnoreCase", "variableValuesIgnoreCase", "candidateGroupLike", "assigneeLikeExpression", "dueBeforeExpression",
            "dueAfterExpression", "createdBeforeExpression", "createdAfterExpression");
        return new()
        {
            // Only open ones are found, however many alternatives there are: the query around them says so.
            IsOpen = isAny ? null : true,
            TaskKeys = KeysOf(Both(TaskId, Both(ExecutionId, Both(TaskIdIn, ActivityInstanceIdIn, isAny), isAny), isAny)),
            IsSuspended = Suspension(Active, Suspended),
            Assignees = AssigneeIn,
            NotAssignees = AssigneeNotIn,
            InvolvedUser = InvolvedUser,
            Owner = Owner,
            Delegation = Delegation(DelegationState),
            HasCandidateGroups = WithCandidateGroups == true ? true : WithoutCandidateGroups == true ? false : null,
            HasCandidateUsers = WithCandidateUsers == true ? true : WithoutCandidateUsers == true ? false : null,
            BusinessKeys = ProcessInstanceBusinessKeyIn,
            ProcessName = ProcessDefinitionName,
            ProcessNameLike = ProcessDefinitionNameLike,
            ElementIdLike = TaskDefinitionKeyLike,
            NotElementIds = TaskDefinitionKeyNotIn,
            NotName = NameNotEqual,
            NotNameLike = NameNotLike,
            DueAt = Date(nameof(DueDate), DueDate),
            HasDueDate = WithoutDueDate == true ? false : null,
            FollowUpAt = Date(nameof(FollowUpDate), FollowUpDate),
            FollowUpBeforeOrNone = Date(nameof(FollowUpBeforeOrNotExistent), FollowUpBeforeOrNotExistent),
            CreatedAt = Date(nameof(CreatedOn), CreatedOn),
            InstanceVariables = Conditions(ProcessVariables),
            TaskVariables = Conditions(TaskVariables),
            InstanceKey = KeyOf(ProcessInstanceId),
            InstanceKeys = KeysOf(ProcessInstanceIdIn),
            BusinessKey = ProcessInstanceBusinessKey,
            BusinessKeyLike = ProcessInstanceBusinessKeyLike,
            DefinitionKey = KeyOf(ProcessDefinitionId),
            ProcessIds = Both(ProcessDefinitionKey, ProcessDefinitionKeyIn, isAny),
            Assignee = Assignee,
            AssigneeLike = AssigneeLike,
            Assigned = Assigned == true,
            Unassigned = Unassigned == true,
            IncludeAssigned = IncludeAssignedTasks == true,
            CandidateUser = CandidateUser,
            CandidateGroups = CandidateUser is not null ? [.. (await people.GroupsOf(CandidateUser, cancellation)).Select(g => g.GroupId)]
                : Both(CandidateGroup, CandidateGroups, isAny),
            ElementIds = Both(TaskDefinitionKey, TaskDefinitionKeyIn, isAny),
            Name = Name,
            NameLike = NameLike,
            Priority = Priority,
            MinPriority = MinPriority,
            MaxPriority = MaxPriority,
            DueBefore = Date(nameof(DueBefore), DueBefore),
            DueAfter = Date(nameof(DueAfter), DueAfter),
            FollowUpBefore = Date(nameof(FollowUpBefore), FollowUpBefore),
            FollowUpAfter = Date(nameof(FollowUpAfter), FollowUpAfter),
            CreatedBefore = Date(nameof(CreatedBefore), CreatedBefore),
            CreatedAfter = Date(nameof(CreatedAfter), CreatedAfter),
            Order = [.. Sorts(
                ("created", UserTaskSort.Created), ("dueDate", UserTaskSort.Due), ("followUpDate", UserTaskSort.FollowUp), ("priority", UserTaskSort.Priority),
                ("name", UserTaskSort.Name), ("nameCaseInsensitive", UserTaskSort.Name), ("assignee", UserTaskSort.Assignee), ("instanceId", UserTaskSort.Instance),
                ("executionId", UserTaskSort.Key), ("id", UserTaskSort.Key)).Select(o => new UserTaskOrder(o.By, o.Descending))],
        };
    }
}

/// <summary>A task query with queries inside, of each of which one thing at least has to be so.</summary>
sealed record TaskFilter : TaskCriteria
{
    public IReadOnlyList<TaskCriteria>? OrQueries { get; init; }

    /// <summary>Whether variables are asked about, which not everybody may read.</summary>
    public bool AsksForVariables(Caller caller) =>
        (OrQueries ?? []).Append(this).Any(q => ReadersOnly.Refuses(q.ProcessVariables, caller) || ReadersOnly.Refuses(q.TaskVariables, caller));

    public async Task<UserTaskQuery> ToQuery(PeopleReads people, CancellationToken cancellation)
    {
        List<UserTaskQuery> alternatives = [];
        foreach (var read in Alternatives(OrQueries, q => q)) alternatives.Add(await read.ToCriteria(people, isAny: true, cancellation));
        return (await ToCriteria(people, isAny: false, cancellation)) with { AnyOf = alternatives };
    }
}
