using System.Text;
using System.Text.Json;
using Bpm.Engine;
using Bpm.Storage;
using Dapper;

namespace Bpm.Crash.Tests.Support;

/// <summary>What a stopped product left in its data folder, held against what its clients were told.</summary>
sealed class Aftermath(string data)
{
    readonly Database _database = new(new DatabaseOptions(DatabaseKind.Sqlite, $"Data Source={Path.Combine(data, "bpm.db")}"));

    /// <summary>Nothing lost, nothing doubled, nothing stuck.</summary>
    public async Task Holds(IReadOnlyCollection<Story> stories)
    {
        await using var connection = await _database.Open(CancellationToken.None);
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM process_instance WHERE state = 'active' AND business_key LIKE 'K-%'"));
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM incident"));

        var ledger = File.ReadAllLines(Path.Combine(data, "ledger.jsonl"));
        foreach (var story in stories)
        {
            // The whole row set of one invoice: one instance, each step once.
            var keys = (await connection.QueryAsync<long>("SELECT instance_key FROM process_instance WHERE business_key = @number", new { number = story.Number })).ToArray();
            var key = Assert.Single(keys);
            var steps = (await connection.QueryAsync<(string, string, long)>(
                "SELECT element_id, outcome, COUNT(*) FROM element_instance WHERE instance_key = @key GROUP BY element_id, outcome ORDER BY 1, 2", new { key })).ToArray();
            Assert.Equal(
                [
                    ("approvalDecision", "completed", 1L), ("approveInvoice", "completed", 1), ("approversNeeded", "completed", 1), ("archiveInvoice", "completed", 1),
                    ("bookInvoice", "completed", 1), ("bookingEntry", "completed", 1), ("checkEntry", "completed", 1), ("checkInvoice", "completed", 1),
                    ("checkResult", "completed", 1), ("invoiceArchived", "completed", 1), ("invoiceReceived", "completed", 1), ("setTerms", "completed", 1),
                ],
                steps);
            foreach (var (elementId, taskId) in story.Completed)
            {
                var by = await connection.QuerySingleAsync<string>(
                    "SELECT ended_by FROM user_task WHERE task_key = @task AND state = 'completed'", new { task = long.Parse(taskId, System.Globalization.CultureInfo.InvariantCulture) });
                Assert.Equal(elementId == "checkInvoice" ? "anna" : story.Approver, by);
            }
            var escalations = (await connection.QueryAsync<string>("SELECT outcome FROM escalation WHERE instance_key = @key AND recipient_id = 'mark'", new { key })).ToArray();
            Assert.Equal(story.Approver == "mark" ? ["takenOver"] : [], escalations);
            Assert.Equal(0, await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM job WHERE instance_key = @key", new { key }));
            Assert.Single(ledger, line => JsonDocument.Parse(line).RootElement.ToString().Contains($"\"{story.Number}\"", StringComparison.Ordinal));
            Assert.True(File.Exists(Path.Combine(data, "archive", $"{key}.json")));
            await AuditGivesTheSnapshot(key);
        }
    }

    async Task AuditGivesTheSnapshot(long key)
    {
        await using var connection = await _database.Open(CancellationToken.None);
        var rows = (await connection.QueryAsync<(long Version, long At, string Detail)>(
            "SELECT instance_version, at, detail FROM audit WHERE instance_key = @key ORDER BY audit_key", new { key })).ToArray();
        Assert.Equal(Enumerable.Range(1, rows.Length).Select(n => (long)n), rows.Select(r => r.Version));

        var replayed = new ProcessInstance(key);
        foreach (var row in rows)
            foreach (var happened in HistoryJson.Read(Encoding.UTF8.GetBytes(row.Detail), key, DateTimeOffset.FromUnixTimeMilliseconds(row.At)))
                replayed.Apply(happened);
        var snapshot = await connection.QuerySingleAsync<string>("SELECT snapshot FROM process_instance WHERE instance_key = @key", new { key });
        Assert.Equal(snapshot, Encoding.UTF8.GetString(SnapshotJson.Write(replayed.ToSnapshot(part: 0))));
    }
}
