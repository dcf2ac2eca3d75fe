using System.Collections.Immutable;
using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>What a decision came to.</summary>
/// <param name="Traces">One for each decision that was evaluated, in that order: the asked one is the last.</param>
/// <param name="Failure">
/// Why the decision could not be made properly: it did not end within its steps, or a table's hit policy was violated
/// (then <paramref name="Value"/> is what the standard says of such a table: null).
/// </param>
public sealed record DecisionOutcome(FeelValue Value, ImmutableArray<DecisionTrace> Traces, string? Failure);
