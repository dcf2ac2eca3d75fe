namespace Bpm.Engine;

/// <summary>
/// The deployed decisions as far as the caller has them at hand. The interpreter is pure and cannot fetch one: what is
/// missing here ends the run (<see cref="Outcome.Needs"/>), and the caller fetches it and runs the command again.
/// </summary>
public interface IDecisions
{
    /// <summary>False: not known yet. True with null: there is no such decision.</summary>
    bool TryFind(DecisionRequest request, out LoadedDecision? decision);
}

/// <summary>The decisions of a caller that has none: every request is one that there is no decision for.</summary>
public sealed class NoDecisions : IDecisions
{
    public static NoDecisions Instance { get; } = new();

    public bool TryFind(DecisionRequest request, out LoadedDecision? decision)
    {
        decision = null;
        return true;
    }
}
