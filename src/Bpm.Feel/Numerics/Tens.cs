using System.Numerics;

namespace Bpm.Feel.Numerics;

/// <summary>Powers of ten, and counting and cutting digits with them.</summary>
static class Tens
{
    static readonly BigInteger[] Small = [.. Enumerable.Range(0, 128).Select(n => BigInteger.Pow(10, n))];

    public static BigInteger Power(int exponent) => exponent < Small.Length ? Small[exponent] : BigInteger.Pow(10, exponent);

    /// <summary>How many digits the number has; 0 has one.</summary>
    public static int Digits(BigInteger number)
    {
        var absolute = BigInteger.Abs(number);
        var least = (int)((absolute.GetBitLength() - 1) * 0.30102999566398119);
        return absolute >= Power(least + 1) ? least + 2 : least + 1;
    }

    /// <summary>The number without its last digits, rounded; <paramref name="inexact"/> says that a little more follows them.</summary>
    public static BigInteger Shifted(BigInteger number, long digits, MidpointRounding rounding, bool inexact = false)
    {
        if (digits > Digits(number) + 1)
        {
            // So little is left of it that only the direction counts.
            (number, digits) = (number.Sign, 2);
        }

        var unit = Power((int)digits);
        var (quotient, rest) = BigInteger.DivRem(number, unit);
        if (rest.IsZero && !inexact)
        {
            return quotient;
        }

        var sign = number.Sign;
        var half = (BigInteger.Abs(rest) * 2).CompareTo(unit);
        half = half == 0 && inexact ? 1 : half;
        var away = rounding switch
        {
            MidpointRounding.ToZero => false,
            MidpointRounding.ToNegativeInfinity => sign < 0,
            MidpointRounding.ToPositiveInfinity => sign > 0,
            MidpointRounding.AwayFromZero => half >= 0,
            _ => half > 0 || (half == 0 && !quotient.IsEven),
        };
        return away ? quotient + sign : quotient;
    }
}
