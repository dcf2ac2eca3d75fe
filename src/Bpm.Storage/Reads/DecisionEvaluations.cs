using Bpm.Engine;
using Bpm.Feel;

namespace Bpm.Storage;

/// <summary>What decisions have decided for process instances, and by which rules.</summary>
public sealed class DecisionEvaluations(Database database)
{
    const string Columns = """
        SELECT v.evaluation_key, v.instance_key, v.definition_key, v.process_id, v.element_instance_key, v.element_id, v.decision_key,
               v.decision_id, v.decision_version, v.decision_name, v.evaluated_at, v.result_json, v.trace_json, i.business_key,
               COALESCE(v.decisions, 1) AS decisions
        """;

    const string From = "\nFROM decision_evaluation v JOIN process_instance i ON i.instance_key = v.instance_key";

    /// <summary>All evaluations of an instance, in their order.</summary>
    public async Task<IReadOnlyList<DecisionEvaluationRow>> OfInstance(long instanceKey, CancellationToken cancellation) =>
        await List(new DecisionEvaluationQuery { InstanceKey = instanceKey }, Slice.All, cancellation);

    public async Task<DecisionEvaluationRow?> Find(long evaluationKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<DecisionEvaluationRow>(
            Columns + From + "\nWHERE v.evaluation_key = @evaluationKey", new { evaluationKey }, cancellation);
    }

    public async Task<IReadOnlyList<DecisionEvaluationRow>> List(DecisionEvaluationQuery query, Slice slice, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<DecisionEvaluationRow>(
            Columns + From + Where(query) + OrderBy(query) + " " + database.Sql(Slice.Slot), Parameters(query, slice), cancellation);
    }

    public async Task<int> Count(DecisionEvaluationQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.Count("SELECT COUNT(*)" + From + Where(query), Parameters(query, Slice.All), cancellation);
    }

    /// <summary>
    /// The same with the decisions that were required, each after the evaluation that asked. How many an evaluation has stands in
    /// its row, so a part of the list is found without reading what comes before it.
    /// </summary>
    public async Task<IReadOnlyList<DecisionPart>> ListAll(DecisionEvaluationQuery query, Slice slice, CancellationToken cancellation)
    {
        var sql = "SELECT * FROM (\n" + Columns + ", SUM(COALESCE(v.decisions, 1)) OVER (" + OrderBy(query) + "\nROWS UNBOUNDED PRECEDING) AS last_place"
            + From + Where(query) + "\n) e WHERE e.last_place > @Skip AND e.last_place - e.decisions < @Skip + @Take ORDER BY e.last_place";
        await using var connection = await database.Open(cancellation);
        var rows = await connection.List<DecisionEvaluationRow>(sql, Parameters(query, slice), cancellation);
        var all = rows.SelectMany(r => Enumerable.Range(0, r.Decisions).Select(i => new DecisionPart(r, i)));
        return [.. all.Skip(rows is [var first, ..] ? (int)(slice.Skip - (first.LastPlace - first.Decisions)) : 0).Take(slice.Take)];
    }

    /// <summary>How many decisions were made, with those that were required.</summary>
    public async Task<int> CountAll(DecisionEvaluationQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.Count("SELECT COALESCE(SUM(COALESCE(v.decisions, 1)), 0)" + From + Where(query), Parameters(query, Slice.All), cancellation);
    }

    static string Where(DecisionEvaluationQuery q) => Filter.Where(
        (q.EvaluationKey is not null, "v.evaluation_key = @EvaluationKey"),
        (q.InstanceKey is not null, "v.evaluation_key > @InstanceKey AND v.evaluation_key <= @LastKey"),
        (q.ElementInstanceKey is not null, "v.element_instance_key = @ElementInstanceKey"),
        (q.ElementId is not null, "v.element_id = @ElementId"),
        (q.DefinitionKey is not null, "v.definition_key = @DefinitionKey"),
        (q.ProcessId is not null, "v.process_id = @ProcessId"),
        (q.DecisionKey is not null, "v.decision_key = @DecisionKey"),
        (q.DecisionId is not null, "v.decision_id = @DecisionId"),
        (q.DecisionName is not null, "v.decision_name = @DecisionName"),
        (q.Before is not null, "v.evaluated_at < @Before"),
        (q.After is not null, "v.evaluated_at > @After"));

