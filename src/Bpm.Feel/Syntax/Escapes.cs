using System.Globalization;
using System.Text;

namespace Bpm.Feel.Syntax;

/// <summary>Reads the inside of a string literal, up to and over its closing quote.</summary>
static class Escapes
{
    /// <summary>The value, or null when the closing quote is missing. An unknown escape stays as it is written, backslash included.</summary>
    public static string? Read(string text, ref int at, char quote)
    {
        var start = at;
        var plainEnd = text.AsSpan(at).IndexOfAny(quote, '\\');
        if (plainEnd >= 0 && text[at + plainEnd] == quote)
        {
            at += plainEnd + 1;
            return text.Substring(start, plainEnd);
        }

        var value = new StringBuilder();
        while (at < text.Length && text[at] != quote)
        {
            if (text[at] != '\\' || at + 1 >= text.Length)
            {
                value.Append(text[at++]);
                continue;
            }

            at += Append(value, text, at, quote);
        }

        if (at >= text.Length)
        {
            return null;
        }

        at++;
        return value.ToString();
    }

    /// <summary>Appends what the escape at this place means; gives the length read.</summary>
    static int Append(StringBuilder value, string text, int at, char quote)
    {
        var c = text[at + 1];
        if (c == quote || c is '\\' or '"' or '\'')
        {
            value.Append(c);
            return 2;
        }

        switch (c)
        {
            case 'n':
                value.Append('\n');
                return 2;
            case 'r':
                value.Append('\r');
                return 2;
            case 't':
                value.Append('\t');
                return 2;
            case 'b':
                value.Append('\b');
                return 2;
            case 'f':
                value.Append('\f');
                return 2;
            case 'u' when TryHex(text, at + 2, 4, out var unit):
                value.Append((char)unit);
                return 6;
            case 'U' when TryHex(text, at + 2, 6, out var rune) && Rune.IsValid(rune):
                value.Append(new Rune(rune).ToString());
                return 8;
            default:
                value.Append('\\');
                return 1;
        }
    }

    static bool TryHex(string text, int start, int length, out int value)
    {
        value = 0;
        return start + length <= text.Length
            && int.TryParse(text.AsSpan(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
