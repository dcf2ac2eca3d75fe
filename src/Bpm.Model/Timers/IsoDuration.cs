using System.Globalization;
using System.Text.RegularExpressions;

namespace Bpm.Model;

/// <summary>
/// An ISO 8601 duration with calendar and clock parts, such as <c>P1M2DT3H</c>. Calendar parts are added to a date, so
/// a month is as long as the month it is added to.
/// </summary>
public readonly partial record struct IsoDuration(int Months, TimeSpan Time)
{
    /// <summary>Adds the duration to an instant; months are counted in the instant's own offset.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The result is outside the calendar.</exception>
    public DateTimeOffset AddTo(DateTimeOffset instant) => instant.AddMonths(Months) + Time;

    /// <summary>Adds the duration to an instant; false when the result is outside the calendar.</summary>
    public bool TryAddTo(DateTimeOffset instant, out DateTimeOffset later)
    {
        try
        {
            later = AddTo(instant);
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            later = default;
            return false;
        }
    }

    public bool IsPositive => Months > 0 || (Months == 0 && Time > TimeSpan.Zero);

    public static IsoDuration operator -(IsoDuration duration) => new(-duration.Months, -duration.Time);

    /// <summary>Reads <c>PnYnMnWnDTnHnMnS</c>, optionally with a sign in front.</summary>
    public static bool TryParse(string? text, out IsoDuration duration)
    {
        duration = default;
        if (text is not { Length: > 2 } || Pattern().Match(text) is not { Success: true } match || !match.Groups.Values.Skip(2).Any(g => g.Success)) return false;
        try
        {
            var months = checked((Number("y") * 12) + Number("mo"));
            var time = TimeSpan.FromDays(checked((Number("w") * 7) + Number("d"))) + TimeSpan.FromHours(Number("h")) + TimeSpan.FromMinutes(Number("mi"))
                + TimeSpan.FromTicks((long)(Seconds() * TimeSpan.TicksPerSecond));
            duration = match.Groups["sign"].Value == "-" ? new(-months, -time) : new(months, time);
            return true;
        }
        catch (Exception tooLong) when (tooLong is OverflowException or ArgumentOutOfRangeException)
        {
            return false;
        }

        int Number(string group) => match.Groups[group] is { Success: true } g ? int.Parse(g.ValueSpan, CultureInfo.InvariantCulture) : 0;
        decimal Seconds() => match.Groups["s"] is { Success: true } g ? decimal.Parse(g.ValueSpan, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"^(?<sign>[+-])?P(?:(?<y>\d{1,9})Y)?(?:(?<mo>\d{1,9})M)?(?:(?<w>\d{1,9})W)?(?:(?<d>\d{1,9})D)?(?:T(?=\d)(?:(?<h>\d{1,9})H)?(?:(?<mi>\d{1,9})M)?(?:(?<s>\d{1,9}(?:\.\d{1,7})?)S)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
