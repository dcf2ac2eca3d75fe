using System.Globalization;

namespace Bpm.Feel;

public sealed class FeelNumber(decimal value) : FeelValue
{
    static readonly FeelNumber[] Small = [.. Enumerable.Range(-128, 1152).Select(i => new FeelNumber(i))];

    public decimal Value { get; } = value;

    public static FeelNumber Of(int value) =>
        value is >= -128 and < 1024 ? Small[value + 128] : new FeelNumber(value);

    public static FeelNumber Of(decimal value) =>
        value.Scale == 0 && value is >= -128 and < 1024 ? Small[(int)value + 128] : new FeelNumber(value);

    public override string TypeName => "number";

    public override string Text => Normalized(Value).ToString(CultureInfo.InvariantCulture);

    public override bool Equals(FeelValue? other) => other is FeelNumber n && n.Value == Value;

    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>The same number without trailing zeros behind the point.</summary>
    internal static decimal Normalized(decimal value) =>
        value.Scale == 0 ? value : value / 1.0000000000000000000000000000m;
}
