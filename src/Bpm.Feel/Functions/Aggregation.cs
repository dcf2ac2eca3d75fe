using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Functions;

/// <summary>One value out of many, given as a list or as the arguments themselves.</summary>
static class Aggregation
{
    public static FeelValue Min(Arguments a) => Extreme(a, -1);

    public static FeelValue Max(Arguments a) => Extreme(a, 1);

    public static FeelValue Sum(Arguments a)
    {
        if (a.Items is [FeelDayTimeDuration or FeelYearMonthDuration, ..] durations)
        {
            FeelValue? total = durations[0];
            foreach (var duration in durations.AsSpan(1))
            {
                total = total is null ? null : TemporalArithmetic.Apply(ArithmeticOperator.Add, total, duration);
            }

            return total ?? a.Fail("expected durations of one kind.");
        }

        return Fold(a, ArithmeticOperator.Add, 0, out var sum) ? FeelNumber.Of(sum) : FeelNull.Instance;
    }

    public static FeelValue Product(Arguments a) =>
        Fold(a, ArithmeticOperator.Multiply, 1, out var product) ? FeelNumber.Of(product) : FeelNull.Instance;

    public static FeelValue Mean(Arguments a) =>
        Fold(a, ArithmeticOperator.Add, 0, out var sum) ? FeelNumber.Of(sum / a.Items.Length) : FeelNull.Instance;

    public static FeelValue Median(Arguments a)
    {
        if (!Numbers(a, out var numbers))
        {
            return FeelNull.Instance;
        }

        Array.Sort(numbers);
        var middle = numbers.Length / 2;
        return FeelNumber.Of(numbers.Length % 2 == 1 ? numbers[middle] : (numbers[middle - 1] / 2) + (numbers[middle] / 2));
    }

    /// <summary>Of a sample: the squares are divided by one less than their count.</summary>
    public static FeelValue StandardDeviation(Arguments a)
    {
        if (!Numbers(a, out var numbers))
        {
            return FeelNull.Instance;
        }

        if (numbers.Length < 2)
        {
            return a.Fail("expected at least two numbers.");
        }

        var mean = numbers.Select(n => (double)n).Average();
        var squares = numbers.Sum(n => ((double)n - mean) * ((double)n - mean));
        return Evaluation.Numbers.TryFromDouble(Math.Sqrt(squares / (numbers.Length - 1)), out var deviation)
            ? FeelNumber.Of(deviation)
            : a.Fail("the result is no number in range.");
    }

    public static FeelValue Mode(Arguments a)
    {
        if (a.Items.Length == 0)
        {
            return FeelList.Empty;
        }

        if (!Numbers(a, out var numbers))
        {
            return FeelNull.Instance;
        }

        var groups = numbers.GroupBy(n => n).ToArray();
        var most = groups.Max(g => g.Count());
        return a.ListOf([.. groups.Where(g => g.Count() == most).Select(g => g.Key).Order().Select(FeelNumber.Of)]);
    }

    public static FeelValue All(Arguments a) => Decide(a, false);

    public static FeelValue Any(Arguments a) => Decide(a, true);

    static FeelValue Decide(Arguments a, bool decides)
    {
        if (a.Count == 0 || (a.Count == 1 && a[0] is FeelNull))
        {
            a.Mismatch(0, "list of booleans");
            return FeelNull.Instance;
        }

        var unknown = false;
        foreach (var item in a.Items)
        {
            if (item is FeelBoolean b)
            {
                if (b.Value == decides)
                {
                    return b;
                }
            }
            else
            {
                unknown = true;
            }
        }

        return unknown ? FeelNull.Instance : FeelBoolean.Of(!decides);
    }

    static FeelValue Extreme(Arguments a, int sign)
    {
        FeelValue? best = null;
        foreach (var item in a.Items)
        {
            if (best is null)
            {
                best = item;
            }
            else if (Ordering.Compare(item, best) is not { } order)
            {
                return a.Fail($"can't compare {item.TypeName} with {best.TypeName}.");
            }
            else if (order * sign > 0)
            {
                best = item;
            }
        }

        return best is null || (a.Items.Length == 1 && Ordering.Compare(best, best) is null)
            ? a.Fail("expected values that can be compared.")
            : best;
    }

    static bool Fold(Arguments a, ArithmeticOperator op, decimal start, out decimal result)
    {
        result = start;
        if (!Numbers(a, out var numbers))
        {
            return false;
        }

        foreach (var number in numbers)
        {
            if (!Evaluation.Numbers.TryApply(op, result, number, out result))
            {
                a.Fail("the result is no number in range.");
                return false;
            }
        }

        return true;
    }

    static bool Numbers(Arguments a, out decimal[] numbers)
    {
        var items = a.Items;
        numbers = new decimal[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i] is not FeelNumber n)
            {
                a.Fail($"expected numbers, but found {items[i].TypeName}.");
                return false;
            }

            numbers[i] = n.Value;
        }

        if (numbers.Length == 0)
        {
            a.Fail("expected at least one number.");
        }

        return numbers.Length > 0 && a.Run.Pay(numbers.Length);
    }
}
