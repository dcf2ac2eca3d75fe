using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>
/// A decision table (DMN 1.5, 8 and 10.2.1.2): the rules all of whose tests the inputs pass, made one result by the hit policy.
/// A rule's outputs are a single value, or a context when there are several columns.
/// </summary>
sealed class DecisionTable(
    Cell cell, FeelType? type, HitPolicy policy, Aggregation aggregation, InputClause[] inputs, OutputClause[] outputs, DecisionRule[] rules)
    : Box(cell, type)
{
    public IReadOnlyList<OutputClause> Outputs => outputs;

    protected override FeelValue Compute(DecisionRun run, IFeelScope scope)
    {
        var values = new FeelValue[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            values[i] = inputs[i].Value(run, scope);
        }

        var areAllowed = AreAllowed(values, run, scope);
        var hits = areAllowed ? Hits(run, scope, values) : [];
        var (value, rows) = hits.Count == 0
            ? (Otherwise(run, scope, isExplained: !areAllowed), hits)
            : new HitPolicies(this, run, scope).Resolve(policy, aggregation, hits);
        if (run.IsTraced(this))
        {
            run.Note([.. inputs.Zip(values, (c, v) => new EvaluatedInput(c.Id, c.Label, v))], [.. rows.Select(Matched)]);
        }

        return value;
    }

    /// <summary>A table says nothing about an input that is none of its allowed values.</summary>
    bool AreAllowed(FeelValue[] values, DecisionRun run, IFeelScope scope)
    {
        for (var i = 0; i < inputs.Length; i++)
        {
            if (!inputs[i].Allows(values[i], run, scope))
            {
                run.Warn(inputs[i].Expression, FeelWarningKind.OutOfRange,
                    $"Expected one of {inputs[i].Allowed!.Text} as input '{inputs[i].Label}', but found {DecisionRun.Shown(values[i])}.");
                return false;
            }
        }

        return true;
    }

    List<Hit> Hits(DecisionRun run, IFeelScope scope, FeelValue[] values)
    {
        Layer[] layers = [.. inputs.Zip(values, (input, value) => input.Tested(value, scope))];
        List<Hit> hits = [];
        foreach (var rule in rules)
        {
            if (Matches(rule, run, layers))
            {
                hits.Add(Evaluated(rule, run, scope));
                if (policy == HitPolicy.First)
                {
                    break;
                }
            }
        }

        return hits;
    }

    static bool Matches(DecisionRule rule, DecisionRun run, Layer[] layers)
    {
        for (var i = 0; i < layers.Length; i++)
        {
            if (rule.Tests[i] is { } test && run.Evaluate(test, layers[i]) is not FeelBoolean { Value: true })
            {
                return false;
            }
        }

        return true;
    }

    Hit Evaluated(DecisionRule rule, DecisionRun run, IFeelScope scope)
    {
        var values = new FeelValue[outputs.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = outputs[i].Value(rule.Outputs[i], run, scope);
        }

        return new Hit(rule, values, Together(values));
    }

    FeelValue Together(FeelValue[] values) => outputs is [_]
        ? values[0]
        : new FeelContext(outputs.Select((o, i) => KeyValuePair.Create(o.Name ?? "", values[i])));

    /// <summary>No rule matches: the default outputs, or else nothing (DMN 1.5, 8.2.11).</summary>
    /// <param name="isExplained">Whether a warning has told already why no rule matches.</param>
    FeelValue Otherwise(DecisionRun run, IFeelScope scope, bool isExplained)
    {
        if (Array.Exists(outputs, o => o.Default is not null))
        {
            var value = Together(Array.ConvertAll(outputs, o => o.Default is { } cell ? o.Value(cell, run, scope) : FeelNull.Instance));
            return IsList ? FeelList.Of(value) : value;
        }

        if (IsList)
        {
            return FeelList.Empty;
        }

        if (aggregation is Aggregation.CountDistinct or Aggregation.CountAll)
        {
            return FeelNumber.Of(0);
        }

        return isExplained
            ? FeelNull.Instance
            : run.Warn(Cell, FeelWarningKind.OutOfRange, $"Expected a rule of '{Cell.Text}' to match, but none does and there is no default output.");
    }

    bool IsList => policy is HitPolicy.RuleOrder or HitPolicy.OutputOrder || (policy == HitPolicy.Collect && aggregation == Aggregation.List);

    MatchedRule Matched(Hit hit) => new(hit.Rule.Id, hit.Rule.Number,
        [.. outputs.Select((o, i) => new EvaluatedOutput(o.Id, o.Name, o.Label, hit.Outputs[i]))]);
}
