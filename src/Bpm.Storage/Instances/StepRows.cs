namespace Bpm.Storage;

/// <summary>
/// The rows of one step, ready to be written. The guards come first: with no row touched by one of them, nothing of
/// the step may be stored.
/// </summary>
sealed record StepRows(StepGuard Instance, IReadOnlyList<StepGuard> Guards, IReadOnlyList<RowChange> Rows);

/// <summary>A change that must touch a row, and what it means when it does not.</summary>
readonly record struct StepGuard(RowChange Change, CommitResult Otherwise);
