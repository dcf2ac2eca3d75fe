using System.Diagnostics;
using Dapper;

namespace Bpm.Storage;

/// <summary>User tasks by any mixture of properties: the task queries of programs. People read <see cref="Inbox"/>.</summary>
public sealed class UserTasks(Database database)
{
    internal const string Columns = """
        SELECT t.task_key, t.instance_key, t.definition_key, t.process_id, t.element_id, t.name, t.business_key, t.state,
               t.assignee, t.created_at, t.due_at, t.follow_up_at, t.priority, t.escalations, t.ended_at, t.ended_by,
               t.owner, t.delegation, t.description, t.suspended AS is_suspended
        """;

    const string Counted = "SELECT COUNT(*)";
    const string From = "\nFROM user_task t";

    const string CandidatesOf = """
        SELECT c.kind, c.candidate_id AS id FROM task_candidate c WHERE c.task_key = @taskKey ORDER BY c.kind DESC, c.candidate_id
        """;

    const string CandidatesOfTasks = """
        SELECT c.task_key, c.kind, c.candidate_id AS id FROM task_candidate c WHERE c.task_key IN @keys ORDER BY c.kind DESC, c.candidate_id
        """;

    const string OfUserOrGroups = """
        t.task_key IN (SELECT c.task_key FROM task_candidate c
                       WHERE (c.kind = 'user' AND c.candidate_id = @CandidateUser) OR (c.kind = 'group' AND c.candidate_id IN @CandidateGroups))
        """;

    const string OfGroups = """
        t.task_key IN (SELECT c.task_key FROM task_candidate c WHERE c.kind = 'group' AND c.candidate_id IN @CandidateGroups)
        """;

    const string OfInvolved = """
        (t.assignee = @InvolvedUser OR t.owner = @InvolvedUser
         OR EXISTS (SELECT 1 FROM task_candidate c WHERE c.task_key = t.task_key AND c.kind = 'user' AND c.candidate_id = @InvolvedUser))
        """;

    const string HasGroups = "EXISTS (SELECT 1 FROM task_candidate c WHERE c.task_key = t.task_key AND c.kind = 'group')";
    const string HasUsers = "EXISTS (SELECT 1 FROM task_candidate c WHERE c.task_key = t.task_key AND c.kind = 'user')";
    const string OfDefinition = "EXISTS (SELECT 1 FROM process_definition d WHERE d.definition_key = t.definition_key AND ";
    const string InOpenInstance = "EXISTS (SELECT 1 FROM process_instance i WHERE i.instance_key = t.instance_key AND i.state = 'active')";

    const string ByGroup = """
        SELECT c.candidate_id AS group_name, COUNT(*) AS task_count
        FROM user_task t LEFT JOIN task_candidate c ON c.task_key = t.task_key AND c.kind = 'group'
        WHERE t.state = 'open'
        GROUP BY c.candidate_id
        ORDER BY c.candidate_id
        """;

    /// <summary>How many open tasks are offered to each group; without a name those that are offered to none.</summary>
    public async Task<IReadOnlyList<GroupWork>> CountByGroup(CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<GroupWork>(ByGroup, null, cancellation);
    }

    public async Task<IReadOnlyList<UserTaskRow>> List(UserTaskQuery query, Slice slice, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<UserTaskRow>(
            Columns + From + Where(query) + OrderBy(query.Order) + " " + database.Sql(Slice.Slot), Parameters(query, slice), cancellation);
    }

    public async Task<int> Count(UserTaskQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.Count(Counted + From + Where(query), Parameters(query, Slice.All), cancellation);
    }

    /// <summary>The task, open or ended; null when there never was one with this key.</summary>
    public async Task<UserTaskRow?> Find(long taskKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<UserTaskRow>(Columns + From + "\nWHERE t.task_key = @taskKey", new { taskKey }, cancellation);
    }

    public async Task<IReadOnlyList<Candidate>> Candidates(long taskKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<Candidate>(CandidatesOf, new { taskKey }, cancellation);
    }

    /// <summary>The candidates of several tasks by task.</summary>
    public async Task<ILookup<long, Candidate>> CandidatesOfAll(IReadOnlyCollection<long> taskKeys, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        List<CandidateOfTask> found = [];
        // A statement takes some thousand parameters.
        foreach (var keys in taskKeys.Chunk(1000)) found.AddRange(await connection.List<CandidateOfTask>(CandidatesOfTasks, new { keys }, cancellation));
        return found.ToLookup(c => c.TaskKey, c => new Candidate(c.Kind, c.Id));
    }

