using Bpm.Feel.Evaluation;

namespace Bpm.Feel;

/// <summary>A function as a value; it can be called by expressions only and is never stored.</summary>
public sealed class FeelFunction : FeelValue
{
    internal FeelFunction(Callable callable) => Callable = callable;

    public IReadOnlyList<string> Parameters => Callable.Parameters;

    public override string TypeName => "function";

    public override string Text => $"{Callable.Name}({string.Join(", ", Parameters)})";

    public override bool IsData => false;

    internal Callable Callable { get; }

    /// <summary>
    /// A function that .NET code computes. Arguments and result are converted to their types, or the call answers null with a warning.
    /// The code must be pure and must not throw for what the arguments are.
    /// </summary>
    public static FeelFunction Of(string name, IReadOnlyList<FeelParameter> parameters, FeelType? result, Func<FeelCall, FeelValue> compute) =>
        new(new Delegated(name, [.. parameters], result, compute));

    /// <summary>Calls with arguments in the order of the parameters. Warnings have no place in a text.</summary>
    public FeelResult Invoke(IReadOnlyList<FeelValue> arguments, FeelBudget budget) =>
        FeelExpression.Within(budget, FeelContext.Empty, (run, site) => run.Bounded(Callable.Call(run, site, [.. arguments]), site));

    /// <summary>Calls with named arguments.</summary>
    public FeelResult Invoke(IReadOnlyList<string> names, IReadOnlyList<FeelValue> arguments, FeelBudget budget) =>
        FeelExpression.Within(budget, FeelContext.Empty, (run, site) => Callable.Arrange([.. names], [.. arguments]) is { } arranged
            ? run.Bounded(Callable.Call(run, site, arranged), site)
            : run.Warn(FeelWarningKind.NoFunctionFound, site, $"No parameters ({string.Join(", ", names)}) found in {Text}."));

    public override bool Equals(FeelValue? other) => other is FeelFunction f && ReferenceEquals(f.Callable, Callable);

    public override int GetHashCode() => Callable.GetHashCode();
}
