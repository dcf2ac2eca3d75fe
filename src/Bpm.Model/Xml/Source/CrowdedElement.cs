namespace Bpm.Model;

/// <summary>
/// Finds an element with too many attributes before the XML parser does: it compares each attribute with all the others,
/// so a single element of a few megabytes would keep it busy for a minute.
/// </summary>
static class CrowdedElement
{
    /// <summary>Offset of the first start tag with more attributes than allowed.</summary>
    public static int? Find(string text, int maxAttributes)
    {
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0; at = Next(text, at))
        {
            var end = SkippedUntil(text.AsSpan(at));
            if (end is not null)
            {
                at = text.IndexOf(end, at, StringComparison.Ordinal);
                if (at < 0) return null;
            }
            else if (CountAttributes(text.AsSpan(at)) > maxAttributes)
            {
                return at;
            }
        }

        return null;
    }

    static int Next(string text, int at) => at + 1 < text.Length ? text.IndexOf('<', at + 1) : -1;

    static string? SkippedUntil(ReadOnlySpan<char> rest) =>
        rest.StartsWith("<!--") ? "-->" : rest.StartsWith("<![CDATA[") ? "]]>" : rest.StartsWith("<?") ? "?>" : null;

    /// <summary>Equals signs of a tag that stand outside quotes.</summary>
    static int CountAttributes(ReadOnlySpan<char> tag)
    {
        var (count, quote) = (0, '\0');
        foreach (var c in tag)
        {
            if (quote != '\0')
            {
                if (c == quote) quote = '\0';
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == '>')
            {
                break;
            }
            else if (c == '=')
            {
                count++;
            }
        }

        return count;
    }
}
