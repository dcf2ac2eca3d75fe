using Bpm.Engine;
using Dapper;

namespace Bpm.Storage;

/// <summary>
/// Messages that were published. Each has a row of the job table with the same key: it is due at once, to hand the message
/// out, and again when the message expires. So a message waits in the database alone, and nothing is lost with a process.
/// </summary>
sealed class MessageStore(Database database, CommitQueue writer)
{
    const int ForgottenAtOnce = 100;

    const string Columns =
        """
        SELECT m.message_key, m.name, m.correlation_key, m.business_key, m.sender, m.payload, m.received_at, m.expires_at, m.remembered_until, m.state, m.deliveries
        """;

    const string One = Columns + " FROM message m WHERE m.message_key = @key";

    // What a subscription may still get, the oldest first.
    const string ForSubscriptionOf = Columns +
        """

        FROM message m
        WHERE m.state = 'waiting' AND m.name = @name AND m.expires_at > @now
          AND (@correlation IS NULL OR m.correlation_key = @correlation)
          AND (m.business_key IS NULL OR m.business_key = @business)
          AND NOT EXISTS (SELECT 1 FROM message_delivery d WHERE d.message_key = m.message_key AND d.process_id = @process)
        ORDER BY m.message_key
        {limit @max}
        """;

    // A message starts a process when no open instance was started by another with its correlation key.
    const string Startable =
        """
        SELECT m.message_key AS MessageKey, s.definition_key AS DefinitionKey, MIN(s.start_event_id) AS StartEventId, d.process_id AS ProcessId
        FROM message m
        JOIN message_start s ON s.message_name = m.name
        JOIN process_definition d ON d.definition_key = s.definition_key
        WHERE m.state = 'waiting' AND (@process IS NULL OR d.process_id = @process) AND (@message IS NULL OR m.message_key = @message)
          AND (m.expires_at > @now OR m.message_key = @message)
          AND d.suspended_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM message_delivery e WHERE e.message_key = m.message_key AND e.process_id = d.process_id)
          AND NOT EXISTS (
            SELECT 1 FROM instance_claim c {current}
            WHERE c.process_id = d.process_id AND c.kind = 'message' AND c.claim_key = m.correlation_key AND m.correlation_key <> '')
        GROUP BY m.message_key, s.definition_key, d.process_id
        ORDER BY m.message_key, s.definition_key
        {limit @max}
        """;

    const string WaitingSubscriptions =
        """
        SELECT s.subscription_key AS SubscriptionKey, s.instance_key AS InstanceKey, s.element_instance_key AS ElementKey, s.correlation_key AS CorrelationKey
        FROM subscription s {current} JOIN process_instance i {current} ON i.instance_key = s.instance_key
        WHERE s.kind = 'message' AND s.name = @name AND (s.correlation_key IS NULL OR s.correlation_key = @correlation) AND i.suspended_at IS NULL
          AND (@business IS NULL OR i.business_key = @business)
          AND NOT EXISTS (SELECT 1 FROM message_delivery d WHERE d.message_key = @message AND d.process_id = i.process_id)
        ORDER BY CASE WHEN s.correlation_key IS NULL THEN 1 ELSE 0 END, s.subscription_key
        {limit @max}
        """;

    const string OpenWith =
        """
        SELECT instance_key AS InstanceKey, definition_key AS DefinitionKey FROM process_instance
        WHERE business_key = @business AND process_id = @process AND state = 'active'
        ORDER BY instance_key
        {limit @max}
        """;

    const string Duplicate =
        "SELECT COUNT(*) FROM message WHERE name = @name AND correlation_key = @correlation AND message_id = @id AND remembered_until > @now";

    const string Forgotten = "SELECT message_key FROM message WHERE forget_at <= @now ORDER BY forget_at {limit @max}";

    // An id that is remembered no more makes room for the next message that has it.
    static readonly Statement ForgetId = new(
        "UPDATE message SET message_id = NULL WHERE name = @name AND correlation_key = @correlation AND message_id = @id AND remembered_until <= @now");

    static readonly Statement EndWaiting = new("UPDATE message SET state = @state, forget_at = @forget_at WHERE message_key = @key");

    static readonly Statement Delete = new("DELETE FROM message WHERE message_key = @key");

    static readonly Statement DeleteDeliveries = new("DELETE FROM message_delivery WHERE message_key = @key");

