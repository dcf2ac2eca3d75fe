using System.Globalization;

namespace Bpm.Feel.Functions;

static class Temporal
{
    static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ];

    /// <summary>The instant of the environment, in its time zone. No clock is read here.</summary>
    public static FeelValue Now(Arguments a) => FeelDateTime.Of(TimeZoneInfo.ConvertTime(a.Run.Environment.Now, a.Run.Environment.Zone));

    public static FeelValue Today(Arguments a) =>
        new FeelDate(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(a.Run.Environment.Now, a.Run.Environment.Zone).DateTime));

    public static FeelValue DayOfYear(Arguments a) => Of(a, d => FeelNumber.Of(d.DayOfYear));

    public static FeelValue DayOfWeek(Arguments a) => Of(a, d => new FeelString(Days[(int)d.DayOfWeek]));

    public static FeelValue MonthOfYear(Arguments a) => Of(a, d => new FeelString(Months[d.Month - 1]));

    public static FeelValue WeekOfYear(Arguments a) => Of(a, d => FeelNumber.Of(ISOWeek.GetWeekOfYear(d.ToDateTime(TimeOnly.MinValue))));

    public static FeelValue LastDayOfMonth(Arguments a) =>
        Of(a, d => new FeelDate(new DateOnly(d.Year, d.Month, DateTime.DaysInMonth(d.Year, d.Month))));

    static FeelValue Of(Arguments a, Func<DateOnly, FeelValue> compute)
    {
        switch (a.Scalar(0))
        {
            case FeelDate d:
                return compute(d.Value);
            case FeelDateTime d:
                return compute(DateOnly.FromDateTime(d.Local));
            default:
                a.Mismatch(0, "date");
                return FeelNull.Instance;
        }
    }
}
