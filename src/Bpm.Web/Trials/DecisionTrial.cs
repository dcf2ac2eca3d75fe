using Bpm.Dmn;
using Bpm.Feel;
using Bpm.Web.Decisions;

namespace Bpm.Web.Trials;

/// <summary>A decision and what it is evaluated with.</summary>
public sealed record DecisionTrial(DecisionModel Model, string DecisionId, FeelContext Variables, FeelEnvironment Environment)
{
    public DecisionAnswer Evaluate()
    {
        var outcome = Model.Evaluate(DecisionId, Variables, Environment);
        return new(outcome.Value, [.. outcome.Traces.Select(DecisionTrail.Of)], outcome.Failure, Variables.Keys, Environment)
        {
            Misses = outcome.Traces.Any(t => t.Warnings.Any(w => w.Warning.Kind == FeelWarningKind.NoVariableFound)),
        };
    }
}

/// <param name="Trails">In the order of evaluation: the decision that was asked is the last.</param>
/// <param name="Given">The names of the variables that there were.</param>
public sealed record DecisionAnswer(
    FeelValue Value, IReadOnlyList<DecisionTrail> Trails, string? Failure, IReadOnlyList<string> Given, FeelEnvironment Environment)
{
    /// <summary>Whether a name was looked for in vain: then the names that there are help.</summary>
    public bool Misses { get; init; }
}
