namespace Bpm.Storage;

/// <summary>Who has to do with a process instance: who started it, who has or had its tasks, and who may take them.</summary>
public sealed class Participation(Database database)
{
    const string PartOf = """
        SELECT i.instance_key FROM process_instance i WHERE i.instance_key = @Key AND i.started_by = @UserId
        UNION ALL
        SELECT t.instance_key FROM user_task t
        WHERE t.task_key > @Key AND t.task_key <= @Last AND (t.assignee = @UserId OR t.ended_by = @UserId OR t.owner = @UserId)
        """;

    const string CandidatesOf = "SELECT DISTINCT c.kind, c.candidate_id AS id FROM task_candidate c WHERE c.task_key > @Key AND c.task_key <= @Last";

    public async Task<bool> Has(long instanceKey, string userId, IReadOnlyCollection<string> groups, CancellationToken cancellation)
    {
        var parameters = new { Key = instanceKey, Last = KeyRange.LastOf(instanceKey), UserId = userId };
        await using var connection = await database.Open(cancellation);
        if ((await connection.List<long>(PartOf, parameters, cancellation)).Count > 0) return true;
        return (await connection.List<Candidate>(CandidatesOf, parameters, cancellation))
            .Any(c => c.Kind == Candidate.Group ? groups.Contains(c.Id) : c.Id == userId);
    }
}
