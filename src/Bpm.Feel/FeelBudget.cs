namespace Bpm.Feel;

/// <summary>
/// What several evaluations that belong together, such as the expressions of one decision, may do in all: steps, and how deep
/// functions may call each other. For one thread at a time.
/// </summary>
public sealed class FeelBudget(FeelEnvironment environment)
{
    public FeelEnvironment Environment { get; } = environment;

    public bool IsSpent => Steps < 0 || Failure is not null;

    /// <summary>Why the evaluations could not be brought to an end, if so.</summary>
    public string? Failure { get; internal set; }

    internal int Steps { get; set; } = environment.StepBudget;

    internal int CallDepth { get; set; }

    internal static readonly TimeSpan LongestPatternTime = TimeSpan.FromSeconds(1);

    internal TimeSpan PatternTime { get; set; } = LongestPatternTime;

    /// <summary>Pays for work that is done outside of expressions. False when the budget is used up.</summary>
    public bool Pay(int steps)
    {
        Steps -= Math.Min(Math.Max(steps, 0), Math.Max(Steps, 0) + 1);
        return Steps >= 0;
    }
}
