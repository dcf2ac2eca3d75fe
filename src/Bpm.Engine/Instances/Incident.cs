namespace Bpm.Engine;

/// <summary>Something that stops an element until a person resolves it.</summary>
public sealed record Incident(long Key, long ElementKey, long? JobKey, IncidentKind Kind, string Message)
{
    /// <summary>Where to try again: see <see cref="IncidentRaised.Step"/>.</summary>
    public int? Step { get; init; }
}
