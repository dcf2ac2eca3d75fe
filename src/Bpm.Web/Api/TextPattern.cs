namespace Bpm.Web.Api;

/// <summary>Patterns of <c>…Like</c> filters where a list is in memory: <c>%</c> is any text.</summary>
static class TextPattern
{
    public static bool Fits(string? pattern, string text)
    {
        if (pattern is null) return true;
        var parts = pattern.Split('%');
        if (parts.Length == 1) return text.Equals(pattern, StringComparison.OrdinalIgnoreCase);
        if (!text.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase)) return false;
        var at = parts[0].Length;
        foreach (var part in parts[1..^1])
        {
            var found = text.IndexOf(part, at, StringComparison.OrdinalIgnoreCase);
            if (found < 0) return false;
            at = found + part.Length;
        }
        return text.Length - at >= parts[^1].Length && text.EndsWith(parts[^1], StringComparison.OrdinalIgnoreCase);
    }
}
