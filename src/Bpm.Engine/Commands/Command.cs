namespace Bpm.Engine;

/// <summary>
/// What someone wants of one process instance. A command carries its instant and its actor: the engine has no clock
/// and knows nobody.
/// </summary>
public abstract record Command
{
    /// <summary>When the command is carried out, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Id of the person or worker; null for the engine itself (timers, deadlines).</summary>
    public string? Actor { get; init; }
}
