using System.Globalization;

namespace Bpm.Web.Api;

/// <summary>Dates as clients of Camunda 7 write and read them: <c>2026-01-31T12:00:00.000+0000</c>, always UTC here.</summary>
static class EngineDate
{
    static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.fffzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd",
    ];

    public static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture) + "+0000";

    public static string? Text(DateTimeOffset? instant) => instant is { } value ? Text(value) : null;

    /// <summary>Reads the client's form (<c>+0200</c>), and the ISO forms beside it; without an offset it is UTC.</summary>
    public static bool TryRead(string text, out DateTimeOffset instant)
    {
        // An unescaped plus sign in an address arrives as a space.
        var value = text.Trim().Replace(' ', '+');
        if (value.Length > 5 && value[^5] is '+' or '-' && value.Contains('T', StringComparison.Ordinal)) value = value.Insert(value.Length - 2, ":");
        return DateTimeOffset.TryParseExact(
            value, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);
    }
}
