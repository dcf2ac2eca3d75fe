using System.Diagnostics;
using Dapper;

namespace Bpm.Storage;

/// <summary>
/// Hands out due jobs, each to one owner at a time. A claim selects candidates and then updates each behind a guard; who
/// touches the row has the job, on both databases and with any number of nodes. A lock that runs out makes the job due
/// again, so a node that dies loses nothing; its late answer is refused by the lock guard of the commit, which compares
/// the owner and the attempt that the claim counted.
/// </summary>
sealed class WorkQueue(Database database, CommitQueue writer)
{
    const string Columns =
        """
        job_key, instance_key, definition_key, element_instance_key, element_id, kind, type, due_at, retries, priority,
        lock_owner, locked_until, created_at, attempts, last_error, repeats_left, repeat_every, payload, progress
        """;

    const string DueOwn =
        "SELECT " + Columns + " FROM job {claim} WHERE retries > 0 AND type IS NULL AND suspended = 0 AND due_at <= @now AND locked_until <= @now ORDER BY due_at {limit @max}";

    // The sum keeps the database from the index by instant: it is to walk the one by urgency and stop at the limit.
    const string IsDueOfTopic = " WHERE retries > 0 AND type = @topic AND suspended = 0 AND due_at + 0 <= @now AND locked_until <= @now";

    const string DueOfTopic = "SELECT " + Columns + " FROM job {claim}" + IsDueOfTopic;

    const string ByUrgency = " ORDER BY priority DESC, due_at {limit @max}";

    const string ByDue = " ORDER BY due_at {limit @max}";

    // No index is kept for these, which few workers ask for: the due jobs of the topic are sorted.
    const string ByUrgencyOldest = " ORDER BY priority DESC, created_at, job_key {limit @max}";

    const string ByUrgencyNewest = " ORDER BY priority DESC, created_at DESC, job_key DESC {limit @max}";

    const string Oldest = " ORDER BY created_at, job_key {limit @max}";

    const string Newest = " ORDER BY created_at DESC, job_key DESC {limit @max}";

    const string CountOfTopic = "SELECT COUNT(*) FROM (SELECT job_key FROM job" + IsDueOfTopic + ByUrgency + ") due";

    const string NextOwn =
        "SELECT due_at FROM job WHERE retries > 0 AND type IS NULL AND suspended = 0 AND lock_owner IS NULL ORDER BY due_at {limit @max}";

    const string NextOfTopic =
        "SELECT due_at FROM job WHERE retries > 0 AND type = @topic AND suspended = 0 AND lock_owner IS NULL ORDER BY due_at {limit @max}";

    const string NextExpiryOwn =
        "SELECT MIN(locked_until) FROM job WHERE lock_owner IS NOT NULL AND retries > 0 AND type IS NULL AND suspended = 0";

    const string NextExpiryOfTopic =
        "SELECT MIN(locked_until) FROM job WHERE lock_owner IS NOT NULL AND retries > 0 AND type = @topic AND suspended = 0";

    const string LockOwners = "SELECT DISTINCT lock_owner FROM job WHERE lock_owner IS NOT NULL";

    const string One = "SELECT " + Columns + " FROM job WHERE job_key = @key";

    static readonly Statement TakeOne = new(
        """
        UPDATE job SET lock_owner = @owner, locked_until = @until, attempts = attempts + 1
        WHERE job_key = @key AND locked_until <= @now AND retries > 0 AND suspended = 0
        """);

    static readonly Statement Extend = new(
        "UPDATE job SET locked_until = @until WHERE job_key = @key AND lock_owner = @owner AND (@attempt IS NULL OR attempts = @attempt)");

    static readonly Statement Release = new(
        "UPDATE job SET lock_owner = NULL, locked_until = 0 WHERE job_key = @key AND lock_owner = @owner AND (@attempt IS NULL OR attempts = @attempt)");

