using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Functions;

/// <summary>How points and ranges lie to each other (Allen's interval relations). A point is the range that holds only it.</summary>
static class Ranges
{
    public static FeelValue Before(Arguments a) => Decide(a, IsBefore);

    public static FeelValue After(Arguments a) => Decide(a, (x, y) => IsBefore(y, x));

    public static FeelValue Meets(Arguments a) => Decide(a, Meets, pointsAllowed: false);

    public static FeelValue MetBy(Arguments a) => Decide(a, (x, y) => Meets(y, x), pointsAllowed: false);

    public static FeelValue Overlaps(Arguments a) => Decide(a, (x, y) => !IsBefore(x, y) && !IsBefore(y, x), pointsAllowed: false);

    public static FeelValue OverlapsBefore(Arguments a) => Decide(a, OverlapsBefore, pointsAllowed: false);

    public static FeelValue OverlapsAfter(Arguments a) => Decide(a, (x, y) => OverlapsBefore(y, x), pointsAllowed: false);

    public static FeelValue Finishes(Arguments a) => Decide(a, (x, y) => SameEnd(x, y) && Starts(x, y) >= 0);

    public static FeelValue FinishedBy(Arguments a) => Decide(a, (x, y) => SameEnd(x, y) && Starts(y, x) >= 0);

    public static FeelValue Includes(Arguments a) => Decide(a, (x, y) => Starts(x, y) <= 0 && Ends(x, y) >= 0);

    public static FeelValue During(Arguments a) => Decide(a, (x, y) => Starts(x, y) >= 0 && Ends(x, y) <= 0);

    public static FeelValue Starts(Arguments a) => Decide(a, (x, y) => SameStart(x, y) && Ends(x, y) <= 0);

    public static FeelValue StartedBy(Arguments a) => Decide(a, (x, y) => SameStart(x, y) && Ends(x, y) >= 0);

    public static FeelValue Coincides(Arguments a) => Decide(a, (x, y) => SameStart(x, y) && SameEnd(x, y));

    static FeelValue Decide(Arguments a, Func<FeelRange, FeelRange, bool> relation, bool pointsAllowed = true)
    {
        if (!pointsAllowed && (a[0] is not FeelRange || a[1] is not FeelRange))
        {
            return a.Fail("expected two ranges.");
        }

        var (x, y) = (AsRange(a[0]), AsRange(a[1]));
        return AnyEnd(x) is { } p && AnyEnd(y) is { } q && Ordering.Compare(p, q) is not null
            ? FeelBoolean.Of(relation(x, y))
            : a.Fail($"can't compare {a[0].TypeName} with {a[1].TypeName}.");
    }

    static FeelRange AsRange(FeelValue value) => value as FeelRange ?? new FeelRange(value, true, value, true);

    static FeelValue? AnyEnd(FeelRange range) => range.Low is not FeelNull ? range.Low : range.High is not FeelNull ? range.High : null;

    static bool IsBefore(FeelRange x, FeelRange y)
    {
        if (x.High is FeelNull || y.Low is FeelNull)
        {
            return false;
        }

        var order = Ordering.Compare(x.High, y.Low);
        return order < 0 || (order == 0 && !(x.HighIncluded && y.LowIncluded));
    }

    static bool Meets(FeelRange x, FeelRange y) => x.HighIncluded && y.LowIncluded && Ordering.Compare(x.High, y.Low) == 0;

    static bool OverlapsBefore(FeelRange x, FeelRange y) =>
        Starts(x, y) < 0 && !IsBefore(x, y) && Ends(x, y) <= 0;

    static bool SameStart(FeelRange x, FeelRange y) => Starts(x, y) == 0;

    static bool SameEnd(FeelRange x, FeelRange y) => Ends(x, y) == 0;

    /// <summary>Which starts earlier: an included start lies before an excluded one, and no start before all.</summary>
    static int Starts(FeelRange x, FeelRange y) => (x.Low, y.Low) switch
    {
        (FeelNull, FeelNull) => 0,
        (FeelNull, _) => -1,
        (_, FeelNull) => 1,
        _ => Ordering.Compare(x.Low, y.Low) is { } order and not 0 ? order : y.LowIncluded.CompareTo(x.LowIncluded),
    };

    /// <summary>Which ends later: an included end lies behind an excluded one, and no end behind all.</summary>
    static int Ends(FeelRange x, FeelRange y) => (x.High, y.High) switch
    {
        (FeelNull, FeelNull) => 0,
        (FeelNull, _) => 1,
        (_, FeelNull) => -1,
        _ => Ordering.Compare(x.High, y.High) is { } order and not 0 ? order : x.HighIncluded.CompareTo(y.HighIncluded),
    };
}
