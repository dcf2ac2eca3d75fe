using System.Collections.Immutable;
using Bpm.Dmn;
using Bpm.Feel;

namespace Bpm.Engine;

/// <summary>Traces of an evaluation as they are kept: ranges and functions, which are no data, as their text.</summary>
static class DecisionTraces
{
    public static EquatableArray<TracedDecision> Of(ImmutableArray<DecisionTrace> traces) => new([.. traces.Select(Of)]);

    static TracedDecision Of(DecisionTrace t) => new(
        t.DecisionId, t.Name, Data(t.Value),
        new([.. t.Inputs.Select(i => new TracedValue(i.Id, null, i.Label, Data(i.Value)))]),
        new([.. t.Rules.Select(r => new TracedRule(
            r.RuleId, r.Number, new([.. r.Outputs.Select(o => new TracedValue(o.Id, o.Name, o.Label, Data(o.Value)))])))]),
        new([.. t.Warnings.Select(w => new TracedWarning(w.ElementId, w.Text, w.Warning.Message, w.Warning.Position, w.Warning.Length))]));

    static FeelValue Data(FeelValue value) => value.IsData ? value : new FeelString(value.Text);
}
