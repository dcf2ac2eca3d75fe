namespace Bpm.Storage;

/// <summary>How much each person has to do.</summary>
public sealed class Workload(Database database)
{
    const string OpenByAssignee = """
        SELECT t.assignee, COUNT(*) AS open_tasks FROM user_task t
        WHERE t.state = 'open' AND t.assignee IS NOT NULL
        GROUP BY t.assignee
        """;

    /// <summary>Open tasks by assignee; who has none is missing.</summary>
    public async Task<IReadOnlyDictionary<string, int>> OpenTasks(CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        var rows = await connection.List<Load>(OpenByAssignee, null, cancellation);
        return rows.ToDictionary(r => r.Assignee, r => r.OpenTasks);
    }

    sealed record Load
    {
        public required string Assignee { get; init; }
        public required int OpenTasks { get; init; }
    }
}
