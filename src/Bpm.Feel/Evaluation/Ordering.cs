namespace Bpm.Feel.Evaluation;

/// <summary>The comparison rules of the language: null means that two values cannot be compared.</summary>
static class Ordering
{
    /// <summary>Less than, equal to, or greater than zero; null for values of different kinds.</summary>
    public static int? Compare(FeelValue a, FeelValue b) => (a, b) switch
    {
        (FeelNumber x, FeelNumber y) => x.CompareTo(y),
        (FeelString x, FeelString y) => string.CompareOrdinal(x.Value, y.Value),
        (FeelDate x, FeelDate y) => x.DayNumber.CompareTo(y.DayNumber),
        (FeelDateTime x, FeelDateTime y) => Compare(x, y),
        (FeelTime x, FeelTime y) when x.Offset.HasValue == y.Offset.HasValue => x.Comparable.CompareTo(y.Comparable),
        (FeelDayTimeDuration x, FeelDayTimeDuration y) => x.Nanoseconds.CompareTo(y.Nanoseconds),
        (FeelYearMonthDuration x, FeelYearMonthDuration y) => x.TotalMonths.CompareTo(y.TotalMonths),
        _ => null,
    };

    /// <summary>
    /// The <c>=</c> of the language (DMN 1.5, 10.3.2.13). Times are equal when they are of the same second, for a time's
    /// value is a number of seconds (10.3.2.3.4); which comes first is told by their fractions, too.
    /// </summary>
    public static bool? Equal(FeelValue a, FeelValue b)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        return (a, b) switch
        {
            (FeelNull, _) or (_, FeelNull) => false,
            (FeelNumber x, FeelNumber y) => x.Equals(y),
            (FeelString x, FeelString y) => x.Value == y.Value,
            (FeelBoolean, FeelBoolean) => false,
            (FeelList x, FeelList y) => Equal(x, y),
            (FeelContext x, FeelContext y) => Equal(x, y),
            (FeelList { Count: 1 } x, _) => Equal(x.Array[0], b),
            (_, FeelList { Count: 1 } y) => Equal(a, y.Array[0]),
            (FeelRange x, FeelRange y) => Equal(x, y),
            (FeelFunction, FeelFunction) => false,
            (FeelTime x, FeelTime y) => x.Offset.HasValue == y.Offset.HasValue && Second(x.Comparable) == Second(y.Comparable),
            (FeelDateTime x, FeelDateTime y) => x.Offset.HasValue == y.Offset.HasValue && Second(x.UtcNanoseconds) == Second(y.UtcNanoseconds),
            _ => Compare(a, b) is { } order ? order == 0 : null,
        };
    }

    /// <summary>Whether the value lies in the range; null when it cannot be compared with an end.</summary>
    public static bool? Includes(FeelRange range, FeelValue value)
    {
        if (range.Comparison is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            return Equal(value, range.Low) is { } equal ? equal == (range.Comparison == ComparisonOperator.Equal) : null;
        }

        if (value is FeelNull || (range.Low is FeelNull && range.High is FeelNull))
        {
            return null;
        }

        if (range.Low is not FeelNull)
        {
            if (Compare(value, range.Low) is not { } low)
            {
                return null;
            }

            if (low < 0 || (low == 0 && !range.LowIncluded))
            {
                return false;
            }
        }

        if (range.High is FeelNull)
        {
            return true;
        }

        return Compare(value, range.High) is { } high ? high < 0 || (high == 0 && range.HighIncluded) : null;
    }

    static Int128 Second(Int128 nanoseconds) =>
        (nanoseconds / Calendar.NanosecondsPerSecond) - (nanoseconds % Calendar.NanosecondsPerSecond < 0 ? 1 : 0);

    static int? Compare(FeelDateTime x, FeelDateTime y) =>
        x.Offset.HasValue == y.Offset.HasValue ? x.UtcNanoseconds.CompareTo(y.UtcNanoseconds) : null;

    static bool Equal(FeelList x, FeelList y)
    {
        if (x.Count != y.Count)
        {
            return false;
        }

        for (var i = 0; i < x.Count; i++)
        {
            if (Equal(x.Array[i], y.Array[i]) != true)
            {
                return false;
            }
        }

        return true;
    }

    static bool Equal(FeelContext x, FeelContext y)
    {
        if (x.Count != y.Count)
        {
            return false;
        }

        foreach (var name in x.Keys)
        {
            if (!y.TryGet(name, out var other) || !x.TryGet(name, out var own) || Equal(own, other) != true)
            {
                return false;
            }
        }

        return true;
    }

    static bool Equal(FeelRange x, FeelRange y) =>
        x.Comparison == y.Comparison && x.LowIncluded == y.LowIncluded && x.HighIncluded == y.HighIncluded
        && (Equal(x.Low, y.Low) ?? false) && (Equal(x.High, y.High) ?? false);
}
