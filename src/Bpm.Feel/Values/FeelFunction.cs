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

    public override bool Equals(FeelValue? other) => other is FeelFunction f && ReferenceEquals(f.Callable, Callable);

    public override int GetHashCode() => Callable.GetHashCode();
}
