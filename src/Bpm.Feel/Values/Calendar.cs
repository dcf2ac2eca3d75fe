namespace Bpm.Feel;

/// <summary>
/// The Gregorian calendar for the years of DMN 1.5, 10.3.2.3.5: -999,999,999 to 999,999,999, of which .NET's types know 1 to 9999.
/// Days are counted from 0001-01-01 as <see cref="DateOnly.DayNumber"/> does.
/// </summary>
static class Calendar
{
    public const int GreatestYear = 999_999_999;
    public const long NanosecondsPerSecond = 1_000_000_000;
    public const long NanosecondsPerMinute = 60 * NanosecondsPerSecond;
    public const long NanosecondsPerHour = 60 * NanosecondsPerMinute;
    public const long NanosecondsPerDay = 24 * NanosecondsPerHour;
    public const int NanosecondsPerTick = 100;

    const int DaysPerEra = 146_097;
    const int YearsPerEra = 400;

    public static readonly long FirstDay = DayNumber(-GreatestYear, 1, 1);
    public static readonly long LastDay = DayNumber(GreatestYear, 12, 31);

    public static bool IsDay(long day) => day >= FirstDay && day <= LastDay;

    public static bool IsDate(long year, int month, int day) =>
        year is >= -GreatestYear and <= GreatestYear && month is >= 1 and <= 12 && day >= 1 && day <= DaysInMonth(year, month);

    public static int DaysInMonth(long year, int month) => DateTime.DaysInMonth(InEra(year), month);

    public static int DaysInYear(long year) => DateTime.IsLeapYear(InEra(year)) ? 366 : 365;

    public static long DayNumber(long year, int month, int day)
    {
        var like = InEra(year);
        return new DateOnly(like, month, day).DayNumber + ((year - like) / YearsPerEra * DaysPerEra);
    }

    public static (int Year, int Month, int Day) DateOf(long dayNumber)
    {
        var eras = Math.DivRem(dayNumber, DaysPerEra, out var rest);
        (eras, rest) = rest < 0 ? (eras - 1, rest + DaysPerEra) : (eras, rest);
        var like = DateOnly.FromDayNumber((int)rest);
        return ((int)(like.Year + (eras * YearsPerEra)), like.Month, like.Day);
    }

    /// <summary>Monday is 1, Sunday 7.</summary>
    public static int Weekday(long dayNumber) => (int)(((dayNumber % 7) + 7) % 7) + 1;

    public static DateOnly Nearest(long dayNumber) => DateOnly.FromDayNumber((int)Math.Clamp(dayNumber, 0, DateOnly.MaxValue.DayNumber));

    /// <summary>The day so many months away, on the month's last day where the month is shorter; null outside of the calendar.</summary>
    public static long? AddMonths(long dayNumber, long months)
    {
        var (year, month, day) = DateOf(dayNumber);
        var target = (Int128)(year * 12L) + month - 1 + months;
        if (target < -GreatestYear * 12L || target >= (GreatestYear + 1) * 12L)
        {
            return null;
        }

        var (newYear, newMonth) = ((long)target / 12, (int)((long)target % 12));
        (newYear, newMonth) = newMonth < 0 ? (newYear - 1, newMonth + 12) : (newYear, newMonth);
        return DayNumber(newYear, newMonth + 1, Math.Min(day, DaysInMonth(newYear, newMonth + 1)));
    }

    // The calendar repeats itself every 400 years: any year has a twin from 1 to 400.
    static int InEra(long year) => (int)((((year - 1) % YearsPerEra) + YearsPerEra) % YearsPerEra) + 1;
}
