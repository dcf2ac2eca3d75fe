using Bpm.Feel.Evaluation;
using Bpm.Feel.Numerics;

namespace Bpm.Feel.Functions;

/// <summary>One value out of many, given as a list or as the arguments themselves (DMN 1.5, 10.3.4.4).</summary>
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

        return Numbers(a, out var numbers) && Fold(a, ArithmeticOperator.Add, numbers) is { } sum ? sum : FeelNull.Instance;
    }

    public static FeelValue Product(Arguments a) =>
        Numbers(a, out var numbers) && Fold(a, ArithmeticOperator.Multiply, numbers) is { } product ? product : FeelNull.Instance;

    public static FeelValue Mean(Arguments a) => Numbers(a, out var numbers) && Mean(a, numbers) is { } mean ? mean : FeelNull.Instance;

    public static FeelValue Median(Arguments a)
    {
        if (!Numbers(a, out var numbers))
        {
            return FeelNull.Instance;
        }

        Array.Sort(numbers, (x, y) => x.CompareTo(y));
        var middle = numbers.Length / 2;
        return numbers.Length % 2 == 1 ? numbers[middle] : Mean(a, numbers[(middle - 1)..(middle + 1)]) is { } mean ? mean : FeelNull.Instance;
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

        if (Mean(a, numbers) is not { } mean)
        {
            return FeelNull.Instance;
        }

        Decimal34? squares = Decimal34.Zero;
        foreach (var number in numbers)
        {
            var distance = Exact.Add(number.Wide, Exact.Negate(mean.Wide));
            squares = distance is null || squares is null || Exact.Multiply(distance, distance) is not { } square ? null : Exact.Add(squares, square);
        }

        return squares is not null && Exact.Divide(squares, Decimal34.Of(numbers.Length - 1)) is { } variance && Exact.SquareRoot(variance) is { } deviation
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
        return a.ListOf([.. groups.Where(g => g.Count() == most).Select(g => g.Key).Order(Comparer<FeelNumber>.Create((x, y) => x.CompareTo(y)))]);
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
        FeelValue? other = null;
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
                other ??= item is FeelNull ? null : item;
            }
        }

        if (unknown && other is not null)
        {
            return a.Fail($"expected booleans, but found {other.TypeName}.");
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

    static FeelNumber? Mean(Arguments a, FeelNumber[] numbers) =>
        Fold(a, ArithmeticOperator.Add, numbers) is { } sum ? Evaluation.Numbers.Apply(ArithmeticOperator.Divide, sum, FeelNumber.Of(numbers.Length)) : null;

    static FeelNumber? Fold(Arguments a, ArithmeticOperator op, FeelNumber[] numbers)
    {
        FeelNumber? result = numbers[0];
        foreach (var number in numbers.AsSpan(1))
        {
            result = Evaluation.Numbers.Apply(op, result, number);
            if (result is null)
            {
                a.Fail("the result is no number in range.");
                return null;
            }
        }

        return result;
    }

    static bool Numbers(Arguments a, out FeelNumber[] numbers)
    {
        var items = a.Items;
        numbers = new FeelNumber[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i] is not FeelNumber n)
            {
                a.Fail($"expected numbers, but found {items[i].TypeName}.");
                return false;
            }

            numbers[i] = n;
        }

        if (numbers.Length == 0)
        {
            a.Fail("expected at least one number.");
        }

        return numbers.Length > 0 && a.Run.Pay(numbers.Length);
    }
}
