namespace Bpm.Engine;

/// <summary>A completed activity that can be undone: see <see cref="CompensationEnabled"/>.</summary>
public sealed record Compensation(long Key, string ElementId, long ScopeKey, VariableSet Variables);
