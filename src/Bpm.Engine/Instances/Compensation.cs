namespace Bpm.Engine;

/// <summary>A completed activity that can be undone: see <see cref="CompensationEnabled"/>.</summary>
public sealed record Compensation(long Key, string ElementId, long ScopeKey, VariableSet Variables)
{
    /// <summary>Its place in the order of completion in its scope, growing from 0.</summary>
    public int Order { get; init; }
}
