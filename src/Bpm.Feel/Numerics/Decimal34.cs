using System.Globalization;
using System.Numerics;

namespace Bpm.Feel.Numerics;

/// <summary>
/// A number of IEEE 754's decimal128, as DMN 1.5, 10.3.2.3.1 prescribes: up to 34 digits and a power of ten, rounded half to even.
/// Without trailing zeros, so that equal numbers are equal fields. What lies beyond the largest number is none: null.
/// </summary>
sealed record Decimal34(BigInteger Coefficient, int Exponent)
{
    public const int Digits = 34;
    const int MostDigitsRead = 400;
    const int LeastExponent = -6176;
    const int GreatestExponent = 6111;

    public static Decimal34 Zero { get; } = new(0, 0);

    public bool IsZero => Coefficient.IsZero;

    public int Sign => Coefficient.Sign;

    /// <summary>The power of ten of the first digit.</summary>
    public int Magnitude => Tens.Digits(Coefficient) + Exponent - 1;

    public bool IsInteger => Exponent >= 0;

    public static Decimal34 Of(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var coefficient = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return Stripped(bits[3] < 0 ? -coefficient : coefficient, -((bits[3] >> 16) & 0xff));
    }

    /// <summary>The nearest number of 34 digits, or null when it is too large. <paramref name="inexact"/> says that a little more follows.</summary>
    public static Decimal34? Rounded(BigInteger coefficient, long exponent, bool inexact = false)
    {
        var drop = Math.Max(Tens.Digits(coefficient) - Digits, LeastExponent - exponent);
        if (drop > 0)
        {
            coefficient = Tens.Shifted(coefficient, drop, MidpointRounding.ToEven, inexact);
            exponent += drop;
        }

        if (coefficient.IsZero)
        {
            return Zero;
        }

        // A large exponent may still be padded with zeros, as long as 34 digits hold them.
        if (exponent > GreatestExponent + Digits || (exponent > GreatestExponent && Tens.Digits(coefficient) + exponent > GreatestExponent + Digits))
        {
            return null;
        }

        return Stripped(coefficient, (int)exponent);
    }

    /// <summary>Reads digits with an optional sign, point and exponent; no blanks.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Decimal34 value)
    {
        value = Zero;
        var negative = text.StartsWith("-");
        var digits = negative || text.StartsWith("+") ? text[1..] : text;
        long exponent = 0;
        if (digits.IndexOfAny('e', 'E') is var e and >= 0)
        {
            if (!long.TryParse(digits[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs(exponent) > 1_000_000)
            {
                return false;
            }

            digits = digits[..e];
        }

        if (digits.IndexOf('.') is var point and >= 0)
        {
            exponent -= digits.Length - point - 1;
            digits = string.Concat(digits[..point], digits[(point + 1)..]);
        }

        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        // Far more digits than count are only looked at, for reading them takes the square of their number.
        digits = digits.TrimStart('0');
        var read = digits[..Math.Min(digits.Length, MostDigitsRead)];
        var coefficient = read.IsEmpty ? 0 : BigInteger.Parse(read, NumberStyles.None, CultureInfo.InvariantCulture);
        var rounded = Rounded(negative ? -coefficient : coefficient, exponent + digits.Length - read.Length, digits[read.Length..].ContainsAnyExcept('0'));
        value = rounded ?? Zero;
        return rounded is not null;
    }

    /// <summary>The same number as a decimal, if that holds all its digits.</summary>
    public bool TryToDecimal(out decimal value)
    {
        value = 0;
        var (coefficient, scale) = Exponent > 0 && Exponent < 30 ? (Coefficient * Tens.Power(Exponent), 0) : (Coefficient, -Exponent);
        if (scale is < 0 or > 28 || BigInteger.Abs(coefficient).GetBitLength() > 96)
        {
            return coefficient.IsZero;
        }

        var absolute = (UInt128)BigInteger.Abs(coefficient);
        value = new decimal((int)(uint)absolute, (int)(uint)(absolute >> 32), (int)(uint)(absolute >> 64), coefficient.Sign < 0, (byte)scale);
        return true;
    }

    public double ToDouble() => double.Parse(ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    public int CompareTo(Decimal34 other)
    {
        if (Sign != other.Sign || IsZero)
        {
            return Sign.CompareTo(other.Sign);
        }

        if (Magnitude != other.Magnitude)
        {
            return Magnitude.CompareTo(other.Magnitude) * Sign;
        }

        var least = Math.Min(Exponent, other.Exponent);
        return (Coefficient * Tens.Power(Exponent - least)).CompareTo(other.Coefficient * Tens.Power(other.Exponent - least));
    }

    /// <summary>All digits where that is readable, else one digit before the point and the power of ten.</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs(Coefficient).ToString(CultureInfo.InvariantCulture);
        var sign = Sign < 0 ? "-" : "";
        var magnitude = digits.Length + Exponent - 1;
        if (magnitude is < -Digits or >= Digits + 6)
        {
            return $"{sign}{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}E{magnitude:+0;-0}";
        }

        if (Exponent >= 0)
        {
            return sign + digits + new string('0', Exponent);
        }

        var whole = digits.Length + Exponent;
        return whole > 0 ? $"{sign}{digits[..whole]}.{digits[whole..]}" : $"{sign}0.{new string('0', -whole)}{digits}";
    }

    static Decimal34 Stripped(BigInteger coefficient, int exponent)
    {
        if (coefficient.IsZero)
        {
            return Zero;
        }

        while (coefficient.IsEven)
        {
            var (quotient, rest) = BigInteger.DivRem(coefficient, 10);
            if (!rest.IsZero)
            {
                break;
            }

            coefficient = quotient;
            exponent++;
        }

        return new Decimal34(coefficient, exponent);
    }
}
