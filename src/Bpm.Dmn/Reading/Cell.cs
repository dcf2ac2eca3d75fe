using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>
/// An expression of the model with the element it belongs to. With a <paramref name="Fault"/> it could not be read and is null
/// whenever it is evaluated.
/// </summary>
sealed record Cell(string? ElementId, string Text, FeelExpression? Expression, string? Fault = null);