    /// <summary>Stores a message and the job that hands it out, unless it is a duplicate; and notes the request that asks for it.</summary>
    public async Task<PublishResult> Publish(NewMessage message, RequestClaim? request, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await writer.Write(session => Store(session, message, request), ct);
            }
            // Another node has stored the same id at the same moment: now it can be seen.
            catch (System.Data.Common.DbException e) when (database.Dialect.IsUniqueViolation(e) && attempt < 3)
            {
                ct.ThrowIfCancellationRequested();
            }
        }
    }

    public async Task<StoredMessage?> Find(long key, CancellationToken ct) => (await Messages(One, new { key }, ct)).FirstOrDefault();

    /// <summary>The oldest message that waits for a subscription like this.</summary>
    public async Task<StoredMessage?> Next(string name, string? correlation, string? business, string process, DateTimeOffset now, CancellationToken ct) =>
        (await Messages(ForSubscriptionOf, new { name, correlation, business, process, now = now.ToUnixTimeMilliseconds(), max = 1 }, ct)).FirstOrDefault();

    /// <summary>The next start of a process by a message: of one process, or by one message.</summary>
    public async Task<MessageStartWish?> NextStart(string? process, long? message, DateTimeOffset now, CancellationToken ct) =>
        await Many<MessageStartWish>(Startable, new { process, message, now = now.ToUnixTimeMilliseconds(), max = 1 }, ct) is [var first] ? first : null;

    /// <summary>Who waits for a published message, of the processes that have not had it.</summary>
    public async Task<Receiver?> NextReceiver(StoredMessage message, CancellationToken ct) => await Many<Receiver>(
        WaitingSubscriptions,
        new { name = message.Name, correlation = message.CorrelationKey ?? "", business = message.BusinessKey, message = message.Key, max = 1 }, ct) is [var first] ? first : null;

    /// <summary>The open instance of a process with this business key; the oldest, if there are several.</summary>
    public async Task<(long InstanceKey, long DefinitionKey)?> OpenInstance(string process, string business, CancellationToken ct) =>
        (await Many<OpenRow>(OpenWith, new { process, business, max = 1 }, ct)) is [var first] ? (first.InstanceKey, first.DefinitionKey) : null;

    /// <summary>
    /// The message's time is up: with <paramref name="forgetAt"/> it stays to be seen until then, else its row goes. Its job goes with it.
    /// </summary>
    public Task<bool> End(JobLock held, string state, DateTimeOffset? forgetAt, CancellationToken ct) => writer.Write(
        async session =>
        {
            if (await session.Run(StepStatements.DeleteLockedJob.With(held.JobKey, held.Owner, held.Attempt)) == 0)
            {
                return false;
            }

            if (forgetAt is null)
            {
                await session.Run(Delete.With(held.JobKey));
                await session.Run(DeleteDeliveries.With(held.JobKey));
            }
            else
            {
                await session.Run(EndWaiting.With(state, forgetAt, held.JobKey));
            }

            return true;
        },
        ct);

    /// <summary>A message that an instance sent has reached nobody: its job goes, and the message stays to be seen.</summary>
    public Task<bool> Miss(JobLock held, NewMessage message, AuditEntry audit, DateTimeOffset forgetAt, CancellationToken ct) => writer.Write(
        async session =>
        {
            if (await session.Run(StepStatements.DeleteLockedJob.With(held.JobKey, held.Owner, held.Attempt)) == 0)
            {
                return false;
            }

            await Forget(session, message.At);
            await session.Run(message.ToExpired(forgetAt));
            await session.Run(AuditStore.Row(audit));
            return true;
        },
        ct);

    /// <summary>The process does not get the message, and this is noted.</summary>
    public Task<bool> Withhold(long key, string process, AuditEntry audit, CancellationToken ct) => writer.Write(
        async session =>
        {
            await session.Run(MessageStatements.NoteDelivery.With(key, process, 0, audit.At));
            await session.Run(AuditStore.Row(audit));
            return true;
        },
        ct);

    async ValueTask<PublishResult> Store(WriteSession session, NewMessage message, RequestClaim? request)
    {
        await Forget(session, message.At);
        var (now, correlation) = (message.At, message.CorrelationKey ?? "");
        if (message.MessageId is { } id)
        {
            var duplicates = await session.Connection.ExecuteScalarAsync<long>(
                Duplicate, new { name = message.Name, correlation, id, now = now.ToUnixTimeMilliseconds() }, session.Transaction);
            if (duplicates > 0)
            {
                return PublishResult.Duplicate;
            }

            await session.Run(ForgetId.With(message.Name, correlation, id, now));
        }

        if (request is not null && await session.Run(request.NotedOn(message.Key)) == 0)
        {
            return PublishResult.RequestTaken;
        }

        await session.Run(message.ToRow(StoredMessage.Waiting, null));
        await session.Run(StepStatements.InsertOutbox.With(
            message.Key, 0, 0, 0, "", StoredName.Of(WorkKind.Message), now, 1, now,
            HistoryJson.Write([message.ToEvent() with { Variables = VariableSet.Empty }], 0, now)));
        return PublishResult.Stored;
    }

    /// <summary>Old rows go a few at a time, as new ones come.</summary>
    async Task Forget(WriteSession session, DateTimeOffset now)
    {
        var forgotten = await session.Connection.QueryAsync<long>(
            database.Sql(Forgotten), new { now = now.ToUnixTimeMilliseconds(), max = ForgottenAtOnce }, session.Transaction);
        foreach (var key in forgotten.AsList())
        {
            await session.Run(Delete.With(key));
            await session.Run(DeleteDeliveries.With(key));
        }
    }

    async Task<IEnumerable<StoredMessage>> Messages(string sql, object parameters, CancellationToken ct) =>
        (await Many<MessageRow>(sql, parameters, ct)).Select(r => r.ToMessage());

    async Task<IReadOnlyList<T>> Many<T>(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return (await connection.QueryAsync<T>(new CommandDefinition(database.Sql(sql), parameters, cancellationToken: ct))).AsList();
    }

    sealed class OpenRow
    {
        public long InstanceKey { get; init; }
        public long DefinitionKey { get; init; }
    }
}

enum PublishResult { Stored, Duplicate, RequestTaken }

/// <summary>A message may start an instance of this definition at this event.</summary>
sealed class MessageStartWish
{
    public long MessageKey { get; init; }
    public long DefinitionKey { get; init; }
    public string StartEventId { get; init; } = "";
    public string ProcessId { get; init; } = "";
}
