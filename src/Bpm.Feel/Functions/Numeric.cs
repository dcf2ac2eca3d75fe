using Bpm.Feel.Evaluation;
using Bpm.Feel.Numerics;

namespace Bpm.Feel.Functions;

/// <summary>Functions of numbers (DMN 1.5, 10.3.4.5), computed to 34 digits.</summary>
static class Numeric
{
    const int MinScale = -6111;
    const int MaxScale = 6176;

    public static FeelValue Decimal(Arguments a) => Round(a, MidpointRounding.ToEven);

    public static FeelValue Floor(Arguments a) => Round(a, MidpointRounding.ToNegativeInfinity);

    public static FeelValue Ceiling(Arguments a) => Round(a, MidpointRounding.ToPositiveInfinity);

    public static FeelValue RoundDown(Arguments a) => Round(a, MidpointRounding.ToZero);

    public static FeelValue RoundHalfUp(Arguments a) => Round(a, MidpointRounding.AwayFromZero);

    public static FeelValue RoundUp(Arguments a) =>
        a.Number(0, out var n)
            ? Round(a, n.Wide.Sign < 0 ? MidpointRounding.ToNegativeInfinity : MidpointRounding.ToPositiveInfinity)
            : FeelNull.Instance;

    /// <summary>Halves go towards zero, everything else to the nearest.</summary>
    public static FeelValue RoundHalfDown(Arguments a)
    {
        if (!a.Number(0, out var n) || Round(a, MidpointRounding.ToZero) is not FeelNumber down || Round(a, MidpointRounding.AwayFromZero) is not FeelNumber up)
        {
            return FeelNull.Instance;
        }

        return Distance(n, down).CompareTo(Distance(up, n)) <= 0 ? down : up;
    }

    public static FeelValue Abs(Arguments a) => a.Scalar(0) switch
    {
        FeelDayTimeDuration d => new FeelDayTimeDuration(Int128.Abs(d.Nanoseconds)),
        FeelYearMonthDuration d => new FeelYearMonthDuration(Math.Abs(d.TotalMonths)),
        _ => a.Number(0, out var n) ? Numbers.Abs(n) : FeelNull.Instance,
    };

    /// <summary>The remainder with the sign of the divisor.</summary>
    public static FeelValue Modulo(Arguments a) =>
        a.Number(0, out var dividend) && a.Number(1, out var divisor)
            ? Numbers.Modulo(dividend, divisor) is { } rest ? rest : a.Fail("the divisor is 0.")
            : FeelNull.Instance;

    public static FeelValue SquareRoot(Arguments a) => Compute(a, Exact.SquareRoot, "expected a number of at least 0.");

    public static FeelValue Logarithm(Arguments a) => Compute(a, Transcendental.Logarithm, "expected a number greater than 0.");

    public static FeelValue Exponential(Arguments a) => Compute(a, Transcendental.Exponential, "the result is no number in range.");

    public static FeelValue Odd(Arguments a) => a.Number(0, out var n) ? FeelBoolean.Of(IsMultipleOfTwo(n) == false) : FeelNull.Instance;

    public static FeelValue Even(Arguments a) => a.Number(0, out var n) ? FeelBoolean.Of(IsMultipleOfTwo(n) == true) : FeelNull.Instance;

    /// <summary>Null for a number that is not whole: it is neither odd nor even.</summary>
    static bool? IsMultipleOfTwo(FeelNumber n) =>
        n.IsInteger ? Exact.Remainder(n.Wide, Decimal34.Of(2)) is { IsZero: true } : null;

    static FeelValue Compute(Arguments a, Func<Decimal34, Decimal34?> function, string why) =>
        a.Number(0, out var n)
            ? function(n.Wide) is { } result ? FeelNumber.Of(result) : a.Fail(why)
            : FeelNull.Instance;

    static FeelNumber Distance(FeelNumber x, FeelNumber y) =>
        Numbers.Apply(ArithmeticOperator.Subtract, x, y) is { } distance ? Numbers.Abs(distance) : x;

    static FeelValue Round(Arguments a, MidpointRounding rounding)
    {
        var scale = 0;
        if (!a.Number(0, out var n) || (a.Count > 1 && !a.Integer(1, out scale)))
        {
            return FeelNull.Instance;
        }

        return scale is < MinScale or > MaxScale
            ? a.Fail($"expected a scale between {MinScale} and {MaxScale}.")
            : Numbers.Round(n, scale, rounding) is { } rounded ? rounded : a.Fail("the result is no number in range.");
    }
}