    static string Where(UserTaskQuery q) => Filter.Where([.. Conditions(q), .. Alternatives.Of(q.AnyOf, Conditions)]);

    static IReadOnlyList<string> Conditions(UserTaskQuery q) =>
    [
        .. Plain(q),
        .. ValueConditions.Each(q.InstanceVariables, "t.instance_key", "iv"),
        .. ValueConditions.Each(q.TaskVariables, "t.task_key", "tv"),
    ];

    static List<string> Plain(UserTaskQuery q) => Filter.Those(
        // Spelled out, so that the partial index on open tasks serves.
        (q.IsOpen == true, "t.state = 'open'"),
        (q.IsOpen == false, "t.state <> 'open'"),
        (q.TaskKey is not null, "t.task_key = @TaskKey"),
        (q.Assignee is not null, "t.assignee = @Assignee"),
        (q.AssigneeLike is not null, "t.assignee LIKE @AssigneeLike"),
        (q.Assigned, "t.assignee IS NOT NULL"),
        (q.Unassigned, "t.assignee IS NULL"),
        (q.CandidateUser is not null, Offered(q) + OfUserOrGroups),
        (q.CandidateUser is null && q.CandidateGroups is not null, Offered(q) + OfGroups),
        // A task's key lies behind its instance's: the primary key finds the tasks of one instance.
        (q.InstanceKey is not null, "t.instance_key = @InstanceKey AND t.task_key > @InstanceKey AND t.task_key <= @LastKey"),
        (q.InstanceKeys is not null, "t.instance_key IN @InstanceKeys"),
        (q.BusinessKey is not null, "t.business_key = @BusinessKey"),
        (q.BusinessKeyLike is not null, "t.business_key LIKE @BusinessKeyLike"),
        (q.ProcessIds is not null, "t.process_id IN @ProcessIds"),
        (q.DefinitionKey is not null, "t.definition_key = @DefinitionKey"),
        (q.ElementIds is not null, "t.element_id IN @ElementIds"),
        (q.Name is not null, "t.name = @Name"),
        (q.NameLike is not null, "t.name LIKE @NameLike"),
        (q.Priority is not null, "t.priority = @Priority"),
        (q.MinPriority is not null, "t.priority >= @MinPriority"),
        (q.MaxPriority is not null, "t.priority <= @MaxPriority"),
        (q.DueBefore is not null, "t.due_at < @DueBefore"),
        (q.DueAfter is not null, "t.due_at > @DueAfter"),
        (q.FollowUpBefore is not null, "t.follow_up_at < @FollowUpBefore"),
        (q.FollowUpAfter is not null, "t.follow_up_at > @FollowUpAfter"),
        (q.CreatedBefore is not null, "t.created_at < @CreatedBefore"),
        (q.CreatedAfter is not null, "t.created_at > @CreatedAfter"),
        (q.TaskKeys is not null, "t.task_key IN @TaskKeys"),
        (q.Assignees is not null, "t.assignee IN @Assignees"),
        (q.NotAssignees is not null, "t.assignee NOT IN @NotAssignees"),
        (q.InvolvedUser is not null, OfInvolved),
        (q.HasCandidateGroups == true, HasGroups),
        (q.HasCandidateGroups == false, "NOT " + HasGroups),
        (q.HasCandidateUsers == true, HasUsers),
        (q.HasCandidateUsers == false, "NOT " + HasUsers),
        (q.BusinessKeys is not null, "t.business_key IN @BusinessKeys"),
        (q.ProcessName is not null, OfDefinition + "d.name = @ProcessName)"),
        (q.ProcessNameLike is not null, OfDefinition + "d.name LIKE @ProcessNameLike)"),
        (q.ElementIdLike is not null, "t.element_id LIKE @ElementIdLike"),
        (q.NotElementIds is not null, "t.element_id NOT IN @NotElementIds"),
        (q.NotName is not null, "t.name <> @NotName"),
        (q.NotNameLike is not null, "t.name NOT LIKE @NotNameLike"),
        (q.DueAt is not null, "t.due_at = @DueAt"),
        (q.HasDueDate == true, "t.due_at IS NOT NULL"),
        (q.HasDueDate == false, "t.due_at IS NULL"),
        (q.FollowUpAt is not null, "t.follow_up_at = @FollowUpAt"),
        (q.FollowUpBeforeOrNone is not null, "(t.follow_up_at IS NULL OR t.follow_up_at < @FollowUpBeforeOrNone)"),
        (q.CreatedAt is not null, "t.created_at = @CreatedAt"),
        (q.EndedBefore is not null, "t.ended_at < @EndedBefore"),
        (q.EndedAfter is not null, "t.ended_at > @EndedAfter"),
        (q.IsSuspended == true, "t.suspended = 1"),
        (q.IsSuspended == false, "t.suspended = 0"),
        (q.IsCancelled == true, "t.state = 'cancelled'"),
        (q.IsCancelled == false, "t.state <> 'cancelled'"),
        (q.InstanceIsOpen == true, InOpenInstance),
        (q.InstanceIsOpen == false, "NOT " + InOpenInstance),
        (q.Owner is not null, "t.owner = @Owner"),
        (q.OwnerLike is not null, "t.owner LIKE @OwnerLike"),
        (q.Delegation is not null, "t.delegation = @Delegation"));

