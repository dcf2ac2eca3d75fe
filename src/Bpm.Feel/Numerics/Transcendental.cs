using System.Numerics;

namespace Bpm.Feel.Numerics;

/// <summary>
/// Exponential, logarithm and power to 34 digits, computed by series on whole numbers that stand for 90 digits behind the point.
/// </summary>
static class Transcendental
{
    const int Places = 90;

    // ln of the largest number and of the least, roundly: beyond, the result is none or zero.
    const int GreatestArgument = 14_300;

    // Beyond, a power is computed by its logarithm.
    const int GreatestWholePower = 1_000_000;

    static readonly BigInteger One = Tens.Power(Places);

    static readonly BigInteger LogarithmOfTen = (3 * 2 * InverseTangent(3)) + (2 * InverseTangent(9));

    public static Decimal34? Exponential(Decimal34 x) =>
        x.IsZero ? new Decimal34(1, 0)
        : x.Magnitude > 5 ? (x.Sign > 0 ? null : Decimal34.Zero)
        : Exponential(Fixed(x));

    public static Decimal34? Logarithm(Decimal34 x) => x.Sign <= 0 ? null : Decimal34.Rounded(LogarithmOf(x), -Places);

    public static Decimal34? Power(Decimal34 a, Decimal34 b)
    {
        if (b.IsZero || (a.Coefficient.IsOne && a.Exponent == 0))
        {
            return new Decimal34(1, 0);
        }

        if (a.IsZero)
        {
            return b.Sign > 0 ? a : null;
        }

        if (b.IsInteger && b.Magnitude < 7 && (int)(b.Coefficient * Tens.Power(b.Exponent)) is var whole && Math.Abs(whole) <= GreatestWholePower)
        {
            return WholePower(a, whole);
        }

        if (a.Sign < 0 && !b.IsInteger)
        {
            return null;
        }

        var odd = b.Exponent == 0 && !b.Coefficient.IsEven;
        var logarithm = LogarithmOf(new Decimal34(BigInteger.Abs(a.Coefficient), a.Exponent));
        if (logarithm.IsZero || Tens.Digits(logarithm) - Places + b.Magnitude > 6)
        {
            return logarithm.IsZero ? new Decimal34(odd ? a.Sign : 1, 0) : logarithm.Sign * b.Sign > 0 ? null : Decimal34.Zero;
        }

        var product = logarithm * b.Coefficient;
        product = b.Exponent >= 0 ? product * Tens.Power(b.Exponent) : Tens.Shifted(product, -b.Exponent, MidpointRounding.ToEven);
        return Exponential(product) is { } power ? (odd && a.Sign < 0 ? Exact.Negate(power) : power) : null;
    }

    /// <summary>Squares and multiplies on twice the digits of the result, so that only the last step rounds to be seen.</summary>
    static Decimal34? WholePower(Decimal34 a, int exponent)
    {
        const int Kept = 2 * Decimal34.Digits;
        var (result, factor) = ((Coefficient: BigInteger.One, Exponent: 0L), (a.Coefficient, Exponent: (long)a.Exponent));
        for (var left = Math.Abs(exponent); left > 0; left >>= 1)
        {
            result = (left & 1) == 1 ? Cut(result.Coefficient * factor.Coefficient, result.Exponent + factor.Exponent) : result;
            factor = left > 1 ? Cut(factor.Coefficient * factor.Coefficient, 2 * factor.Exponent) : factor;
        }

        if (exponent > 0)
        {
            return Decimal34.Rounded(result.Coefficient, result.Exponent);
        }

        var scale = Kept + Tens.Digits(result.Coefficient);
        var (inverse, rest) = BigInteger.DivRem(Tens.Power(scale), result.Coefficient);
        return Decimal34.Rounded(inverse, -result.Exponent - scale, inexact: !rest.IsZero);

        static (BigInteger Coefficient, long Exponent) Cut(BigInteger c, long e)
        {
            var drop = Math.Max(0, Tens.Digits(c) - Kept);
            return drop == 0 ? (c, e) : (Tens.Shifted(c, drop, MidpointRounding.ToEven), e + drop);
        }
    }

    /// <summary>e to a fixed-point number: whole powers of ten are split off, a series gives the rest.</summary>
    static Decimal34? Exponential(BigInteger x)
    {
        if (BigInteger.Abs(x) > One * GreatestArgument)
        {
            return x.Sign > 0 ? null : Decimal34.Zero;
        }

        var tens = (int)BigInteger.Divide(x, LogarithmOfTen);
        return Decimal34.Rounded(Series(x - (tens * LogarithmOfTen)), tens - Places, inexact: !x.IsZero);
    }

    /// <summary>1 + x + x²/2! + …, of x cut to an eighth by halving, and squared as often afterwards.</summary>
    static BigInteger Series(BigInteger x)
    {
        const int Halvings = 5;
        x >>= Halvings;
        var (sum, term) = (One + x, x);
        for (var n = 2; !term.IsZero && n < 200; n++)
        {
            term = term * x / One / n;
            sum += term;
        }

        for (var i = 0; i < Halvings; i++)
        {
            sum = sum * sum / One;
        }

        return sum;
    }

    /// <summary>ln x = ln m + e ln 10, with ln m by Halley's steps, each of which triples the right digits of a double's 15.</summary>
    static BigInteger LogarithmOf(Decimal34 x)
    {
        var magnitude = x.Magnitude;
        var mantissa = new Decimal34(x.Coefficient, x.Exponent - magnitude);
        var m = Fixed(mantissa);
        var y = Fixed(Decimal34.Of((decimal)Math.Log(mantissa.ToDouble())));
        for (var i = 0; i < 2; i++)
        {
            var e = Series(y);
            y += 2 * One * (m - e) / (m + e);
        }

        return y + (magnitude * LogarithmOfTen);
    }

    static BigInteger Fixed(Decimal34 x) => x.Exponent + Places >= 0
        ? x.Coefficient * Tens.Power(x.Exponent + Places)
        : Tens.Shifted(x.Coefficient, -x.Exponent - Places, MidpointRounding.ToEven);

    /// <summary>artanh 1/n = 1/n + 1/3n³ + 1/5n⁵ + …</summary>
    static BigInteger InverseTangent(int n)
    {
        var (sum, power) = (BigInteger.Zero, Tens.Power(Places) / n);
        for (var k = 1; !power.IsZero; k += 2)
        {
            sum += power / k;
            power /= n * n;
        }

        return sum;
    }
}
