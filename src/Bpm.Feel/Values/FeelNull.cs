namespace Bpm.Feel;

public sealed class FeelNull : FeelValue
{
    FeelNull()
    {
    }

    public static FeelNull Instance { get; } = new();

    public override string TypeName => "null";

    public override string Text => "null";

    public override bool Equals(FeelValue? other) => other is FeelNull;

    public override int GetHashCode() => 0;
}
