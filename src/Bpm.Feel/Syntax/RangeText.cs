namespace Bpm.Feel.Syntax;

/// <summary>Reads the text of a range whose ends are literals. Nothing in it is evaluated.</summary>
static class RangeText
{
    public static bool TryParse(string text, out FeelRange range)
    {
        range = new FeelRange(FeelNull.Instance, false, FeelNull.Instance, false);
        var t = text.Trim();
        var dots = t.IndexOf("..", StringComparison.Ordinal);
        if (dots < 1 || t.Length < dots + 3 || t[0] is not ('[' or '(' or ']') || t[^1] is not (']' or ')' or '['))
        {
            return false;
        }

        if (!TryEnd(t[1..dots].Trim(), out var low) || !TryEnd(t[(dots + 2)..^1].Trim(), out var high) || !CanSpan(low, high))
        {
            return false;
        }

        range = new FeelRange(low, t[0] == '[' && low is not FeelNull, high, t[^1] == ']' && high is not FeelNull);
        return true;
    }

    static bool CanSpan(FeelValue low, FeelValue high) => (low, high) switch
    {
        (FeelNull, FeelNull) => false,
        (FeelNull, _) or (_, FeelNull) => true,
        _ => Evaluation.Ordering.Compare(low, high) is <= 0,
    };

    static bool TryEnd(string text, out FeelValue end)
    {
        end = FeelNull.Instance;
        if (text.Length == 0)
        {
            return true;
        }

        var parsed = FeelExpression.Parse(text);
        if (parsed.Expression is { IsStatic: true } literal)
        {
            end = literal.StaticValue!;
            return end is not FeelBoolean;
        }

        return false;
    }
}
