namespace Bpm.Storage;

/// <summary>How much was done in a span of time.</summary>
public sealed class Figures(Database database)
{
    const string RootInstances = "SELECT COUNT(*) FROM process_instance i WHERE i.caller_key IS NULL";
    const string Elements = "SELECT COUNT(*) FROM element_instance e WHERE (e.role IS NULL OR e.role <> 'loop')";
    const string EndedElements = "SELECT COUNT(*) FROM element_instance e WHERE e.ended_at IS NOT NULL AND (e.role IS NULL OR e.role <> 'loop')";
    const string Decisions = "SELECT COUNT(*) FROM decision_evaluation x WHERE x.decision_key > 0";
    const string Workers = "SELECT COUNT(DISTINCT t.assignee) FROM user_task t WHERE t.assignee IS NOT NULL";
    const string Incidents = "SELECT COUNT(*) FROM incident n WHERE n.incident_key > 0";

    /// <param name="from">From this instant on.</param>
    /// <param name="before">Before this instant.</param>
    public async Task<int> Count(Figure figure, DateTimeOffset? from, DateTimeOffset? before, CancellationToken cancellation)
    {
        var (sql, since, until) = figure switch
        {
            Figure.RootInstancesStarted => (RootInstances, "\n  AND i.started_at >= @from", "\n  AND i.started_at < @before"),
            Figure.ElementsStarted => (Elements, "\n  AND e.started_at >= @from", "\n  AND e.started_at < @before"),
            Figure.ElementsEnded => (EndedElements, "\n  AND e.ended_at >= @from", "\n  AND e.ended_at < @before"),
            Figure.DecisionsMade => (Decisions, "\n  AND x.evaluated_at >= @from", "\n  AND x.evaluated_at < @before"),
            Figure.PeopleWithTasks => (Workers, "\n  AND t.created_at >= @from", "\n  AND t.created_at < @before"),
            _ => (Incidents, "\n  AND n.created_at >= @from", "\n  AND n.created_at < @before"),
        };
        await using var connection = await database.Open(cancellation);
        return await connection.Count(sql + (from is null ? "" : since) + (before is null ? "" : until), new { from, before }, cancellation);
    }
}

public enum Figure { RootInstancesStarted, ElementsStarted, ElementsEnded, DecisionsMade, PeopleWithTasks, IncidentsRaised }
