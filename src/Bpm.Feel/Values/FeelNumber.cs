using System.Globalization;
using Bpm.Feel.Numerics;

namespace Bpm.Feel;

/// <summary>
/// A number of up to 34 digits (DMN 1.5, 10.3.2.3.1). Almost all numbers are a <see cref="decimal"/>, which is fast; only one that
/// a decimal can't hold exactly is kept in the wide form. So a number has one form only, and equal numbers have equal fields.
/// </summary>
public sealed class FeelNumber : FeelValue
{
    static readonly FeelNumber[] Small = [.. Enumerable.Range(-128, 1152).Select(i => new FeelNumber(i))];

    /// <summary>How many digits the largest decimal has: a shorter text loses none.</summary>
    const int DecimalDigits = 29;

    readonly Decimal34? _wide;

    public FeelNumber(decimal value) => Value = value;

    FeelNumber(Decimal34 wide)
    {
        _wide = wide;
        Value = Nearest(wide);
    }

    /// <summary>The number as a decimal: itself if <see cref="IsDecimal"/>, else the nearest, which is a decimal's bound for a larger one.</summary>
    public decimal Value { get; }

    /// <summary>Whether a decimal holds the number exactly.</summary>
    public bool IsDecimal => _wide is null;

    public static FeelNumber Of(int value) =>
        value is >= -128 and < 1024 ? Small[value + 128] : new FeelNumber(value);

    public static FeelNumber Of(long value) => value is >= -128 and < 1024 ? Small[value + 128] : new FeelNumber(value);

    public static FeelNumber Of(decimal value) =>
        value.Scale == 0 && value is >= -128 and < 1024 ? Small[(int)value + 128] : new FeelNumber(value);

    /// <summary>
    /// Reads a number such as <c>-1.5</c> or <c>6.02e23</c>; what it has beyond 34 digits is rounded half to even. False for a text that is
    /// none, and for a number beyond 10^6145.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out FeelNumber number)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (text.Length < DecimalDigits && decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var value))
        {
            number = Of(value);
            return true;
        }

        var ok = Decimal34.TryParse(text, out var wide);
        number = Of(wide);
        return ok;
    }

    public override string TypeName => "number";

    public override string Text => _wide is { } wide ? wide.ToString() : Normalized(Value).ToString(CultureInfo.InvariantCulture);

    public int CompareTo(FeelNumber other) =>
        _wide is null && other._wide is null ? decimal.Compare(Value, other.Value) : Wide.CompareTo(other.Wide);

    public override bool Equals(FeelValue? other) => other is FeelNumber n && n.Value == Value && n._wide == _wide;

    public override int GetHashCode() => _wide is { } wide ? wide.GetHashCode() : Value.GetHashCode();

    internal Decimal34 Wide => _wide ?? Decimal34.Of(Value);

    internal bool IsInteger => _wide is { } wide ? wide.IsInteger : decimal.IsInteger(Value);

    internal static FeelNumber Of(Decimal34 value) => value.TryToDecimal(out var small) ? Of(small) : new FeelNumber(value);

    /// <summary>The same number without trailing zeros behind the point.</summary>
    internal static decimal Normalized(decimal value) =>
        value.Scale == 0 ? value : value / 1.0000000000000000000000000000m;

    static decimal Nearest(Decimal34 wide) =>
        wide.Magnitude > 28 ? (wide.Sign > 0 ? decimal.MaxValue : decimal.MinValue)
        : Exact.Round(wide, Math.Min(28, 27 - wide.Magnitude), MidpointRounding.ToEven) is { } near && near.TryToDecimal(out var value) ? value
        : 0;
}
