using Bpm.Dmn;
using Bpm.Feel;

namespace Bpm.Engine;

/// <summary>A version of a decision, ready to be evaluated.</summary>
public sealed record LoadedDecision(long Key, string Id, string? Name, int Version, DecisionModel Model)
{
    public string Label => string.IsNullOrWhiteSpace(Name) ? Id : Name;

    /// <summary>
    /// Evaluates with all that it requires. A value that came to nothing, or a table in which no rule matched, for want of
    /// something that an expression names is a problem, not an answer; a rule that matches null on purpose is none.
    /// </summary>
    /// <param name="needsEveryVariable">Whether a variable that is named and not there is a problem whatever the value is.</param>
    public DecisionAnswer Ask(IFeelScope variables, FeelEnvironment environment, bool needsEveryVariable = false)
    {
        var outcome = Model.Evaluate(Id, variables, environment);
        var asked = outcome.Traces is [.., var last] && last.DecisionId == Id ? last : new DecisionTrace(Id, Name, outcome.Value, [], [], []);
        return new DecisionAnswer(asked, outcome.Value, DecisionTraces.Of(outcome.Traces), ProblemOf(outcome, needsEveryVariable));
    }

    static string? ProblemOf(DecisionOutcome outcome, bool needsEveryVariable)
    {
        if (outcome.Failure is { } failure) return failure.TrimEnd('.');
        if (!outcome.Value.IsData) return $"it gave a {outcome.Value.TypeName}, which cannot be kept";
        var cameToNothing = outcome.Value is FeelNull || outcome.Traces.Any(t => t.Inputs.Length > 0 && t.Rules.IsEmpty);
        if (Warns(outcome, FeelWarningKind.NoVariableFound) && (needsEveryVariable || cameToNothing)) return $"a variable is missing and it gave {outcome.Value}";
        return Warns(outcome, FeelWarningKind.NoPropertyFound) && cameToNothing ? $"a property is missing and it gave {outcome.Value}" : null;
    }

    static bool Warns(DecisionOutcome outcome, FeelWarningKind kind) => outcome.Traces.Any(t => t.Warnings.Any(w => w.Warning.Kind == kind));
}

/// <summary>What a decision said, and how it came to it.</summary>
public sealed class DecisionAnswer
{
    internal DecisionAnswer(DecisionTrace asked, FeelValue value, EquatableArray<TracedDecision> trace, string? problem) =>
        (Asked, Value, Trace, Problem) = (asked, value, trace, problem);

    internal DecisionTrace Asked { get; }

    public FeelValue Value { get; }

    /// <summary>Required decisions first, the one that was asked last.</summary>
    public EquatableArray<TracedDecision> Trace { get; }

    /// <summary>Why the value is none to go on with, or null.</summary>
    public string? Problem { get; }

    /// <summary>The result as Camunda 7 sees it: a row for each rule of the result.</summary>
    public IReadOnlyList<FeelContext> Rows => DecisionRows.Of(Asked);

    /// <summary>Each place where something was missing or of the wrong kind, quoted and marked.</summary>
    public IEnumerable<string> Reasons =>
        from decision in Trace
        from warning in decision.Warnings
        let place = warning.ElementId is { } id ? $"cell {id} of '{decision.Name ?? decision.DecisionId}'" : $"'{decision.Name ?? decision.DecisionId}'"
        select $"In {place}: {Explanation.Marked(warning.Text, warning.Position, warning.Length)}: {warning.Message}";
}
