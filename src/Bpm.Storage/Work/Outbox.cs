using Bpm.Engine;
using Dapper;

namespace Bpm.Storage;

/// <summary>
/// What becomes of rows that instances have sent when no receiver's step ends them; that one is
/// <see cref="JobLock.Delivery"/>.
/// </summary>
sealed class Outbox(Database database, CommitQueue writer)
{
    const string Earlier =
        """
        SELECT due_at AS DueAt, waits_for AS WaitsFor FROM job
        WHERE job_key > @instance AND job_key < @key AND kind = 'answer' AND retries > 0
        ORDER BY due_at
        {limit @max}
        """;

    const string OpenCalls =
        "SELECT MIN(lock_owner) FROM job WHERE job_key > @instance AND job_key <= @last AND kind = 'call' AND element_instance_key = @caller";

    static readonly Statement DeleteCall = new(
        """
        DELETE FROM job
        WHERE job_key > @instance AND job_key <= @last AND kind = 'call' AND element_instance_key = @caller AND locked_until <= @now
        """);

    static readonly Statement Put = new(
        """
        UPDATE job SET due_at = @due_at, lock_owner = NULL, locked_until = 0
        WHERE job_key = @key AND lock_owner = @owner AND (@attempt IS NULL OR attempts = @attempt)
        """);

    static readonly Statement KeepHeld = new(
        """
        INSERT INTO job
            (job_key, instance_key, definition_key, element_instance_key, element_id, kind, due_at, retries, priority,
             lock_owner, locked_until, created_at, attempts, repeats_left, payload)
        VALUES (@key, 0, 0, 0, '', @kind, @due_at, @retries, 0, @owner, @until, @created_at, 1, 0, @payload)
        """);

    // A write, not a read: it holds the instance's row until the commit, so that nobody activates it in between and wakes nobody.
    static readonly Statement HoldSuspended = new(
        "UPDATE process_instance SET suspended_at = suspended_at WHERE instance_key = @instance AND suspended_at IS NOT NULL");

    static readonly Statement PutAside = new(
        """
        UPDATE job SET suspended = 1, waits_for = @instance, lock_owner = NULL, locked_until = 0
        WHERE job_key = @key AND lock_owner = @owner AND (@attempt IS NULL OR attempts = @attempt)
        """);

    static readonly Statement NewAttempts = new(
        "UPDATE job SET due_at = @due_at, retries = @retries WHERE job_key = @key AND payload IS NOT NULL AND locked_until <= @now");

    /// <summary>
    /// Keeps a signal that comes from outside until everybody has had it. It is held already by the one who hands it out; if
    /// that dies over it, another goes on when the lock has run out.
    /// </summary>
    public Task<DueJob> Keep(SignalThrown thrown, JobLock held, DateTimeOffset lockedUntil, CancellationToken ct) => writer.Write(
        async session =>
        {
            await session.Run(KeepHeld.With(
                held.JobKey, StoredName.Of(WorkKind.Signal), thrown.At, Job.DefaultRetries, held.Owner, lockedUntil, thrown.At, HistoryJson.Write([thrown], 0, thrown.At)));
            return new DueJob(
                held.JobKey, 0, 0, 0, "", WorkKind.Signal, null, thrown.At, Job.DefaultRetries, 0, held.Owner, lockedUntil, thrown.At, 1, null, 0, null)
            { Sent = thrown };
        },
        ct);

    /// <summary>Nobody is left who should have it; with an audit row where that is worth knowing.</summary>
    public Task<bool> Finish(JobLock held, AuditEntry? audit, CancellationToken ct) => writer.Write(
        async session =>
        {
            var isMine = await session.Run(StepStatements.DeleteLockedJob.With(held.JobKey, held.Owner, held.Attempt)) == 1;
            if (isMine && audit is not null)
            {
                await session.Run(AuditStore.Row(audit));
            }

            return isMine;
        },
        ct);

    /// <summary>Gives the row back for a later instant; no attempt is used up.</summary>
    public Task<bool> PutBack(JobLock held, DateTimeOffset dueAt, CancellationToken ct) =>
        writer.Write(async session => await session.Run(Put.With(dueAt, held.JobKey, held.Owner, held.Attempt)) == 1, ct);

    /// <summary>Gives a row that has used up its attempts new ones; false when there is no such row.</summary>
    public Task<bool> Retry(long key, int retries, DateTimeOffset now, CancellationToken ct) =>
        writer.Write(async session => await session.Run(NewAttempts.With(now, retries, key, now)) == 1, ct);

    /// <summary>
    /// Takes back a call that nobody has begun to carry out. Else says who is at it now: what comes of that is known later.
    /// </summary>
    public Task<string?> WithdrawCall(long callerKey, DateTimeOffset now, CancellationToken ct) => writer.Write(
        async session =>
        {
            var instance = InstanceKey.Of(callerKey);
            var last = KeyRange.LastOf(instance);
            await session.Run(DeleteCall.With(instance, last, callerKey, now));
            return await session.Connection.ExecuteScalarAsync<string?>(OpenCalls, new { instance, last, caller = callerKey }, session.Transaction);
        },
        ct);

    /// <summary>An earlier answer of the same instance, which has to be delivered first; null when there is none.</summary>
    public async Task<EarlierAnswer?> EarlierAnswer(long key, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var row = await connection.QueryFirstOrDefaultAsync<AnswerRow>(
            new CommandDefinition(database.Sql(Earlier), new { instance = InstanceKey.Of(key), key, max = 1 }, cancellationToken: ct));
        return row is null ? null : new(DateTimeOffset.FromUnixTimeMilliseconds(row.DueAt), row.WaitsFor is not null);
    }

    /// <summary>
    /// The receiver is suspended: the row waits until it is activated, which no instant tells. False when it has been by now.
    /// </summary>
    public Task<bool> Park(JobLock held, long instanceKey, CancellationToken ct) => writer.Write(
        async session => await session.Run(HoldSuspended.With(instanceKey)) == 1
            && await session.Run(PutAside.With(instanceKey, held.JobKey, held.Owner, held.Attempt)) == 1,
        ct);

    sealed class AnswerRow
    {
        public long DueAt { get; init; }
        public long? WaitsFor { get; init; }
    }
}

/// <param name="IsParked">Whether it waits for its suspended receiver.</param>
sealed record EarlierAnswer(DateTimeOffset DueAt, bool IsParked);
