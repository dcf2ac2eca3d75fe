using Dapper;

namespace Bpm.Storage;

/// <summary>Which versions of processes are suspended, and which of their instances.</summary>
sealed class SuspensionStore(Database database, CommitQueue writer, KeySource keys)
{
    const string Suspended =
        """
        SELECT definition_key AS DefinitionKey, suspended_at AS SuspendedAt, suspended_by AS SuspendedBy, suspended_reason AS Reason
        FROM process_definition WHERE suspended_at IS NOT NULL
        """;

    const string Matching =
        """
        SELECT definition_key FROM process_definition
        WHERE (@definition IS NULL OR definition_key = @definition) AND (@process IS NULL OR process_id = @process)
        ORDER BY definition_key
        """;

    const string Running =
        """
        SELECT instance_key FROM process_instance
        WHERE state = 'active' AND instance_key > @after
          AND (@definition IS NULL OR definition_key = @definition) AND (@process IS NULL OR process_id = @process)
          AND CASE WHEN suspended_at IS NULL THEN 0 ELSE 1 END = @suspended
        ORDER BY instance_key
        {limit @max}
        """;

    static readonly Statement Note = new(
        "UPDATE process_definition SET suspended_at = @at, suspended_by = @by, suspended_reason = @reason WHERE definition_key = @key AND suspended_at IS NULL");

    static readonly Statement Forget = new(
        "UPDATE process_definition SET suspended_at = NULL, suspended_by = NULL, suspended_reason = NULL WHERE definition_key = @key AND suspended_at IS NOT NULL");

    static readonly Statement Hold = new(
        """
        UPDATE job SET suspended = 1
        WHERE job_key = @key AND EXISTS (SELECT 1 FROM process_definition d WHERE d.definition_key = job.definition_key AND d.suspended_at IS NOT NULL)
        """);

    static readonly Statement StartTimers = new("UPDATE job SET suspended = @suspended WHERE definition_key = @key AND instance_key = 0 AND payload IS NULL");

    /// <summary>A timer of a suspended version waits with it; false when the version is not suspended.</summary>
    public Task<bool> HoldStart(long jobKey, CancellationToken ct) => writer.Write(async session => await session.Run(Hold.With(jobKey)) == 1, ct);

    /// <summary>All versions that are suspended; as a rule there are none or few.</summary>
    public async Task<IReadOnlyList<SuspendedVersion>> All(CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return [.. await connection.QueryAsync<SuspendedVersion>(new CommandDefinition(Suspended, cancellationToken: ct))];
    }

    public async Task<IReadOnlyList<long>> Versions(VersionChoice choice, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return [.. await connection.QueryAsync<long>(new CommandDefinition(
            Matching, new { definition = choice.DefinitionKey, process = choice.ProcessId }, cancellationToken: ct))];
    }

    /// <summary>The next running instances of the versions, by key, that are suspended or are not.</summary>
    public async Task<IReadOnlyList<long>> Instances(VersionChoice choice, bool suspended, long after, int max, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return [.. await connection.QueryAsync<long>(new CommandDefinition(
            database.Sql(Running),
            new { definition = choice.DefinitionKey, process = choice.ProcessId, suspended = suspended ? 1 : 0, after, max }, cancellationToken: ct))];
    }

    /// <summary>Suspends versions with the timers that start them, in one transaction with the note of it; those that are keep their reason.</summary>
    public Task Suspend(IReadOnlyList<long> versions, string? reason, AuditEntry audit, CancellationToken ct) => writer.Write(
        async session =>
        {
            foreach (var key in versions)
            {
                await session.Run(Note.With(audit.At, audit.Actor, reason, key));
                await session.Run(StartTimers.With(1, key));
            }

            await session.Run(AuditStore.Row(audit));
            return true;
        },
        ct);

    /// <summary>Activates them; messages that waited for that are looked for.</summary>
    public async Task Activate(IReadOnlyList<long> versions, AuditEntry audit, CancellationToken ct)
    {
        List<(long Version, long Look)> all = [];
        foreach (var version in versions) all.Add((version, await keys.NextKey(ct)));
        await writer.Write(
            async session =>
            {
                foreach (var (version, look) in all)
                {
                    if (await session.Run(Forget.With(version)) == 1)
                    {
                        await session.Run(StartTimers.With(0, version));
                        await session.Run(MessageStatements.LookForStarts.With(look, version, audit.At, MessageStatements.AnyStart(audit.At)));
                    }
                }

                await session.Run(AuditStore.Row(audit));
                return true;
            },
            ct);
    }
}

/// <summary>One version of a process, or all of it.</summary>
sealed record VersionChoice(long? DefinitionKey = null, string? ProcessId = null);

sealed record SuspendedVersion
{
    public long DefinitionKey { get; init; }
    public long SuspendedAt { get; init; }
    public string? SuspendedBy { get; init; }
    public string? Reason { get; init; }

    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(SuspendedAt);
}