    static readonly Statement ReleaseOwner = new("UPDATE job SET lock_owner = NULL, locked_until = 0 WHERE lock_owner = @owner");

    static readonly Statement Postpone = new(
        """
        UPDATE job SET due_at = @due_at, retries = @retries, last_error = @error, lock_owner = NULL, locked_until = 0
        WHERE job_key = @key AND lock_owner = @owner AND (@attempt IS NULL OR attempts = @attempt)
        """);

    /// <summary>
    /// Locks due jobs: own ones longest due first, then those of topics in the order that the claim wants; fewer than asked for
    /// when there are no more.
    /// </summary>
    public Task<IReadOnlyList<DueJob>> ClaimDue(JobClaim claim, CancellationToken ct) =>
        writer.Write<IReadOnlyList<DueJob>>(
            async session =>
            {
                List<DueJob> claimed = [];
                if (claim.Jobs.OwnJobs)
                {
                    await Take(session, claim, await Due(session, claim, DueOwn, new DynamicParameters()), claimed);
                }

                if (claim.Jobs.Topics.Count > 0)
                {
                    List<JobRow> due = [];
                    foreach (var topic in claim.Jobs.Topics)
                    {
                        due.AddRange(await DueOf(session, claim, topic));
                    }

                    await Take(session, claim, Sorted(due, claim.Order), claimed);
                }

                return claimed;
            },
            ct);

    /// <summary>Locks one job whether it is due or not; null when it is gone, has no retries or another works on it.</summary>
    public Task<DueJob?> Claim(JobLock wanted, DateTimeOffset now, DateTimeOffset lockUntil, CancellationToken ct) =>
        writer.Write(
            async session =>
            {
                var isTaken = await session.Run(TakeOne.With(wanted.Owner, lockUntil, wanted.JobKey, now)) == 1;
                return isTaken ? await Read(session, wanted.JobKey) : null;
            },
            ct);

