using System.Text;

namespace Bpm.Feel.Functions;

/// <summary>Texts, counted in characters as people see code points: one outside the basic plane is one.</summary>
static class Strings
{
    public static FeelValue Substring(Arguments a)
    {
        if (!a.String(0, out var text) || !a.Integer(1, out var start))
        {
            return FeelNull.Instance;
        }

        var length = int.MaxValue;
        if (a.Count > 2 && a[2] is not FeelNull && !a.Integer(2, out length))
        {
            return FeelNull.Instance;
        }

        if (start == 0 || length < 1)
        {
            return a.Fail("expected a start position other than 0 and a length of at least 1.");
        }

        var runes = text.EnumerateRunes().ToArray();
        var from = start > 0 ? start - 1 : runes.Length + start;
        if (from < 0 || from >= runes.Length)
        {
            return FeelString.Empty;
        }

        var part = new StringBuilder();
        foreach (var rune in runes.AsSpan(from, Math.Min(length, runes.Length - from)))
        {
            part.Append(rune.ToString());
        }

        return a.Text(part.ToString());
    }

    public static FeelValue Length(Arguments a) =>
        a.String(0, out var text) ? FeelNumber.Of(text.EnumerateRunes().Count()) : FeelNull.Instance;

    public static FeelValue UpperCase(Arguments a) => a.String(0, out var text) ? a.Text(text.ToUpperInvariant()) : FeelNull.Instance;

    public static FeelValue LowerCase(Arguments a) => a.String(0, out var text) ? a.Text(text.ToLowerInvariant()) : FeelNull.Instance;

    public static FeelValue Before(Arguments a)
    {
        if (!a.String(0, out var text) || !a.String(1, out var match))
        {
            return FeelNull.Instance;
        }

        var at = text.IndexOf(match, StringComparison.Ordinal);
        return at <= 0 ? FeelString.Empty : a.Text(text[..at]);
    }

    public static FeelValue After(Arguments a)
    {
        if (!a.String(0, out var text) || !a.String(1, out var match))
        {
            return FeelNull.Instance;
        }

        var at = text.IndexOf(match, StringComparison.Ordinal);
        return at < 0 ? FeelString.Empty : a.Text(text[(at + match.Length)..]);
    }

    public static FeelValue Contains(Arguments a) =>
        a.String(0, out var text) && a.String(1, out var match) ? FeelBoolean.Of(text.Contains(match, StringComparison.Ordinal)) : FeelNull.Instance;

    public static FeelValue StartsWith(Arguments a) =>
        a.String(0, out var text) && a.String(1, out var match) ? FeelBoolean.Of(text.StartsWith(match, StringComparison.Ordinal)) : FeelNull.Instance;

    public static FeelValue EndsWith(Arguments a) =>
        a.String(0, out var text) && a.String(1, out var match) ? FeelBoolean.Of(text.EndsWith(match, StringComparison.Ordinal)) : FeelNull.Instance;

    public static FeelValue Trim(Arguments a) => a.String(0, out var text) ? a.Text(text.Trim()) : FeelNull.Instance;

    public static FeelValue IsBlank(Arguments a) => a.String(0, out var text) ? FeelBoolean.Of(string.IsNullOrWhiteSpace(text)) : FeelNull.Instance;

    /// <summary>Joins strings; null items are left out.</summary>
    public static FeelValue Join(Arguments a)
    {
        if (!a.List(0, out var items))
        {
            return FeelNull.Instance;
        }

        List<string> parts = [];
        foreach (var item in items)
        {
            switch (item)
            {
                case FeelString s:
                    parts.Add(s.Value);
                    break;
                case FeelNull:
                    break;
                default:
                    a.Mismatch(0, "list of strings");
                    return FeelNull.Instance;
            }
        }

        if (!Text(a, 1, out var delimiter) || !Text(a, 2, out var prefix) || !Text(a, 3, out var suffix))
        {
            return FeelNull.Instance;
        }

        var length = parts.Sum(p => (long)p.Length) + ((long)parts.Count * delimiter.Length);
        return length < int.MaxValue && a.Run.Pay((int)(length / 16))
            ? new FeelString(prefix + string.Join(delimiter, parts) + suffix)
            : FeelNull.Instance;
    }

    public static FeelValue ToBase64(Arguments a) =>
        a.String(0, out var text) ? a.Text(Convert.ToBase64String(Encoding.UTF8.GetBytes(text))) : FeelNull.Instance;

    public static FeelValue FromBase64(Arguments a)
    {
        if (!a.String(0, out var text))
        {
            return FeelNull.Instance;
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written)
            ? a.Text(Encoding.UTF8.GetString(bytes, 0, written))
            : a.Fail("the text is no base64.");
    }

    static bool Text(Arguments a, int i, out string text)
    {
        text = "";
        if (a[i] is FeelNull)
        {
            return true;
        }

        var ok = a.String(i, out var given);
        text = given ?? "";
        return ok;
    }
}
