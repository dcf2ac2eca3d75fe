using Bpm.Feel;

namespace Bpm.Dmn.Tests.Tck;

/// <summary>What one result node of the conformance tests wants, and got; no value when the model could not be asked.</summary>
sealed record TckResult(string Name, FeelValue Expected, FeelValue? Actual, string Reason)
{
    public bool Passes => Actual is not null && TckValues.Same(Actual, Expected);

    public override string ToString() => $"{Name}: expected {Expected}, got {Actual?.ToString() ?? "nothing"}{(Reason.Length > 0 ? $" ({Reason})" : "")}";
}