    /// <summary>How many jobs of a topic could be claimed now, counted up to a number.</summary>
    public async Task<int> CountDue(string topic, DateTimeOffset now, int atMost, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            database.Sql(CountOfTopic), new { topic, now = now.ToUnixTimeMilliseconds(), max = atMost }, cancellationToken: ct));
    }

    public async Task<DueJob?> Find(long jobKey, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var row = await connection.QuerySingleOrDefaultAsync<JobRow>(new CommandDefinition(One, new { key = jobKey }, cancellationToken: ct));
        return row?.ToJob();
    }

    /// <summary>When there will be something to claim: the earliest due instant or the earliest end of a lock; null for never.</summary>
    public async Task<DateTimeOffset?> NextDue(JobSelection jobs, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        long? next = null;
        if (jobs.OwnJobs)
        {
            await Earliest(NextOwn, null);
            await Earliest(NextExpiryOwn, null);
        }

        foreach (var topic in jobs.Topics)
        {
            await Earliest(NextOfTopic, topic);
            await Earliest(NextExpiryOfTopic, topic);
        }

        return next is { } instant ? DateTimeOffset.FromUnixTimeMilliseconds(instant) : null;

        async Task Earliest(string sql, string? topic)
        {
            var found = await connection.ExecuteScalarAsync<long?>(
                new CommandDefinition(database.Sql(sql), new { topic, max = 1 }, cancellationToken: ct));
            next = found < next || next is null ? found ?? next : next;
        }
    }

    /// <summary>False when the lock is no longer the owner's.</summary>
    public Task<bool> ExtendLock(JobLock held, DateTimeOffset until, CancellationToken ct) =>
        Guarded(Extend.With(until, held.JobKey, held.Owner, held.Attempt), ct);

    /// <summary>Gives the job back, to be claimed again at once.</summary>
    public Task<bool> Unlock(JobLock held, CancellationToken ct) => Guarded(Release.With(held.JobKey, held.Owner, held.Attempt), ct);

    /// <summary>Everybody who holds a lock, whether it has run out or not.</summary>
    public async Task<IReadOnlyList<string>> Owners(CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(LockOwners, cancellationToken: ct))];
    }

    /// <summary>Gives back all that an owner holds, as its process ends; the number of jobs.</summary>
    public Task<int> ReleaseAll(string owner, CancellationToken ct) => writer.Write(session => session.Run(ReleaseOwner.With(owner)), ct);

    /// <summary>Puts off a job that belongs to no instance (a start timer) after a failure; with no retries left it rests.</summary>
    public Task<bool> Defer(JobLock held, DateTimeOffset dueAt, int retriesLeft, string error, CancellationToken ct) =>
        Guarded(Postpone.With(dueAt, retriesLeft, error, held.JobKey, held.Owner, held.Attempt), ct);

    Task<IEnumerable<JobRow>> DueOf(WriteSession session, JobClaim claim, string topic)
    {
        var parameters = new DynamicParameters(new { topic });
        var only = claim.Only.GetValueOrDefault(topic, WorkRestriction.None).Conditions(parameters);
        return Due(session, claim, string.Join(" AND ", only.Prepend(DueOfTopic)) + OrderBy(claim.Order), parameters);
    }

    static string OrderBy(WorkOrder order) => order switch
    {
        (true, WorkAge.LongestDue) => ByUrgency,
        (true, WorkAge.Oldest) => ByUrgencyOldest,
        (true, WorkAge.Newest) => ByUrgencyNewest,
        (false, WorkAge.LongestDue) => ByDue,
        (false, WorkAge.Oldest) => Oldest,
        (false, WorkAge.Newest) => Newest,
        _ => throw new UnreachableException(),
    };

    /// <summary>The jobs of several topics in the order in which each topic's were read.</summary>
    static IEnumerable<JobRow> Sorted(List<JobRow> due, WorkOrder order)
    {
        var urgent = due.OrderByDescending(r => order.ByPriority ? r.Priority : 0);
        return order.By switch
        {
            WorkAge.Oldest => urgent.ThenBy(r => r.Created_At).ThenBy(r => r.Job_Key),
            WorkAge.Newest => urgent.ThenByDescending(r => r.Created_At).ThenByDescending(r => r.Job_Key),
            _ => urgent.ThenBy(r => r.Due_At),
        };
    }

    async Task<IEnumerable<JobRow>> Due(WriteSession session, JobClaim claim, string sql, DynamicParameters parameters)
    {
        parameters.AddDynamicParams(new { now = claim.Now.ToUnixTimeMilliseconds(), max = claim.Max + claim.Except.Count });
        return await session.Connection.QueryAsync<JobRow>(database.Sql(sql), parameters, session.Transaction);
    }

    static async Task Take(WriteSession session, JobClaim claim, IEnumerable<JobRow> candidates, List<DueJob> claimed)
    {
        var now = claim.Now.ToUnixTimeMilliseconds();
        foreach (var row in candidates.Where(r => !claim.Except.Contains(r.Job_Key)))
        {
            if (claimed.Count == claim.Max)
            {
                return;
            }

            var until = row.Type is null ? claim.LockUntil : claim.LockUntilOf.GetValueOrDefault(row.Type, claim.LockUntil);
            if (await session.Run(TakeOne.With(claim.Owner, until, row.Job_Key, now)) == 1)
            {
                var job = row.ToJob();
                claimed.Add(job with { LockOwner = claim.Owner, LockedUntil = until, Attempts = job.Attempts + 1 });
            }
        }
    }

    static async Task<DueJob?> Read(WriteSession session, long jobKey)
    {
        var row = await session.Connection.QuerySingleOrDefaultAsync<JobRow>(One, new { key = jobKey }, session.Transaction);
        return row?.ToJob();
    }

    Task<bool> Guarded(RowChange change, CancellationToken ct) => writer.Write(async session => await session.Run(change) == 1, ct);
}
