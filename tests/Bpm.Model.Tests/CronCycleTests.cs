using System.Globalization;

namespace Bpm.Model.Tests;

/// <summary>Cron texts, also where the clock of a zone jumps: in Berlin at 2026-03-29 02:00 to 03:00, at 2026-10-25 03:00 to 02:00.</summary>
public sealed class CronCycleTests
{
    [Theory]
    [InlineData("0 0 8 * * *", "2026-03-02T08:00:00Z", "2026-03-03T08:00:00Z")]
    [InlineData("0 0 8 * * *", "2026-03-02T07:59:59.999Z", "2026-03-02T08:00:00Z")]
    [InlineData("*/15 * * * * ?", "2026-03-02T08:00:00Z", "2026-03-02T08:00:15Z")]
    [InlineData("0 5/20 9-10 ? * MON-FRI", "2026-03-06T10:45:00Z", "2026-03-09T09:05:00Z")]
    [InlineData("0 0 0 L * ?", "2026-02-01T00:00:00Z", "2026-02-28T00:00:00Z")]
    [InlineData("0 0 0 29 FEB ?", "2026-03-01T00:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("0 0 9 ? * FRI#2", "2026-03-02T00:00:00Z", "2026-03-13T09:00:00Z")]
    [InlineData("0 0 9 ? * FRIL", "2026-03-02T00:00:00Z", "2026-03-27T09:00:00Z")]
    [InlineData("0 0 9 1,15 1-6/2 ? *", "2026-03-16T00:00:00Z", "2026-05-01T09:00:00Z")]
    [InlineData("@weekly", "2026-03-02T00:00:00Z", "2026-03-08T00:00:00Z")]
    [InlineData("@hourly", "2026-03-02T00:00:00Z", "2026-03-02T01:00:00Z")]
    public void Fires_at_the_next_instant_that_fits(string cron, string after, string next) =>
        Assert.Equal(Instant(next), Cycle(cron).Next(Instant(after), TimeZoneInfo.Utc));

    [Theory]
    [InlineData(CronDays.SundayIsZero, "2026-03-02")]
    [InlineData(CronDays.SundayIsOne, "2026-03-01")]
    public void A_number_means_a_day_as_the_dialect_counts(CronDays days, string date)
    {
        Assert.True(CronCycle.TryParse("0 0 0 ? * 1", days, out var cycle));

        Assert.Equal(Instant(date + "T00:00:00Z"), cycle.Next(Instant("2026-02-27T00:00:00Z"), TimeZoneInfo.Utc));
    }

    [Theory]
    [InlineData("0 0 8 * *")]
    [InlineData("60 0 8 * * *")]
    [InlineData("0 0 8 32 * *")]
    [InlineData("0 0 8 * * * 2026")]
    [InlineData("0 0 8 LW * ?")]
    [InlineData("0 0/0 8 * * *")]
    [InlineData("0 0 10-8 * * *")]
    [InlineData("0 0 8 ? * MOO")]
    [InlineData("0 0 8 ? * FRI#6")]
    [InlineData("@never")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_cron_text_is_not_read(string? cron) => Assert.False(CronCycle.TryParse(cron, CronDays.SundayIsZero, out _));

    [Fact]
    public void A_day_that_never_comes_ends_the_search() => Assert.Null(Cycle("0 0 0 30 FEB ?").Next(Instant("2026-01-01T00:00:00Z"), TimeZoneInfo.Utc));

    [Fact]
    public void A_time_that_the_clock_jumps_over_fires_as_long_after_the_jump() => Assert.Equal(
        ["2026-03-28T01:30", "2026-03-29T01:30", "2026-03-30T00:30"], Firings("0 30 2 * * *", "2026-03-27T12:00:00Z", 3));

    [Fact]
    public void A_time_that_the_clock_shows_twice_fires_the_first_time() => Assert.Equal(
        ["2026-10-24T00:30", "2026-10-25T00:30", "2026-10-26T01:30"], Firings("0 30 2 * * *", "2026-10-23T12:00:00Z", 3));

    [Fact]
    public void What_fires_every_half_hour_does_so_through_both_jumps()
    {
        Assert.Equal(["2026-03-29T00:30", "2026-03-29T01:00", "2026-03-29T01:30"], Firings("0 0/30 * * * *", "2026-03-29T00:00:00Z", 3));
        Assert.Equal(
            ["2026-10-25T00:00", "2026-10-25T00:30", "2026-10-25T01:00", "2026-10-25T01:30", "2026-10-25T02:00"], Firings("0 0/30 * * * *", "2026-10-24T23:30:00Z", 5));
    }

    static List<string> Firings(string cron, string after, int count)
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        List<string> firings = [];
        DateTimeOffset? last = Instant(after);
        while (firings.Count < count && (last = Cycle(cron).Next(last!.Value, berlin)) is { } next)
            firings.Add(next.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));
        return firings;
    }

    static CronCycle Cycle(string text) => CronCycle.TryParse(text, CronDays.SundayIsZero, out var cycle) ? cycle : throw new InvalidOperationException($"'{text}' is no cron text.");

    static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
