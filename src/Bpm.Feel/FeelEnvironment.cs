namespace Bpm.Feel;

/// <summary>What an evaluation knows of the world: the instant it counts as "now", and the time zone people live in.</summary>
public sealed record FeelEnvironment(DateTimeOffset Now, TimeZoneInfo Zone)
{
    public const int DefaultStepBudget = 1_000_000;

    public FeelEnvironment(DateTimeOffset now)
        : this(now, TimeZoneInfo.Utc)
    {
    }

    /// <summary>How many node visits an evaluation may take before it fails.</summary>
    public int StepBudget { get; init; } = DefaultStepBudget;
}
