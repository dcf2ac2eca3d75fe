using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bpm.Feel.Functions;

/// <summary>Regular expressions, in .NET's flavour with XPath's flags. A match that takes too long is given up.</summary>
static class Patterns
{
    static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);

    public static FeelValue Matches(Arguments a) =>
        a.String(0, out var input) && a.String(1, out var pattern) && TryFlags(a, 2, out var options)
            ? Try(a, () => FeelBoolean.Of(Regex.IsMatch(input, Net(pattern, input, options), options, Timeout)))
            : FeelNull.Instance;

    public static FeelValue Replace(Arguments a) =>
        a.String(0, out var input) && a.String(1, out var pattern) && a.String(2, out var replacement) && TryFlags(a, 3, out var options)
            ? Try(a, () => a.Text(Regex.Replace(input, Net(pattern, input, options), NetReplacement(replacement), options, Timeout)))
            : FeelNull.Instance;

    public static FeelValue Split(Arguments a) =>
        a.String(0, out var input) && a.String(1, out var delimiter)
            ? Try(a, () => a.ListOf(Pieces(input, Net(delimiter, input, RegexOptions.None))))
            : FeelNull.Instance;

    public static FeelValue Extract(Arguments a) =>
        a.String(0, out var input) && a.String(1, out var pattern)
            ? Try(a, () => a.ListOf([.. Regex.Matches(input, Net(pattern, input, RegexOptions.None), RegexOptions.CultureInvariant, Timeout).Select(m => new FeelString(m.Value))]))
            : FeelNull.Instance;

    // Regex.Split would also give back what the groups of the delimiter captured.
    static FeelValue[] Pieces(string input, string pattern)
    {
        List<FeelValue> pieces = [];
        var at = 0;
        foreach (var match in Regex.EnumerateMatches(input, pattern, RegexOptions.CultureInvariant, Timeout))
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

    static bool TryFlags(Arguments a, int i, out RegexOptions options)
    {
        options = RegexOptions.CultureInvariant;
        if (a[i] is FeelNull)
        {
            return true;
        }

        if (!a.String(i, out var flags))
        {
            return false;
        }

        foreach (var flag in flags)
        {
            RegexOptions? option = flag switch
            {
                's' => RegexOptions.Singleline,
                'm' => RegexOptions.Multiline,
                'i' => RegexOptions.IgnoreCase,
                'x' => RegexOptions.IgnorePatternWhitespace,
                _ => null,
            };
            if (option is not { } known)
            {
                a.Fail($"expected flags out of s, m, i and x, but found '{flag}'.");
                return false;
            }

            options |= known;
        }

        return true;
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

    /// <summary><c>\u{1F600}</c> is a code point here, which .NET's patterns cannot write.</summary>
    static string Net(string pattern, string input, RegexOptions options)
    {
        if (input.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') >= 0)
        {
            pattern = DotsAsCodePoints(pattern, options.HasFlag(RegexOptions.Singleline));
        }

        for (var at = pattern.IndexOf("\\u{", StringComparison.Ordinal); at >= 0; at = pattern.IndexOf("\\u{", at + 1, StringComparison.Ordinal))
        {
            var end = pattern.IndexOf('}', at);
            if (end > 0 && int.TryParse(pattern.AsSpan(at + 3, end - at - 3), NumberStyles.AllowHexSpecifier, null, out var code)
                && Rune.IsValid(code))
            {
                pattern = pattern[..at] + Regex.Escape(char.ConvertFromUtf32(code)) + pattern[(end + 1)..];
            }
        }

        return pattern;
    }

    /// <summary>A dot means one character, also where .NET's strings have two units for it.</summary>
    static string DotsAsCodePoints(string pattern, bool singleLine)
    {
        var dot = "(?:[\\ud800-\\udbff][\\udc00-\\udfff]|" + (singleLine ? "[^\\ud800-\\udfff])" : "[^\\n\\ud800-\\udfff])");
        var result = new StringBuilder();
        var inClass = false;
        for (var at = 0; at < pattern.Length; at++)
        {
            var c = pattern[at];
            inClass = c == '[' || (inClass && c != ']');
            if (c == '\\' && at + 1 < pattern.Length)
            {
                result.Append(c).Append(pattern[++at]);
            }
            else
            {
                _ = c == '.' && !inClass ? result.Append(dot) : result.Append(c);
            }
        }

        return result.ToString();
    }

    /// <summary><c>$1</c> is one digit there, and more only while such a group exists: <c>${1}</c> says the same safely.</summary>
    static string NetReplacement(string replacement) =>
        Regex.Replace(replacement, @"\\\$|\\\\|\$(\d)", m => m.Value switch
        {
            "\\$" => "$$",
            "\\\\" => "\\",
            _ => $"${{{m.Groups[1].Value}}}",
        }, RegexOptions.None, Timeout);
}
