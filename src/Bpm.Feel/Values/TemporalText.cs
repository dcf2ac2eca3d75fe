using System.Globalization;

namespace Bpm.Feel;

/// <summary>The ISO 8601 texts of dates, times and date-times, read and written. Durations are in <see cref="DurationText"/>.</summary>
static class TemporalText
{
    const int MaxOffsetHours = 18;

    public static string FormatDate(long dayNumber)
    {
        var (year, month, day) = Calendar.DateOf(dayNumber);
        return string.Create(CultureInfo.InvariantCulture, $"{year:0000;-0000}-{month:00}-{day:00}");
    }

    public static string FormatClock(long nanoseconds)
    {
        var (seconds, fraction) = Math.DivRem(nanoseconds, Calendar.NanosecondsPerSecond);
        var clock = string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        return fraction == 0 ? clock : $"{clock}.{fraction.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0')}";
    }

    public static string FormatOffset(TimeSpan? offset, string? zone)
    {
        if (zone is not null)
        {
            return "@" + zone;
        }

        if (offset is not { } o)
        {
            return "";
        }

        return o == TimeSpan.Zero
            ? "Z"
            : (o < TimeSpan.Zero ? "-" : "+") + o.ToString(o.Seconds == 0 ? @"hh\:mm" : @"hh\:mm\:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>A year of at least four digits, more only without leading zeros; gives what follows the day.</summary>
    public static bool TryDate(ReadOnlySpan<char> text, out long dayNumber, out ReadOnlySpan<char> rest)
    {
        dayNumber = 0;
        rest = default;
        var negative = text.StartsWith("-");
        var date = negative ? text[1..] : text;
        var length = date.IndexOf('-');
        if (length is < 4 or > 9 || (length > 4 && date[0] == '0') || date.Length < length + 6 || date[length + 3] != '-'
            || !Digits(date[..length], out var year) || !Digits(date.Slice(length + 1, 2), out var month) || !Digits(date.Slice(length + 4, 2), out var day)
            || !Calendar.IsDate(negative ? -year : year, month, day) || (negative && year == 0))
        {
            return false;
        }

        dayNumber = Calendar.DayNumber(negative ? -year : year, month, day);
        rest = date[(length + 6)..];
        return true;
    }

    public static bool TryTime(ReadOnlySpan<char> text, out FeelTime time)
    {
        var ok = TryClock(text, out var clock, out var rest) & TryOffset(rest, out var offset, out var zone);
        time = new FeelTime(clock, offset, zone);
        return ok;
    }

    public static bool TryDateTime(ReadOnlySpan<char> text, out FeelDateTime value)
    {
        value = new FeelDateTime(default);
        if (!TryDate(text, out var day, out var behind))
        {
            return false;
        }

        if (behind.IsEmpty)
        {
            value = new FeelDateTime(day, 0);
            return true;
        }

        if (behind.StartsWith("T24:00:00") && day < Calendar.LastDay && TryOffset(behind[9..], out var dayEndOffset, out var dayEndZone))
        {
            value = new FeelDateTime(day + 1, 0, dayEndOffset, dayEndZone);
            return true;
        }

        if (behind[0] != 'T' || !TryClock(behind[1..], out var clock, out var rest) || !TryOffset(rest, out var offset, out var zone))
        {
            return false;
        }

        value = new FeelDateTime(day, clock, offset, zone);
        return true;
    }

    static bool TryClock(ReadOnlySpan<char> text, out long nanoseconds, out ReadOnlySpan<char> rest)
    {
        nanoseconds = 0;
        rest = default;
        if (text.Length < 8 || text[2] != ':' || text[5] != ':'
            || !Digits(text[..2], out var hour) || !Digits(text[3..5], out var minute) || !Digits(text[6..8], out var second)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        nanoseconds = (((hour * 60L) + minute) * 60 + second) * Calendar.NanosecondsPerSecond;
        var at = 8;
        if (at < text.Length && text[at] == '.')
        {
            var unit = Calendar.NanosecondsPerSecond;
            for (at++; at < text.Length && char.IsAsciiDigit(text[at]); at++)
            {
                unit /= 10;
                nanoseconds += (text[at] - '0') * unit;
            }

            if (text[at - 1] == '.')
            {
                return false;
            }
        }

        rest = text[at..];
        return true;
    }

    static bool TryOffset(ReadOnlySpan<char> text, out TimeSpan? offset, out string? zone)
    {
        offset = null;
        zone = null;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] == '@')
        {
            zone = text[1..].ToString();
            return Zones.TryFind(zone, out _);
        }

        if (text is "Z" or "z")
        {
            offset = TimeSpan.Zero;
            return true;
        }

        var seconds = 0;
        if (text[0] is not ('+' or '-') || text.Length is not (6 or 9) || text[3] != ':'
            || !Digits(text[1..3], out var hours) || !Digits(text[4..6], out var minutes)
            || (text.Length == 9 && (text[6] != ':' || !Digits(text[7..9], out seconds)))
            || minutes > 59 || seconds > 59)
        {
            return false;
        }

        var span = new TimeSpan(hours, minutes, seconds);
        offset = text[0] == '-' ? -span : span;
        return span <= TimeSpan.FromHours(MaxOffsetHours);
    }

    static bool Digits(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
