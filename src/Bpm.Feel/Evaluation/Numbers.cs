namespace Bpm.Feel.Evaluation;

/// <summary>Decimal arithmetic that answers false where the result is no number, or none that fits.</summary>
static class Numbers
{
    public static bool TryApply(ArithmeticOperator op, decimal a, decimal b, out decimal result)
    {
        result = 0;
        try
        {
            switch (op)
            {
                case ArithmeticOperator.Add:
                    result = a + b;
                    return true;
                case ArithmeticOperator.Subtract:
                    result = a - b;
                    return true;
                case ArithmeticOperator.Multiply:
                    result = a * b;
                    return true;
                case ArithmeticOperator.Divide when b != 0:
                    result = a / b;
                    return true;
                case ArithmeticOperator.Remainder when b != 0:
                    result = a % b;
                    return true;
                case ArithmeticOperator.Power:
                    return TryPower(a, b, out result);
                default:
                    return false;
            }
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    public static bool TryFromDouble(double value, out decimal result)
    {
        var fits = double.IsFinite(value) && Math.Abs(value) < 7.9e28;
        result = fits ? (decimal)value : 0;
        return fits;
    }

    static bool TryPower(decimal a, decimal b, out decimal result)
    {
        result = 1;
        if (!decimal.IsInteger(b) || Math.Abs(b) > 100_000)
        {
            return TryFromDouble(Math.Pow((double)a, (double)b), out result);
        }

        if (b < 0 && a == 0)
        {
            return false;
        }

        var (factor, left) = (a, (int)Math.Abs(b));
        while (left > 0)
        {
            if ((left & 1) == 1)
            {
                result *= factor;
            }

            left >>= 1;
            factor = left > 0 ? factor * factor : factor;
        }

        // A power too small for a decimal has become 0, and has no inverse that fits.
        if (b < 0 && result == 0)
        {
            return false;
        }

        result = b < 0 ? 1 / result : result;
        return true;
    }
}
