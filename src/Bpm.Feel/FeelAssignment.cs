namespace Bpm.Feel;

/// <summary>One statement of a script: the variable that gets the value (null for a lone expression), and the expression.</summary>
public sealed record FeelAssignment(string? Name, FeelExpression Expression);
