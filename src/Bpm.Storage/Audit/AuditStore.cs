using Dapper;

namespace Bpm.Storage;

/// <summary>What someone did that concerns no instance, such as a sign-in, a deployment or a new user.</summary>
/// <param name="Detail">JSON.</param>
sealed record AuditEntry(DateTimeOffset At, string? Actor, string Action, string Detail = "{}");

/// <summary>Audit rows of their own; those of instance commands are written with the step, and others with what they tell of.</summary>
sealed class AuditStore(Database database, CommitQueue writer)
{
    const string Newest = "SELECT COALESCE(MAX(audit_key), 0) FROM audit";

    public Task Add(AuditEntry entry, CancellationToken ct) => writer.Write(session => session.Run(Row(entry)), ct);

    /// <summary>The key of the newest row, from which a node starts to watch what others do.</summary>
    public async Task<long> NewestKey(CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(Newest, cancellationToken: ct));
    }

    public static RowChange Row(AuditEntry entry) => StepStatements.InsertAudit.With(
        entry.At, entry.Actor, entry.Action, default(long?), default(long?), default(long?), entry.Detail);
}
