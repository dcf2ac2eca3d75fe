using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Camunda;

/// <summary>The conversions of the <c>${…}</c> dialect, where texts count as the numbers, booleans and dates they spell.</summary>
static class Loose
{
    public static bool? ToBoolean(FeelValue value) => value switch
    {
        FeelBoolean b => b.Value,
        FeelNull => false,
        FeelString s => s.Value.Equals("true", StringComparison.OrdinalIgnoreCase),
        _ => null,
    };

    public static FeelNumber? ToNumber(FeelValue value) => value switch
    {
        FeelNumber n => n,
        FeelNull => FeelNumber.Of(0),
        FeelString s when FeelNumber.TryParse(s.Value.AsSpan().Trim(), out var number) => number,
        _ => null,
    };

    /// <summary>The value as a place in a text or list, counted from 0; null when it is no such place.</summary>
    public static int? ToPlace(FeelValue value, int length) =>
        ToNumber(value) is { IsInteger: true, Value: >= 0 and <= int.MaxValue } at && at.Value <= length ? (int)at.Value : null;

    public static string ToText(FeelValue value) => value is FeelNull ? "" : value.Text;

    public static bool IsEmpty(FeelValue value) => value switch
    {
        FeelNull => true,
        FeelString s => s.Value.Length == 0,
        FeelList list => list.Count == 0,
        FeelContext context => context.Count == 0,
        _ => false,
    };

    /// <summary>Never fails: what can't be equal is not.</summary>
    public static bool AreEqual(FeelValue a, FeelValue b)
    {
        if (a is FeelNull || b is FeelNull)
        {
            return a is FeelNull && b is FeelNull;
        }

        var (x, y) = Alike(a, b);
        return Ordering.Equal(x, y) == true;
    }

    /// <summary>A local date and time beside an instant is meant in the zone people live in.</summary>
    public static int? Compare(FeelValue a, FeelValue b, TimeZoneInfo zone)
    {
        var (x, y) = Alike(a, b);
        return (x, y) switch
        {
            (FeelDateTime { Offset: null } local, FeelDateTime { Offset: not null }) => Ordering.Compare(At(zone, local), y),
            (FeelDateTime { Offset: not null }, FeelDateTime { Offset: null } local) => Ordering.Compare(x, At(zone, local)),
            _ => Ordering.Compare(x, y),
        };
    }

    /// <summary>Reads a text as the type of the other value, if it spells one; a date beside a date and time is its midnight.</summary>
    static (FeelValue A, FeelValue B) Alike(FeelValue a, FeelValue b) => (a, b) switch
    {
        (FeelString, FeelString) => (a, b),
        (FeelString s, _) => (As(s, b), b),
        (_, FeelString s) => (a, As(s, a)),
        (FeelDate x, FeelDateTime) => (x.AtMidnight(utc: false), b),
        (FeelDateTime, FeelDate y) => (a, y.AtMidnight(utc: false)),
        _ => (a, b),
    };

    static FeelDateTime At(TimeZoneInfo zone, FeelDateTime local) => new(local.Local, zone.GetUtcOffset(local.Local));

    static FeelValue As(FeelString text, FeelValue model)
    {
        switch (model)
        {
            case FeelNumber:
                return ToNumber(text) is { } number ? number : text;
            case FeelBoolean when text.Value is "true" or "false":
                return FeelBoolean.Of(text.Value == "true");
            case FeelDate or FeelDateTime:
                return FeelDateTime.TryParse(text.Value, out var dateTime) ? dateTime : text;
            case FeelTime:
                return FeelTime.TryParse(text.Value, out var time) ? time : text;
            default:
                return text;
        }
    }
}
