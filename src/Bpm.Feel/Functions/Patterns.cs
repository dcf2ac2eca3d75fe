using System.Text.RegularExpressions;

namespace Bpm.Feel.Functions;

/// <summary>Regular expressions. A match that takes too long is given up.</summary>
static class Patterns
{
    static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);

    public static FeelValue Matches(Arguments a) =>
        a.String(0, out var input) && TryPattern(a, 2, input, out var p)
            ? Try(a, () => FeelBoolean.Of(Regex.IsMatch(input, p.Text, p.Options, Timeout)))
            : FeelNull.Instance;

    public static FeelValue Replace(Arguments a) =>
        a.String(0, out var input) && a.String(2, out var replacement) && TryPattern(a, 3, input, out var p)
            ? Try(a, () => a.Text(Regex.Replace(input, p.Text, XPathPattern.Replacement(replacement), p.Options, Timeout)))
            : FeelNull.Instance;

    public static FeelValue Split(Arguments a) =>
        a.String(0, out var input) && TryPattern(a, null, input, out var p)
            ? Try(a, () => a.ListOf(Pieces(input, p)))
            : FeelNull.Instance;

    public static FeelValue Extract(Arguments a) =>
        a.String(0, out var input) && TryPattern(a, null, input, out var p)
            ? Try(a, () => a.ListOf([.. Regex.Matches(input, p.Text, p.Options, Timeout).Select(m => new FeelString(m.Value))]))
            : FeelNull.Instance;

    // Regex.Split would also give back what the groups of the delimiter captured.
    static FeelValue[] Pieces(string input, XPathPattern pattern)
    {
        List<FeelValue> pieces = [];
        var at = 0;
        foreach (var match in Regex.EnumerateMatches(input, pattern.Text, pattern.Options, Timeout))
        {
            if (match.Length > 0)
            {
                pieces.Add(new FeelString(input[at..match.Index]));
                at = match.Index + match.Length;
            }
        }

        pieces.Add(new FeelString(input[at..]));
        return [.. pieces];
    }

    static bool TryPattern(Arguments a, int? flagsAt, string input, out XPathPattern pattern)
    {
        pattern = default;
        var flags = "";
        if (!a.String(1, out var text) || (flagsAt is { } i && a[i] is not FeelNull && !a.String(i, out flags)))
        {
            return false;
        }

        if (XPathPattern.TryTranslate(text, flags!, input, out pattern, out var error))
        {
            return true;
        }

        a.Fail(error);
        return false;
    }

    static FeelValue Try(Arguments a, Func<FeelValue> match)
    {
        try
        {
            return match();
        }
        catch (RegexParseException e)
        {
            return a.Fail(e.Message);
        }
        catch (RegexMatchTimeoutException)
        {
            return a.Fail("matching took too long.");
        }
    }
}
