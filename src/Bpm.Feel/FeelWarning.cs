namespace Bpm.Feel;

/// <summary>A place in the expression where a value was missing or of the wrong kind. Position counts characters from 0.</summary>
public sealed record FeelWarning(FeelWarningKind Kind, string Message, int Position, int Length);
