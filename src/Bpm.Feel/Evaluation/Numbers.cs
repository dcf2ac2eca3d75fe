using Bpm.Feel.Numerics;

namespace Bpm.Feel.Evaluation;

/// <summary>
/// Arithmetic on numbers: with decimals as long as the result is exact in them, else on 34 digits. Null where the result is no
/// number, or none in range.
/// </summary>
static class Numbers
{
    // A decimal's largest value is a little more; doubles are precise enough to keep clear of it, and cheaper than an exception.
    const double Safe = 7.9e28;

    public static FeelNumber? Apply(ArithmeticOperator op, FeelNumber a, FeelNumber b)
    {
        if (a.IsDecimal && b.IsDecimal && TryApply(op, a.Value, b.Value, out var exact))
        {
            return FeelNumber.Of(exact);
        }

        return Wide(op, a.Wide, b.Wide) is { } wide ? FeelNumber.Of(wide) : null;
    }

    public static FeelNumber Negate(FeelNumber a) => a.IsDecimal ? FeelNumber.Of(-a.Value) : FeelNumber.Of(Exact.Negate(a.Wide));

    public static FeelNumber Abs(FeelNumber a) => a.CompareTo(FeelNumber.Of(0)) < 0 ? Negate(a) : a;

    /// <summary>The remainder with the sign of the divisor (DMN 1.5, 10.3.4.5, modulo).</summary>
    public static FeelNumber? Modulo(FeelNumber a, FeelNumber b) =>
        Apply(ArithmeticOperator.Remainder, a, b) is not { } rest ? null
        : rest.Wide.Sign * b.Wide.Sign < 0 ? Apply(ArithmeticOperator.Add, rest, b)
        : rest;

    public static FeelNumber? Round(FeelNumber a, int scale, MidpointRounding rounding) =>
        a.IsDecimal && scale is >= 0 and <= 28
            ? FeelNumber.Of(decimal.Round(a.Value, scale, rounding))
            : Exact.Round(a.Wide, scale, rounding) is { } rounded ? FeelNumber.Of(rounded) : null;

    /// <summary>Decimals round in silence: the scale of the result tells whether they did.</summary>
    static bool TryApply(ArithmeticOperator op, decimal a, decimal b, out decimal result)
    {
        result = 0;
        switch (op)
        {
            case ArithmeticOperator.Add when Math.Abs((double)a + (double)b) < Safe:
                result = a + b;
                return result.Scale == Math.Max(a.Scale, b.Scale);
            case ArithmeticOperator.Subtract when Math.Abs((double)a - (double)b) < Safe:
                result = a - b;
                return result.Scale == Math.Max(a.Scale, b.Scale);
            case ArithmeticOperator.Multiply when Math.Abs((double)a * (double)b) < Safe:
                result = a * b;
                return result.Scale == a.Scale + b.Scale;
            case ArithmeticOperator.Divide when b != 0 && Math.Abs((double)a / (double)b) < Safe && Math.Abs((double)a) < Safe:
                result = a / b;
                var back = result * b;
                return back == a && back.Scale == result.Scale + b.Scale;
            case ArithmeticOperator.Remainder when b != 0 && a.Scale == 0 && b.Scale == 0:
                result = a % b;
                return true;
            default:
                return false;
        }
    }

    static Decimal34? Wide(ArithmeticOperator op, Decimal34 a, Decimal34 b) => op switch
    {
        ArithmeticOperator.Add => Exact.Add(a, b),
        ArithmeticOperator.Subtract => Exact.Add(a, Exact.Negate(b)),
        ArithmeticOperator.Multiply => Exact.Multiply(a, b),
        ArithmeticOperator.Divide => Exact.Divide(a, b),
        ArithmeticOperator.Remainder => Exact.Remainder(a, b),
        _ => Transcendental.Power(a, b),
    };
}
