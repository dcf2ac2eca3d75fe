using System.Globalization;

namespace Bpm.Web.Api;

/// <summary>An id in a path. Any text is taken: what is no key names nothing, so the answer is 404 and not 400.</summary>
readonly record struct PathKey(long Value, string Text)
{
    public static bool TryParse(string text, out PathKey key)
    {
        key = new(Read(text) ?? -1, text);
        return true;
    }

    /// <summary>A key as JSON and queries carry it; null when the text is none.</summary>
    public static long? Read(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key : null;

    public static string Write(long key) => key.ToString(CultureInfo.InvariantCulture);

    public static string? Write(long? key) => key?.ToString(CultureInfo.InvariantCulture);
}
