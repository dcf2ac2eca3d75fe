namespace Bpm.Feel;

/// <summary>A text of valid Unicode: half a surrogate pair becomes U+FFFD, for no JSON could carry it.</summary>
public sealed class FeelString(string value) : FeelValue
{
    public static FeelString Empty { get; } = new("");

    public string Value { get; } = LiteralText.WellFormed(value);

    public override string TypeName => "string";

    public override string Text => Value;

    internal override long Weight => 1 + Value.Length / 16;

    public override bool Equals(FeelValue? other) => other is FeelString s && s.Value == Value;

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => LiteralText.Quote(Value);
}
