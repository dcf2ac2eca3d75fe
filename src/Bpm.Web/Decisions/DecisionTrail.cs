using Bpm.Dmn;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Web.Trials;

namespace Bpm.Web.Decisions;

/// <summary>How one decision came to its value, tried or remembered, as it is shown over its table.</summary>
/// <param name="Inputs">The values of the table's input columns, in their order.</param>
public sealed record DecisionTrail(
    string DecisionId, string Label, FeelValue Value, IReadOnlyList<TrailValue> Inputs, IReadOnlyList<TrailRule> Rules, IReadOnlyList<TrailRemark> Remarks)
{
    /// <summary>As it is kept in the history of an instance.</summary>
    public static DecisionTrail Of(TracedDecision traced) => new(
        traced.DecisionId, string.IsNullOrWhiteSpace(traced.Name) ? traced.DecisionId : traced.Name, traced.Value,
        [.. traced.Inputs.Select(i => new TrailValue(i.Label ?? i.Name, i.Value))],
        [.. traced.Rules.Select(r => new TrailRule(r.Number, [.. r.Outputs.Select(o => new TrailValue(o.Label ?? o.Name, o.Value))]))],
        [.. traced.Warnings.Select(w => new TrailRemark(w.ElementId, w.Text, new(RemarkTone.Warning, "Warning", w.Message, w.Position, w.Length)))]);

    /// <summary>As it was evaluated just now.</summary>
    public static DecisionTrail Of(DecisionTrace trace) => new(
        trace.DecisionId, string.IsNullOrWhiteSpace(trace.Name) ? trace.DecisionId : trace.Name, trace.Value,
        [.. trace.Inputs.Select(i => new TrailValue(i.Label, i.Value))],
        [.. trace.Rules.Select(r => new TrailRule(r.Number, [.. r.Outputs.Select(o => new TrailValue(o.Label ?? o.Name, o.Value))]))],
        [.. trace.Warnings.Select(w => new TrailRemark(w.ElementId, w.Text, Remark.Of(w.Warning)))]);

    /// <summary>In words, for whoever does not see the table.</summary>
    public string Sentence => Rules.Count switch
    {
        0 when Inputs.Count == 0 => "",
        0 => "No rule matched.",
        1 => $"Rule {Rules[0].Number} matched.",
        _ => $"Rules {string.Join(", ", Rules.Select(r => r.Number))} matched.",
    };

    public TrailRule? Match(SheetRule rule) => Rules.FirstOrDefault(r => r.Number == rule.Number);
}

public sealed record TrailValue(string? Label, FeelValue Value);

/// <summary>A rule that matched; its number counts from 1, as the table shows it.</summary>
public sealed record TrailRule(int Number, IReadOnlyList<TrailValue> Outputs);

/// <summary>What is wrong with an expression of the decision; the remark's place is in its text.</summary>
public sealed record TrailRemark(string? ElementId, string Text, Remark Remark);
