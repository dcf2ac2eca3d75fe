using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>Makes one result of the rules that match (DMN 1.5, 8.2.10), and tells which of them are part of it.</summary>
sealed class HitPolicies(DecisionTable table, DecisionRun run, IFeelScope scope)
{
    static readonly FeelExpression Sum = Parsed("sum(outputs)");
    static readonly FeelExpression Min = Parsed("min(outputs)");
    static readonly FeelExpression Max = Parsed("max(outputs)");
    static readonly FeelExpression CountDistinct = Parsed("count(distinct values(outputs))");
    static readonly FeelExpression CountAll = Parsed("count(outputs)");

    public (FeelValue Value, List<Hit> Rows) Resolve(HitPolicy policy, Aggregation aggregation, List<Hit> hits) => policy switch
    {
        HitPolicy.Unique when hits.Count > 1 => (Violated("Expected at most one rule to match", hits), hits),
        HitPolicy.Any when hits.Exists(h => !h.Value.Equals(hits[0].Value)) => (Violated("Expected all rules that match to have the same outputs", hits), hits),
        HitPolicy.Priority => First(ByPriority(hits)),
        HitPolicy.RuleOrder => (List(hits), hits),
        HitPolicy.OutputOrder => ByPriority(hits) is var ordered ? (List(ordered), ordered) : default,
        HitPolicy.Collect => (Collected(aggregation, List(hits)), hits),
        _ => First(hits),
    };

    static (FeelValue, List<Hit>) First(List<Hit> hits) => (hits[0].Value, hits[..1]);

    static FeelList List(List<Hit> hits) => new(hits.Select(h => h.Value));

    /// <summary>By the places of the outputs among their allowed values, the first column first; a stable order.</summary>
    List<Hit> ByPriority(List<Hit> hits)
    {
        var order = hits.OrderBy(_ => 0);
        for (var i = 0; i < table.Outputs.Count; i++)
        {
            var column = i;
            order = order.ThenBy(h => table.Outputs[column].Priority(h.Outputs[column], run, scope));
        }

        return [.. order];
    }

    FeelValue Collected(Aggregation aggregation, FeelList outputs)
    {
        var expression = aggregation switch
        {
            Aggregation.Sum => Sum,
            Aggregation.Min => Min,
            Aggregation.Max => Max,
            Aggregation.CountDistinct => CountDistinct,
            Aggregation.CountAll => CountAll,
            _ => null,
        };
        return expression is null ? outputs : run.Take(table.Cell, expression.Evaluate(new Layer(null, "outputs", outputs), run.Budget));
    }

    FeelNull Violated(string expected, List<Hit> hits) =>
        run.Fail(table.Cell, $"{expected} in '{table.Cell.Text}', but rules {string.Join(", ", hits.Select(h => h.Rule.Number))} match.");

    static FeelExpression Parsed(string text) => FeelExpression.Parse(text).Expression!;
}
