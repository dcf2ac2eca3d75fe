using Dapper;

namespace Bpm.Storage.Tests;

/// <summary>A table that a later migration adds and that tells of an instance must be emptied with it.</summary>
public sealed class InstanceRemovalTests() : StorageContract(new SqliteTestDatabase())
{
    /// <summary>Tables that tell of instances and stay, with the reason.</summary>
    static readonly Dictionary<string, string> Kept = new()
    {
        ["job"] = "what an instance has sent is delivered without it",
        ["message_delivery"] = "a process takes a message once, whatever becomes of its instances",
        ["instance_claim"] = "an ended instance has none",
    };

    [Fact]
    public async Task Every_table_that_tells_of_an_instance_is_emptied_or_named()
    {
        await using var connection = await Database.Open(Ct);
        var telling = (await connection.QueryAsync<string>("""
            SELECT DISTINCT t.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
            WHERE t.type = 'table' AND c.name IN ('instance_key', 'task_key', 'element_instance_key', 'job_key', 'scope_key', 'loop_key', 'subject_key')
            """)).Except(Kept.Keys).Order(StringComparer.Ordinal);

        var emptied = Statements.Shared.Where(s => s.Name.StartsWith(nameof(InstanceRemoval) + ".", StringComparison.Ordinal) && s.Sql.StartsWith("DELETE FROM ", StringComparison.Ordinal))
            .Select(s => s.Sql.Split(' ')[2]).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(telling, emptied);
    }
}