    static string OrderBy(DecisionEvaluationQuery q) => (q.Sort, q.Descending) switch
    {
        (DecisionEvaluationSort.Time, false) => "\nORDER BY v.evaluated_at, v.evaluation_key",
        (DecisionEvaluationSort.Time, true) => "\nORDER BY v.evaluated_at DESC, v.evaluation_key DESC",
        (_, true) => "\nORDER BY v.evaluation_key DESC",
        _ => "\nORDER BY v.evaluation_key",
    };

    static object Parameters(DecisionEvaluationQuery q, Slice slice) => new
    {
        q.EvaluationKey, q.InstanceKey, LastKey = KeyRange.LastOf(q.InstanceKey ?? 0), q.ElementInstanceKey, q.ElementId, q.DefinitionKey,
        q.ProcessId, q.DecisionKey, q.DecisionId, q.DecisionName, q.Before, q.After, slice.Skip, slice.Take,
    };
}

/// <summary>One of the decisions that an evaluation made.</summary>
/// <param name="Required">0 for the decision that was asked, from 1 those that it required, in their order.</param>
public sealed record DecisionPart(DecisionEvaluationRow Evaluation, int Required)
{
    /// <summary>What it was made of; null where nothing was noted.</summary>
    public TracedDecision? Trace => Evaluation.Trace is { Count: > 0 } trace ? trace[Required == 0 ? ^1 : Required - 1] : null;
}

/// <summary>Which evaluations; what is null does not restrict.</summary>
public sealed record DecisionEvaluationQuery
{
    public long? EvaluationKey { get; init; }
    public long? InstanceKey { get; init; }
    public long? ElementInstanceKey { get; init; }
    public string? ElementId { get; init; }
    public long? DefinitionKey { get; init; }
    public string? ProcessId { get; init; }
    public long? DecisionKey { get; init; }
    public string? DecisionId { get; init; }
    public string? DecisionName { get; init; }
    public DateTimeOffset? Before { get; init; }
    public DateTimeOffset? After { get; init; }
    public DecisionEvaluationSort Sort { get; init; }
    public bool Descending { get; init; }
}

public enum DecisionEvaluationSort { Key, Time }

/// <summary>One evaluation: its result, and the rules and inputs that led to it.</summary>
public sealed record DecisionEvaluationRow
{
    public required long EvaluationKey { get; init; }
    public required long InstanceKey { get; init; }
    public required long DefinitionKey { get; init; }
    public required string ProcessId { get; init; }
    public string? BusinessKey { get; init; }
    public required long ElementInstanceKey { get; init; }
    public required string ElementId { get; init; }
    public required long DecisionKey { get; init; }
    public required string DecisionId { get; init; }
    public required int DecisionVersion { get; init; }
    public string? DecisionName { get; init; }
    public required DateTimeOffset EvaluatedAt { get; init; }
    public required string ResultJson { get; init; }
    public required string TraceJson { get; init; }

    /// <summary>How many decisions it made: the one that was asked and those that it required.</summary>
    public int Decisions { get; init; } = 1;

    internal long LastPlace { get; init; }

    public FeelValue Result => FeelJson.Parse(ResultJson, tagged: true);

    /// <summary>Required decisions first, the one that was asked last.</summary>
    public IReadOnlyList<TracedDecision> Trace => DecisionTraceJson.Read(TraceJson);

    public string Label => string.IsNullOrWhiteSpace(DecisionName) ? DecisionId : DecisionName;
}
