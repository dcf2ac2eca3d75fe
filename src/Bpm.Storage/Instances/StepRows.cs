namespace Bpm.Storage;

/// <summary>
/// The rows of one step, ready to be written. The guards come first: with no row touched by one of them, nothing of
/// the step may be stored.
/// </summary>
sealed record StepRows(RowChange Instance, RowChange? Lock, IReadOnlyList<RowChange> Rows);
