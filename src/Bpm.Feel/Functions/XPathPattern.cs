using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bpm.Feel.Functions;

/// <summary>A pattern in XPath's flavour, which the language prescribes, in the words of .NET's.</summary>
readonly record struct XPathPattern(string Text, RegexOptions Options)
{
    const string AnyCodePoint = @"(?:[\ud800-\udbff][\udc00-\udfff]|[^\ud800-\udfff])";
    const string AnyInLine = @"(?:[\ud800-\udbff][\udc00-\udfff]|[^\n\r\ud800-\udfff])";

    public static bool TryTranslate(string pattern, string flags, string input, out XPathPattern translated, out string error)
    {
        translated = default;
        error = "";
        var options = RegexOptions.CultureInvariant;
        var ignoresBlanks = false;
        foreach (var flag in flags)
        {
            switch (flag)
            {
                case 's':
                    options |= RegexOptions.Singleline;
                    break;
                case 'm':
                    options |= RegexOptions.Multiline;
                    break;
                case 'i':
                    options |= RegexOptions.IgnoreCase;
                    break;
                case 'x':
                    ignoresBlanks = true;
                    break;
                default:
                    error = $"expected flags out of s, m, i and x, but found '{flag}'.";
                    return false;
            }
        }

        // A dot is one character, also where .NET's strings have two units for it; it does not match a line's end of either kind.
        var plainDots = input.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0 && !input.Contains('\r');
        var dot = plainDots ? "." : options.HasFlag(RegexOptions.Singleline) ? AnyCodePoint : AnyInLine;
        if (Translate(pattern, ignoresBlanks, dot) is not { } text)
        {
            error = "a reference to a group can't stand inside [ ].";
            return false;
        }

        translated = new XPathPattern(text, options);
        return true;
    }

    /// <summary>
    /// <c>$1</c> takes as many digits as .NET finds groups for; <c>${1}</c> says plainly that it is one.
    /// </summary>
    public static string Replacement(string replacement)
    {
        var result = new StringBuilder();
        for (var at = 0; at < replacement.Length; at++)
        {
            var c = replacement[at];
            var next = at + 1 < replacement.Length ? replacement[at + 1] : '\0';
            switch (c)
            {
                case '\\' when next is '$' or '\\':
                    result.Append(next == '$' ? "$$" : "\\");
                    at++;
                    break;
                case '$' when char.IsAsciiDigit(next):
                    result.Append("${").Append(next).Append('}');
                    at++;
                    break;
                default:
                    result.Append(c);
                    break;
            }
        }

        return result.ToString();
    }

    /// <summary>The pattern with dots, blanks and <c>\u{…}</c> replaced; null when a class refers to a group.</summary>
    static string? Translate(string pattern, bool ignoresBlanks, string dot)
    {
        var result = new StringBuilder(pattern.Length);
        var classes = 0;
        for (var at = 0; at < pattern.Length; at++)
        {
            var c = pattern[at];
            if (ignoresBlanks && classes == 0 && char.IsWhiteSpace(c))
            {
                continue;
            }

            if (c == '\\')
            {
                do
                {
                    at++;
                }
                while (ignoresBlanks && classes == 0 && at < pattern.Length && char.IsWhiteSpace(pattern[at]));

                if (at >= pattern.Length || (classes > 0 && char.IsAsciiDigit(pattern[at])))
                {
                    return at >= pattern.Length ? result.Append('\\').ToString() : null;
                }

                at = AppendEscape(result, pattern, at);
                continue;
            }

            classes += c == '[' && (classes == 0 || pattern[at - 1] == '-') ? 1 : c == ']' && classes > 0 ? -1 : 0;
            _ = c == '.' && classes == 0 ? result.Append(dot) : result.Append(c);
        }

        return result.ToString();
    }

    /// <summary>Appends the escape whose letter is here; gives the place of its last character.</summary>
    static int AppendEscape(StringBuilder result, string pattern, int at)
    {
        var end = pattern.AsSpan(at).StartsWith("u{") ? pattern.IndexOf('}', at) : -1;
        if (end > 0 && int.TryParse(pattern.AsSpan(at + 2, end - at - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && Rune.IsValid(code))
        {
            result.Append(Regex.Escape(char.ConvertFromUtf32(code)));
            return end;
        }

        result.Append('\\').Append(pattern[at]);
        return at;
    }
}
