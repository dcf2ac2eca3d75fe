namespace Bpm.Storage;

/// <summary>
/// A person's open tasks. Each candidate (the person, each group) has its own first page read in order from
/// <c>task_candidate</c>'s key, and the pages are merged here: one query over all candidates with DISTINCT would read
/// and sort every task of every group, which among a million tasks is a thousand times slower.
/// </summary>
public sealed class Inbox(Database database)
{
    /// <summary>Counting stops here: beyond it "1000+" says enough, and a count stays cheap.</summary>
    public const int CountLimit = 1000;

    const string Columns = """
        SELECT t.task_key, t.instance_key, t.definition_key, t.process_id, d.name AS process_name, t.element_id, t.name,
               t.business_key, t.assignee, t.created_at, t.due_at, t.follow_up_at, t.priority, t.escalations, t.owner, t.delegation, t.suspended AS is_suspended,
        """;

    const string FromAssigned = """

        FROM user_task t
        JOIN process_definition d ON d.definition_key = t.definition_key
        """;

    const string FromCandidate = """

        FROM task_candidate c
        JOIN user_task t ON t.task_key = c.task_key
        JOIN process_definition d ON d.definition_key = t.definition_key
        """;

    // Without a due date a task sorts last, as task_candidate.due_sort does.
    const string AssignedDue = "COALESCE(t.due_at, 9223372036854775807)";
    const string CandidateDue = "c.due_sort";
    const string Created = "t.created_at";
    const string Priority = "-t.priority";

    /// <summary>One page in the order asked for.</summary>
    public async Task<IReadOnlyList<InboxRow>> List(InboxQuery query, CancellationToken cancellation)
    {
        var rows = new List<InboxRow>();
        await using var connection = await database.Open(cancellation);
        if (query.View != InboxView.Groups)
            foreach (var isLent in (bool[])[false, true])
                rows.AddRange(await connection.List<InboxRow>(Sql(query, null, isLent), Parameters(query, null), cancellation));
        if (query.View != InboxView.Mine)
            foreach (var candidate in Candidate.Of(query.UserId, query.Groups))
                rows.AddRange(await connection.List<InboxRow>(Sql(query, candidate), Parameters(query, candidate), cancellation));
        return [.. rows.DistinctBy(r => r.TaskKey).OrderBy(r => r.SortValue).ThenBy(r => r.TaskKey).Take(query.Take)];
    }

    /// <summary>The size of every view for the person and filters of the query; its view, order and page do not matter.</summary>
    public async Task<InboxCounts> Count(InboxQuery query, CancellationToken cancellation)
    {
        var everything = query with { View = InboxView.All, Sort = InboxSort.Due, After = null, Take = CountLimit };
        var rows = new Dictionary<long, InboxRow>();
        var isCapped = false;
        await using var connection = await database.Open(cancellation);
        var sources = Candidate.Of(query.UserId, query.Groups).Select(c => ((Candidate?)c, false));
        foreach (var (candidate, isLent) in (IEnumerable<(Candidate?, bool)>)[(null, false), (null, true), .. sources])
        {
            var found = await connection.List<InboxRow>(Sql(everything, candidate, isLent), Parameters(everything, candidate), cancellation);
            isCapped |= found.Count == CountLimit;
            foreach (var row in found) rows[row.TaskKey] = row;
        }
        return new(
            rows.Count,
            rows.Values.Count(r => r.IsOf(query.UserId)),
            rows.Values.Count(r => !r.IsOf(query.UserId)),
            rows.Values.Count(r => r.DueAt < query.Now),
            rows.Values.Count(r => r.DueAt >= query.Now && r.DueAt < query.EndOfDay),
            rows.Values.Count(r => r.Escalations > 0),
            isCapped);
    }

    /// <param name="isLent">What the person has delegated to others, which stays the person's.</param>
    string Sql(InboxQuery q, Candidate? candidate, bool isLent = false)
    {
        var due = candidate is null ? AssignedDue : CandidateDue;
        var sort = q.Sort switch { InboxSort.Created => Created, InboxSort.Priority => Priority, _ => due };
        return Columns + " " + sort + " AS sort_value" + (candidate is null ? FromAssigned : FromCandidate)
            + Filter.Where(
                (true, "t.state = 'open'"),
                (candidate is null && !isLent, "t.assignee = @UserId"),
                (isLent, "t.owner = @UserId AND t.delegation = 'pending' AND t.assignee <> @UserId"),
                (candidate is not null, "c.kind = @Kind AND c.candidate_id = @CandidateId"),
                (candidate is not null && !q.IncludeTakenByOthers, "t.assignee IS NULL"),
                (candidate is not null && q.IncludeTakenByOthers, "(t.assignee IS NULL OR t.assignee <> @UserId)"),
                (q.View == InboxView.Overdue, due + " < @Now"),
                (q.View == InboxView.DueToday, due + " >= @Now AND " + due + " < @EndOfDay"),
                (q.View == InboxView.Escalated, "t.escalations > 0"),
                (q.HideUntilFollowUp, "(t.follow_up_at IS NULL OR t.follow_up_at <= @Now)"),
                (q.ProcessId is not null, "t.process_id = @ProcessId"),
                (Filter.Anywhere(q.Text) is not null, @"(t.name LIKE @Like ESCAPE '\' OR t.business_key LIKE @Like ESCAPE '\' OR d.name LIKE @Like ESCAPE '\')"),
                (q.After is not null, sort + " >= @AfterValue AND (" + sort + " > @AfterValue OR t.task_key > @AfterKey)"))
            + "\nORDER BY " + (candidate is not null && q.Sort == InboxSort.Due ? "c.due_sort, c.task_key" : sort + ", t.task_key")
            + " " + database.Sql(Slice.Slot);
    }

    static object Parameters(InboxQuery q, Candidate? candidate) => new
    {
        q.UserId, q.Now, q.EndOfDay, q.ProcessId, candidate?.Kind, CandidateId = candidate?.Id, Like = Filter.Anywhere(q.Text),
        AfterValue = q.After?.SortValue, AfterKey = q.After?.TaskKey, Skip = 0, q.Take,
    };
}
