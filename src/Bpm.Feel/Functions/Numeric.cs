using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Functions;

static class Numeric
{
    // A decimal has 28 digits behind the point; more would be none, and before the point the same count.
    const int MaxScale = 28;

    // The bounds of the standard's 34-digit decimals.
    const int MinStandardScale = -6111;
    const int MaxStandardScale = 6176;

    public static FeelValue Decimal(Arguments a) => Round(a, MidpointRounding.ToEven);

    public static FeelValue Floor(Arguments a) => Round(a, MidpointRounding.ToNegativeInfinity);

    public static FeelValue Ceiling(Arguments a) => Round(a, MidpointRounding.ToPositiveInfinity);

    public static FeelValue RoundDown(Arguments a) => Round(a, MidpointRounding.ToZero);

    public static FeelValue RoundHalfUp(Arguments a) => Round(a, MidpointRounding.AwayFromZero);

    public static FeelValue RoundUp(Arguments a) =>
        a.Number(0, out var n)
            ? Round(a, n < 0 ? MidpointRounding.ToNegativeInfinity : MidpointRounding.ToPositiveInfinity)
            : FeelNull.Instance;

    /// <summary>Halves go towards zero, everything else to the nearest.</summary>
    public static FeelValue RoundHalfDown(Arguments a)
    {
        if (!a.Number(0, out var n) || Round(a, MidpointRounding.ToZero) is not FeelNumber down || Round(a, MidpointRounding.AwayFromZero) is not FeelNumber away)
        {
            return FeelNull.Instance;
        }

        return Math.Abs(n - down.Value) <= Math.Abs(away.Value - n) ? down : away;
    }

    public static FeelValue Abs(Arguments a) => a.Scalar(0) switch
    {
        FeelDayTimeDuration d when d.Value != TimeSpan.MinValue => new FeelDayTimeDuration(d.Value.Duration()),
        FeelYearMonthDuration d when d.Months != int.MinValue => new FeelYearMonthDuration(Math.Abs(d.Months)),
        _ => a.Number(0, out var n) ? FeelNumber.Of(Math.Abs(n)) : FeelNull.Instance,
    };

    /// <summary>The remainder with the sign of the divisor.</summary>
    public static FeelValue Modulo(Arguments a)
    {
        if (!a.Number(0, out var dividend) || !a.Number(1, out var divisor))
        {
            return FeelNull.Instance;
        }

        if (divisor == 0)
        {
            return a.Fail("the divisor is 0.");
        }

        var remainder = dividend % divisor;
        return FeelNumber.Of(remainder != 0 && (remainder < 0) != (divisor < 0) ? remainder + divisor : remainder);
    }

    public static FeelValue SquareRoot(Arguments a)
    {
        if (!a.Number(0, out var n))
        {
            return FeelNull.Instance;
        }

        if (n < 0)
        {
            return a.Fail("expected a number of at least 0.");
        }

        var root = (decimal)Math.Sqrt((double)n);

        // One step of Newton's method brings the double's 15 digits to those of a decimal.
        return FeelNumber.Of(root == 0 ? 0 : (root + (n / root)) / 2);
    }

    public static FeelValue Logarithm(Arguments a) =>
        a.Number(0, out var n) ? n > 0 ? OfDouble(a, Math.Log((double)n)) : a.Fail("expected a number greater than 0.") : FeelNull.Instance;

    public static FeelValue Exponential(Arguments a) => a.Number(0, out var n) ? OfDouble(a, Math.Exp((double)n)) : FeelNull.Instance;

    public static FeelValue Odd(Arguments a) => a.Number(0, out var n) ? FeelBoolean.Of(Math.Abs(n % 2) == 1) : FeelNull.Instance;

    public static FeelValue Even(Arguments a) => a.Number(0, out var n) ? FeelBoolean.Of(n % 2 == 0) : FeelNull.Instance;

    static FeelValue OfDouble(Arguments a, double value) =>
        Numbers.TryFromDouble(value, out var result) ? FeelNumber.Of(result) : a.Fail("the result is no number in range.");

    static FeelValue Round(Arguments a, MidpointRounding rounding)
    {
        var scale = 0;
        if (!a.Number(0, out var n) || (a.Count > 1 && !a.Integer(1, out scale)))
        {
            return FeelNull.Instance;
        }

        if (scale is < MinStandardScale or > MaxStandardScale)
        {
            return a.Fail($"expected a scale between {MinStandardScale} and {MaxStandardScale}.");
        }

        if (scale >= 0)
        {
            return scale >= MaxScale ? FeelNumber.Of(n) : FeelNumber.Of(decimal.Round(n, scale, rounding));
        }

        if (scale < -MaxScale)
        {
            return FeelNumber.Of(0);
        }

        _ = Numbers.TryApply(ArithmeticOperator.Power, 10, -scale, out var unit);
        return Numbers.TryApply(ArithmeticOperator.Multiply, decimal.Round(n / unit, 0, rounding), unit, out var rounded)
            ? FeelNumber.Of(rounded)
            : a.Fail("the result is no number in range.");
    }
}
