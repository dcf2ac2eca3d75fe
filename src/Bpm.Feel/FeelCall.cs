using Bpm.Feel.Evaluation;

namespace Bpm.Feel;

/// <summary>
/// One call of a function made in .NET (a business knowledge model, a decision service). Expressions that the function evaluates
/// with the <see cref="Budget"/> count as part of the expression that called it.
/// </summary>
public sealed class FeelCall
{
    readonly Run _run;
    readonly Node _site;

    internal FeelCall(Run run, Node site, FeelBudget budget, IReadOnlyList<FeelValue> arguments)
    {
        (_run, _site, Budget, Arguments) = (run, site, budget, arguments);
    }

    /// <summary>One value for each parameter, in their order, converted to their types.</summary>
    public IReadOnlyList<FeelValue> Arguments { get; }

    /// <summary>Steps and depth left to the calling expression.</summary>
    public FeelBudget Budget { get; }

    /// <summary>Warns at the place of the call, and gives the null to answer with.</summary>
    public FeelNull Warn(FeelWarningKind kind, string message) => _run.Warn(kind, _site, message);
}
