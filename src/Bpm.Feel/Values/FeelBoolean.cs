namespace Bpm.Feel;

public sealed class FeelBoolean : FeelValue
{
    FeelBoolean(bool value) => Value = value;

    public static FeelBoolean True { get; } = new(true);

    public static FeelBoolean False { get; } = new(false);

    public bool Value { get; }

    public static FeelBoolean Of(bool value) => value ? True : False;

    public override string TypeName => "boolean";

    public override string Text => Value ? "true" : "false";

    public override bool Equals(FeelValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Value ? 1 : 2;
}
