using System.Globalization;
using System.Text;

namespace Bpm.Feel;

/// <summary>The ISO 8601 texts of both kinds of duration, read and written.</summary>
static class DurationText
{
    public static string Format(long months)
    {
        if (months == 0)
        {
            return "P0M";
        }

        var absolute = Math.Abs(months);
        var text = new StringBuilder(months < 0 ? "-P" : "P");
        Part(text, absolute / 12, 'Y');
        Part(text, absolute % 12, 'M');
        return text.ToString();
    }

    public static string Format(Int128 nanoseconds)
    {
        if (nanoseconds == 0)
        {
            return "PT0S";
        }

        var (days, rest) = Int128.DivRem(Int128.Abs(nanoseconds), Calendar.NanosecondsPerDay);
        var clock = (long)rest;
        var text = new StringBuilder(nanoseconds < 0 ? "-P" : "P");
        Part(text, (long)days, 'D');
        var time = new StringBuilder();
        Part(time, clock / Calendar.NanosecondsPerHour, 'H');
        Part(time, clock / Calendar.NanosecondsPerMinute % 60, 'M');
        var seconds = FeelNumber.Normalized(clock % Calendar.NanosecondsPerMinute / (decimal)Calendar.NanosecondsPerSecond);
        if (seconds != 0)
        {
            time.Append(CultureInfo.InvariantCulture, $"{seconds}S");
        }

        return time.Length == 0 ? text.ToString() : text.Append('T').Append(time).ToString();
    }

    /// <summary>Reads <c>P1Y2M</c> as years and months, <c>P1DT2H3M4.5S</c> as days and time; a mixture is no duration.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out FeelValue duration)
    {
        duration = FeelNull.Instance;
        var negative = text.StartsWith("-");
        var rest = negative ? text[1..] : text;
        if (rest.Length < 3 || rest[0] != 'P')
        {
            return false;
        }

        rest = rest[1..];
        decimal months = 0, seconds = 0;
        bool inTime = false, yearMonth = false, dayTime = false;
        var order = 0;
        while (!rest.IsEmpty)
        {
            if (rest[0] == 'T' && !inTime && rest.Length > 1)
            {
                inTime = true;
                rest = rest[1..];
                continue;
            }

            if (!TryPart(ref rest, out var number, out var unit, out var isWhole))
            {
                return false;
            }

            var rank = Rank(unit, inTime);
            if (rank <= order || (!isWhole && rank != 6))
            {
                return false;
            }

            order = rank;
            yearMonth |= rank <= 2;
            dayTime |= rank > 2;
            months += rank switch { 1 => number * 12, 2 => number, _ => 0 };
            seconds += rank switch { 3 => number * 86400, 4 => number * 3600, 5 => number * 60, 6 => number, _ => 0 };
        }

        if (yearMonth == dayTime || months > FeelYearMonthDuration.Greatest || seconds > long.MaxValue)
        {
            return false;
        }

        var sign = negative ? -1 : 1;
        FeelValue? read = yearMonth
            ? FeelYearMonthDuration.Of((Int128)months * sign)
            : FeelDayTimeDuration.Of((Int128)(seconds * Calendar.NanosecondsPerSecond) * sign);
        duration = read ?? duration;
        return read is not null;
    }

    static bool TryPart(ref ReadOnlySpan<char> rest, out decimal number, out char unit, out bool isWhole)
    {
        var length = 0;
        while (length < rest.Length && (char.IsAsciiDigit(rest[length]) || rest[length] == '.'))
        {
            length++;
        }

        unit = length < rest.Length ? rest[length] : '\0';
        var digits = rest[..length];
        isWhole = !digits.Contains('.');
        number = 0;
        if (length is 0 or > 19 || unit == '\0' || digits[0] == '.'
            || !decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number))
        {
            return false;
        }

        rest = rest[(length + 1)..];
        return true;
    }

    static int Rank(char unit, bool inTime) => (unit, inTime) switch
    {
        ('Y', false) => 1,
        ('M', false) => 2,
        ('D', false) => 3,
        ('H', true) => 4,
        ('M', true) => 5,
        ('S', true) => 6,
        _ => 0,
    };

    static void Part(StringBuilder text, long number, char unit)
    {
        if (number != 0)
        {
            text.Append(number).Append(unit);
        }
    }
}