    static string Offered(UserTaskQuery q) => q.IncludeAssigned ? "" : "t.assignee IS NULL AND ";

    // A column stands in the order once, and the key, which is unique, ends it.
    static string OrderBy(IReadOnlyList<UserTaskOrder> order) =>
        Ordering.Of([.. order.Select(o => new SortedBy<UserTaskSort>(o.By, o.Descending)), new(UserTaskSort.Key)], Column, "t.task_key");

    static string Column(UserTaskSort sort) => sort switch
    {
        UserTaskSort.Created => "t.created_at",
        UserTaskSort.Due => "t.due_at",
        UserTaskSort.FollowUp => "t.follow_up_at",
        UserTaskSort.Priority => "t.priority",
        UserTaskSort.Name => "t.name",
        UserTaskSort.Assignee => "t.assignee",
        UserTaskSort.Instance => "t.instance_key",
        UserTaskSort.Ended => "t.ended_at",
        UserTaskSort.Element => "t.element_id",
        UserTaskSort.Key => "t.task_key",
        _ => throw new UnreachableException(),
    };

    static DynamicParameters Parameters(UserTaskQuery q, Slice slice)
    {
        var parameters = new DynamicParameters(new { slice.Skip, slice.Take });
        Add(parameters, q, "");
        for (var i = 0; i < q.AnyOf.Count; i++) Add(parameters, q.AnyOf[i], Alternatives.Prefix(i));
        return parameters;
    }

    static void Add(DynamicParameters parameters, UserTaskQuery q, string prefix)
    {
        parameters.AddEach(new
        {
            q.TaskKey, q.Assignee, q.AssigneeLike, q.CandidateUser, CandidateGroups = q.CandidateGroups ?? [], q.InstanceKey, q.InstanceKeys,
            LastKey = KeyRange.LastOf(q.InstanceKey ?? 0), q.BusinessKey, q.BusinessKeyLike, q.ProcessIds, q.DefinitionKey, q.ElementIds,
            q.Name, q.NameLike, q.Priority, q.MinPriority, q.MaxPriority, q.DueBefore, q.DueAfter, q.FollowUpBefore, q.FollowUpAfter,
            q.CreatedBefore, q.CreatedAfter, q.TaskKeys, q.Assignees, q.NotAssignees, q.InvolvedUser, q.BusinessKeys, q.ProcessName, q.ProcessNameLike,
            q.ElementIdLike, q.NotElementIds, q.NotName, q.NotNameLike, q.DueAt, q.FollowUpAt, q.FollowUpBeforeOrNone, q.CreatedAt, q.EndedBefore,
            q.EndedAfter, q.Owner, q.OwnerLike, q.Delegation,
        }, prefix);
        ValueConditions.Add(parameters, q.InstanceVariables, prefix + "iv");
        ValueConditions.Add(parameters, q.TaskVariables, prefix + "tv");
    }

    sealed record CandidateOfTask
    {
        public required long TaskKey { get; init; }
        public required string Kind { get; init; }
        public required string Id { get; init; }
    }
}

/// <summary>How much is offered to a group.</summary>
public sealed record GroupWork
{
    public string? GroupName { get; init; }
    public required int TaskCount { get; init; }
}
