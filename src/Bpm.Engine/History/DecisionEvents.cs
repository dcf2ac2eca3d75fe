using Bpm.Feel;

namespace Bpm.Engine;

/// <summary>A decision was evaluated for an element and gave a value.</summary>
/// <param name="DecisionKey">The deployed version that was asked.</param>
/// <param name="Trace">Required decisions first, the one that was asked last.</param>
public sealed record DecisionEvaluated(
    long Key, long ElementKey, long DecisionKey, string DecisionId, int Version, string? Name, FeelValue Value,
    EquatableArray<TracedDecision> Trace, DateTimeOffset At) : HistoryEvent;

/// <summary>How one decision came to its value. Without a table it has neither inputs nor rules.</summary>
public sealed record TracedDecision(
    string DecisionId, string? Name, FeelValue Value,
    EquatableArray<TracedValue> Inputs, EquatableArray<TracedRule> Rules, EquatableArray<TracedWarning> Warnings);

/// <summary>The value of an input, or of a rule's output.</summary>
public sealed record TracedValue(string? Id, string? Name, string? Label, FeelValue Value);

/// <summary>A rule that matched, in the order of the result.</summary>
/// <param name="Number">Its row in the table, from 1.</param>
public sealed record TracedRule(string? Id, int Number, EquatableArray<TracedValue> Outputs);

/// <summary>A place in a cell or expression where a value was missing or of the wrong kind.</summary>
/// <param name="Text">The expression, in which <paramref name="Position"/> counts characters from 0.</param>
public sealed record TracedWarning(string? ElementId, string Text, string Message, int Position, int Length);
