namespace Bpm.Feel;

/// <summary>A parameter of a function made in .NET. Arguments are converted to its type; one that does not conform makes the call answer null.</summary>
public sealed record FeelParameter(string Name, FeelType? Type = null);
