namespace Bpm.Feel;

/// <summary>Named time zones as FEEL writes them (<c>@Europe/Paris</c>).</summary>
static class Zones
{
    public static bool TryFind(string id, out TimeZoneInfo zone)
    {
        zone = TimeZoneInfo.Utc;
        return IsId(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out zone!);
    }

    public static TimeSpan? OffsetAt(string? id, DateTime local) =>
        id is not null && TryFind(id, out var zone)
            ? zone.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified))
            : null;

    public static TimeSpan? StandardOffset(string? id) =>
        id is not null && TryFind(id, out var zone) ? zone.BaseUtcOffset : null;

    // An id comes from data and ends as a file name inside the system's zone database: only zone-like text goes there.
    static bool IsId(string id)
    {
        if (id.Length is 0 or > 64 || !char.IsAsciiLetter(id[0]))
        {
            return false;
        }

        foreach (var c in id)
        {
            if (!(char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+'))
            {
                return false;
            }
        }

        return true;
    }
}
