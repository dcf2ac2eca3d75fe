namespace Bpm.Dmn;

/// <summary>An imported model (DMN 1.5, 6.3.3); its elements are known as <c>prefix.name</c>, or by their own names without a prefix.</summary>
sealed record Import(string Prefix, DecisionGraph Graph)
{
    public string Qualified(string name) => Prefix.Length == 0 ? name : $"{Prefix}.{name}";

    public bool Equals(Import? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
