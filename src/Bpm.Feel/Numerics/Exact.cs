using System.Numerics;

namespace Bpm.Feel.Numerics;

/// <summary>Arithmetic on numbers of 34 digits: each result is the exact one, rounded once. Null where there is none.</summary>
static class Exact
{
    // Further apart than this, the smaller of two numbers only says in which direction the sum is rounded.
    const int WidestGap = 80;

    public static Decimal34? Add(Decimal34 a, Decimal34 b)
    {
        if (a.IsZero || b.IsZero)
        {
            return a.IsZero ? b : a;
        }

        var (high, low) = a.Exponent >= b.Exponent ? (a, b) : (b, a);
        var gap = high.Exponent - low.Exponent;
        return gap > WidestGap
            ? Decimal34.Rounded((high.Coefficient * Tens.Power(WidestGap)) + low.Sign, high.Exponent - WidestGap)
            : Decimal34.Rounded((high.Coefficient * Tens.Power(gap)) + low.Coefficient, low.Exponent);
    }

    public static Decimal34 Negate(Decimal34 a) => new(-a.Coefficient, a.Exponent);

    public static Decimal34? Multiply(Decimal34 a, Decimal34 b) =>
        Decimal34.Rounded(a.Coefficient * b.Coefficient, (long)a.Exponent + b.Exponent);

    public static Decimal34? Divide(Decimal34 a, Decimal34 b)
    {
        if (b.IsZero)
        {
            return null;
        }

        var scale = Math.Max(0, Decimal34.Digits + 2 + Tens.Digits(b.Coefficient) - Tens.Digits(a.Coefficient));
        var (quotient, rest) = BigInteger.DivRem(a.Coefficient * Tens.Power(scale), b.Coefficient);
        return Decimal34.Rounded(quotient, (long)a.Exponent - b.Exponent - scale, inexact: !rest.IsZero);
    }

    /// <summary>What is left of a after taking away b as often as possible; it has the sign of a.</summary>
    public static Decimal34? Remainder(Decimal34 a, Decimal34 b)
    {
        if (b.IsZero)
        {
            return null;
        }

        if (a.IsZero || a.Magnitude < b.Magnitude)
        {
            return a;
        }

        var gap = a.Exponent - b.Exponent;
        if (gap < 0)
        {
            return Decimal34.Rounded(BigInteger.Remainder(a.Coefficient, b.Coefficient * Tens.Power(-gap)), a.Exponent);
        }

        // The power is taken modulo b, for it may have thousands of digits.
        var divisor = BigInteger.Abs(b.Coefficient);
        return Decimal34.Rounded(BigInteger.Remainder(a.Coefficient * BigInteger.ModPow(10, gap, divisor), divisor), b.Exponent);
    }

    /// <summary>To so many digits behind the point, or in front of it when the scale is negative.</summary>
    public static Decimal34? Round(Decimal34 a, int scale, MidpointRounding rounding) =>
        a.Exponent >= -scale ? a : Decimal34.Rounded(Tens.Shifted(a.Coefficient, -(long)scale - a.Exponent, rounding), -scale);

    public static Decimal34? SquareRoot(Decimal34 a)
    {
        if (a.Sign <= 0)
        {
            return a.IsZero ? a : null;
        }

        // Twice the digits of the result and an even exponent.
        var shift = (2 * Decimal34.Digits) + 4 - Tens.Digits(a.Coefficient);
        shift += (a.Exponent - shift) & 1;
        var square = a.Coefficient * Tens.Power(shift);
        var root = FloorOfRoot(square);
        return Decimal34.Rounded(root, (a.Exponent - shift) / 2, inexact: root * root != square);
    }

    /// <summary>Newton's method from above: it falls until it is the root.</summary>
    static BigInteger FloorOfRoot(BigInteger square)
    {
        var root = BigInteger.One << (int)((square.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + (square / root)) >> 1;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }
}
