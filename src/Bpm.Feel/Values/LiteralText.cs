using System.Text;

namespace Bpm.Feel;

/// <summary>How strings and names are written inside FEEL literals.</summary>
static class LiteralText
{
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }

    public static string Key(string name) => IsName(name) ? name : Quote(name);

    /// <summary>An item inside a list or context: strings are quoted, everything else is as <c>string()</c> gives it.</summary>
    public static string Nested(FeelValue value) => value is FeelString s ? Quote(s.Value) : value.Text;

    public static string WellFormed(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0)
        {
            return text;
        }

        var formed = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            formed.Append(rune.ToString());
        }

        return formed.ToString();
    }

    static bool IsName(string name)
    {
        if (name.Length == 0 || !(char.IsLetter(name[0]) || name[0] is '_' or '$'))
        {
            return false;
        }

        foreach (var c in name)
        {
            if (!(char.IsLetterOrDigit(c) || c is '_' or '$' or ' '))
            {
                return false;
            }
        }

        return name[^1] != ' ';
    }
}
