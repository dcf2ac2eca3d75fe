using System.Collections.Immutable;
using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>How one decision was made.</summary>
/// <param name="Inputs">The values of the table's inputs; empty for a decision without a table.</param>
/// <param name="Rules">The rules that make up the result, in the order of the result; of a violated hit policy all that matched.</param>
public sealed record DecisionTrace(
    string DecisionId, string? Name, FeelValue Value,
    ImmutableArray<EvaluatedInput> Inputs, ImmutableArray<MatchedRule> Rules, ImmutableArray<DecisionWarning> Warnings);

/// <summary>The value of a column of inputs.</summary>
public sealed record EvaluatedInput(string? Id, string? Label, FeelValue Value);

/// <summary>A rule that matched; numbers count from 1 as the table shows them.</summary>
public sealed record MatchedRule(string? RuleId, int Number, ImmutableArray<EvaluatedOutput> Outputs);

/// <summary>What a rule says in one column of outputs.</summary>
public sealed record EvaluatedOutput(string? Id, string? Name, string? Label, FeelValue Value);

/// <summary>Where an expression of the decision answered null, and why.</summary>
/// <param name="ElementId">The cell or expression, or the nearest element around it that has an id.</param>
/// <param name="Text">The expression; the warning's position counts in it.</param>
public sealed record DecisionWarning(string? ElementId, string Text, FeelWarning Warning);
