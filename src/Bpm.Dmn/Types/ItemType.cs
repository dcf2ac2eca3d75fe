using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>A type that an item definition gives (DMN 1.5, 7.3.3).</summary>
/// <param name="Result">What its functions give, when it is a type of functions.</param>
/// <param name="IsFunction">Whether it is a type of functions.</param>
/// <param name="AllowedValues">The text of the values allowed, which tables with an order of outputs need.</param>
sealed record ItemType(FeelType Feel, bool IsFunction = false, FeelType? Result = null, Cell? AllowedValues = null);
