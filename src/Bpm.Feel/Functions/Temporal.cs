namespace Bpm.Feel.Functions;

/// <summary>Properties of dates (DMN 1.5, 10.3.4.8) and the present (10.3.4.11).</summary>
static class Temporal
{
    static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ];

    /// <summary>The instant of the environment, in its time zone. No clock is read here.</summary>
    public static FeelValue Now(Arguments a) => FeelDateTime.Of(TimeZoneInfo.ConvertTime(a.Run.Environment.Now, a.Run.Environment.Zone));

    public static FeelValue Today(Arguments a) =>
        new FeelDate(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(a.Run.Environment.Now, a.Run.Environment.Zone).DateTime));

    public static FeelValue DayOfYear(Arguments a) => Of(a, d => FeelNumber.Of(DayOfYear(d)));

    public static FeelValue DayOfWeek(Arguments a) => Of(a, d => new FeelString(Days[Calendar.Weekday(d) - 1]));

    public static FeelValue MonthOfYear(Arguments a) => Of(a, d => new FeelString(Months[Calendar.DateOf(d).Month - 1]));

    public static FeelValue WeekOfYear(Arguments a) => Of(a, d => FeelNumber.Of(WeekOfYear(d)));

    public static FeelValue LastDayOfMonth(Arguments a) => Of(a, d =>
    {
        var (year, month, _) = Calendar.DateOf(d);
        return new FeelDate(Calendar.DayNumber(year, month, Calendar.DaysInMonth(year, month)));
    });

    static int DayOfYear(long day) => (int)(day - Calendar.DayNumber(Calendar.DateOf(day).Year, 1, 1)) + 1;

    /// <summary>ISO 8601: the week belongs to the year that has its Thursday.</summary>
    static int WeekOfYear(long day) => (DayOfYear(day - Calendar.Weekday(day) + 4) - 1) / 7 + 1;

    static FeelValue Of(Arguments a, Func<long, FeelValue> compute)
    {
        switch (a.Scalar(0))
        {
            case FeelDate d:
                return compute(d.DayNumber);
            case FeelDateTime d:
                return compute(d.DayNumber);
            default:
                a.Mismatch(0, "date");
                return FeelNull.Instance;
        }
    }
}
