using Bpm.Feel.Syntax;

namespace Bpm.Feel.Functions;

/// <summary>From one type to another, texts to values above all (DMN 1.5, 10.3.4.1). Dates and times are in the other part.</summary>
static partial class Conversion
{
    public static FeelValue Number(Arguments a)
    {
        if (a.Scalar(0) is FeelNumber number && a.Count == 1)
        {
            return number;
        }

        if (!a.String(0, out var text))
        {
            return FeelNull.Instance;
        }

        var grouping = a[1] is FeelString g ? g.Value : "";
        var point = a[2] is FeelString p ? p.Value : ".";
        if ((a[1] is not FeelNull && grouping is not (" " or "," or ".")) || point is not ("," or ".") || grouping == point)
        {
            return a.Fail("expected ' ', ',' or '.' as grouping separator, and another one of ',' and '.' as decimal separator.");
        }

        var plain = grouping.Length == 0 ? text : text.Replace(grouping, "", StringComparison.Ordinal);
        plain = point == "." ? plain : plain.Contains('.', StringComparison.Ordinal) ? "" : plain.Replace(',', '.');
        return FeelNumber.TryParse(plain, out var value)
            ? value
            : a.Fail($"{LiteralText.Quote(text)} is no number.");
    }

    public static FeelValue String(Arguments a) => a[0] is FeelNull or FeelString ? a[0] : a.Run.PayFor(a[0]) ? a.Text(a[0].Text) : FeelNull.Instance;

    /// <summary>A range out of its text; only literals may be its ends, since data are never evaluated.</summary>
    public static FeelValue Range(Arguments a) =>
        a.String(0, out var text)
            ? RangeText.TryParse(text, out var range) ? range : a.Fail($"{LiteralText.Quote(text)} is no range such as [1..10].")
            : FeelNull.Instance;

    public static FeelValue FromJson(Arguments a)
    {
        if (!a.String(0, out var text) || !a.Run.Pay(text.Length / 4))
        {
            return FeelNull.Instance;
        }

        try
        {
            return FeelJson.Parse(text);
        }
        catch (FeelJsonException e)
        {
            return a.Fail(e.Message);
        }
    }

    public static FeelValue ToJson(Arguments a) => a.Run.PayFor(a[0]) ? a.Text(FeelJson.ToJson(a[0])) : FeelNull.Instance;

    static FeelNull Wrong(Arguments a, string expected) =>
        a.Run.Warn(FeelWarningKind.InvalidType, a.Site, $"Expected {expected}, but found {string.Join(", ", a.Values.Select(v => v.TypeName))}.");
}
