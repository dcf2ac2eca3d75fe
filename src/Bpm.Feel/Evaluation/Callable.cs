namespace Bpm.Feel.Evaluation;

/// <summary>What stands behind a function value.</summary>
abstract class Callable
{
    public abstract string Name { get; }

    public abstract IReadOnlyList<string> Parameters { get; }

    public abstract FeelValue Call(Run run, Node site, FeelValue[] arguments);

    /// <summary>The arguments in the order of a parameter list that has all the names, or null when there is none.</summary>
    public abstract FeelValue[]? Arrange(string[] names, FeelValue[] arguments);
}
