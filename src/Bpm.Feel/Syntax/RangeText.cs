namespace Bpm.Feel.Syntax;

/// <summary>Reads the text of a range whose ends are literals. Nothing in it is an expression.</summary>
static class RangeText
{
    public static bool TryParse(string text, out FeelRange range)
    {
        range = new FeelRange(FeelNull.Instance, false, FeelNull.Instance, false);
        if (text.Length > FeelExpression.MaxTextLength)
        {
            return false;
        }

        try
        {
            range = new Parser(text, [], FeelType.Empty).ParseRangeText();
            return CanSpan(range.Low, range.High);
        }
        catch (SyntaxException)
        {
            return false;
        }
    }

    static bool CanSpan(FeelValue low, FeelValue high) => (low, high) switch
    {
        (FeelNull, FeelNull) => false,
        (FeelNull, _) or (_, FeelNull) => true,
        _ => Evaluation.Ordering.Compare(low, high) is <= 0,
    };
}
