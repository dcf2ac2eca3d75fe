using System.Globalization;

namespace Bpm.Feel;

/// <summary>The ISO 8601 texts of dates, times and date-times, read and written. Durations are in <see cref="DurationText"/>.</summary>
static class TemporalText
{
    public static string Format(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Format(TimeOnly value) => value.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    public static string Format(DateTime value) => value.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

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

    public static bool TryDate(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-'
            || !Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..], out var day))
        {
            return false;
        }

        return TryDate(year, month, day, out date);
    }

    public static bool TryDate(int year, int month, int day, out DateOnly date)
    {
        var valid = year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        date = valid ? new DateOnly(year, month, day) : default;
        return valid;
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
        if (text.Length < 10 || !TryDate(text[..10], out var date))
        {
            return false;
        }

        if (text.Length == 10)
        {
            value = new FeelDateTime(date.ToDateTime(TimeOnly.MinValue));
            return true;
        }

        if (text[10..].StartsWith("T24:00:00") && date < DateOnly.MaxValue && TryOffset(text[19..], out var dayEndOffset, out var dayEndZone))
        {
            value = new FeelDateTime(date.AddDays(1).ToDateTime(TimeOnly.MinValue), dayEndOffset, dayEndZone);
            return true;
        }

        if (text[10] != 'T' || !TryClock(text[11..], out var clock, out var rest) || !TryOffset(rest, out var offset, out var zone))
        {
            return false;
        }

        value = new FeelDateTime(date.ToDateTime(clock), offset, zone);
        return true;
    }

    static bool TryClock(ReadOnlySpan<char> text, out TimeOnly clock, out ReadOnlySpan<char> rest)
    {
        clock = default;
        rest = default;
        if (text.Length < 8 || text[2] != ':' || text[5] != ':'
            || !Digits(text[..2], out var hour) || !Digits(text[3..5], out var minute) || !Digits(text[6..8], out var second)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var ticks = ((hour * 60L + minute) * 60 + second) * TimeSpan.TicksPerSecond;
        var at = 8;
        if (at < text.Length && text[at] == '.')
        {
            var unit = TimeSpan.TicksPerSecond;
            for (at++; at < text.Length && char.IsAsciiDigit(text[at]); at++)
            {
                unit /= 10;
                ticks += (text[at] - '0') * unit;
            }

            if (text[at - 1] == '.')
            {
                return false;
            }
        }

        clock = new TimeOnly(ticks);
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
            || hours > 18 || minutes > 59 || seconds > 59)
        {
            return false;
        }

        var span = new TimeSpan(hours, minutes, seconds);
        offset = text[0] == '-' ? -span : span;
        return true;
    }

    static bool Digits(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
