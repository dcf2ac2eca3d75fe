namespace Bpm.Feel;

/// <summary>
/// What an evaluation came to. Warnings explain each place where FEEL answered null; a failure means that
/// the evaluation could not be brought to an end (then the value is null).
/// </summary>
public sealed record FeelResult(FeelValue Value, IReadOnlyList<FeelWarning> Warnings, string? Failure);
