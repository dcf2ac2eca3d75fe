using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Bpm.Feel.Functions;

/// <summary>Regular expressions. A match that takes too long ends the evaluation.</summary>
static class Patterns
{
    const string TooLong = "Expected the pattern to match or not in a quarter of a second, and all patterns together in one, but they did not.";

    static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);

    // As long a text as a whole evaluation could pay for.
    const int Longest = 16_000_000;

    public static FeelValue Matches(Arguments a) =>
        a.String(0, out var input) && TryPattern(a, 2, input, out var p)
            ? Try(a, timeout => FeelBoolean.Of(Regex.IsMatch(input, p.Text, p.Options, timeout)))
            : FeelNull.Instance;

    public static FeelValue Replace(Arguments a) =>
        a.String(0, out var input) && a.String(2, out var replacement) && TryPattern(a, 3, input, out var p)
            ? Try(a, timeout => Replaced(a, input, p, XPathPattern.Replacement(replacement), timeout))
            : FeelNull.Instance;

    public static FeelValue Split(Arguments a) =>
        a.String(0, out var input) && TryPattern(a, null, input, out var p)
            ? Try(a, timeout => a.ListOf(Pieces(input, p, timeout)))
            : FeelNull.Instance;

    public static FeelValue Extract(Arguments a) =>
        a.String(0, out var input) && TryPattern(a, null, input, out var p)
            ? Try(a, timeout => a.ListOf([.. Regex.Matches(input, p.Text, p.Options, timeout).Select(m => new FeelString(m.Value))]))
            : FeelNull.Instance;

    // Regex.Replace would put together what no memory holds before anyone could say stop.
    static FeelValue Replaced(Arguments a, string input, XPathPattern pattern, string replacement, TimeSpan timeout)
    {
        var (text, at, references) = (new StringBuilder(), 0, replacement.Count(c => c == '$'));
        foreach (Match match in Regex.Matches(input, pattern.Text, pattern.Options, timeout))
        {
            if (text.Length + replacement.Length + (long)references * match.Length > Longest)
            {
                return a.Fail($"expected a text of at most {Longest} characters, but it has more.");
            }

            text.Append(input, at, match.Index - at).Append(match.Result(replacement));
            at = match.Index + match.Length;
        }

        return a.Text(text.Append(input, at, input.Length - at).ToString());
    }

    // Regex.Split would also give back what the groups of the delimiter captured.
    static FeelValue[] Pieces(string input, XPathPattern pattern, TimeSpan timeout)
    {
        List<FeelValue> pieces = [];
        var at = 0;
        foreach (var match in Regex.EnumerateMatches(input, pattern.Text, pattern.Options, timeout))
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

    static FeelValue Try(Arguments a, Func<TimeSpan, FeelValue> match)
    {
        if (a.Run.PatternTime <= TimeSpan.Zero)
        {
            return a.Run.StopForTime(a.Site, TooLong);
        }

        var started = Stopwatch.GetTimestamp();
        try
        {
            return match(a.Run.PatternTime < Timeout ? a.Run.PatternTime : Timeout);
        }
        catch (RegexParseException e)
        {
            return a.Fail(e.Message);
        }
        catch (RegexMatchTimeoutException)
        {
            return a.Run.StopForTime(a.Site, TooLong);
        }
        finally
        {
            a.Run.PatternTime -= Stopwatch.GetElapsedTime(started);
        }
    }
}
