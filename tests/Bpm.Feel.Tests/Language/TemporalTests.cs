namespace Bpm.Feel.Tests;

/// <summary>Dates, times and durations beyond what .NET's types hold (DMN 1.5, 10.3.2.3.4 to 10.3.2.3.8).</summary>
public sealed class TemporalTests
{
    [Theory]
    [InlineData("@\"-2021-02-28\" + @\"P1D\"", "@\"-2021-03-01\"")]
    [InlineData("@\"999999999-12-31\".year", "999999999")]
    [InlineData("@\"-999999999-01-01\".weekday", "1")]
    [InlineData("date(-4, 2, 29)", "@\"-0004-02-29\"")]
    [InlineData("@\"10000-01-01\" - @\"9999-12-31\"", "@\"P1D\"")]
    [InlineData("@\"999999999-12-31\" - @\"-999999999-01-01\"", "@\"P730484999633D\"")]
    [InlineData("years and months duration(@\"-999999999-01-01\", @\"999999999-12-31\")", "@\"P1999999998Y11M\"")]
    [InlineData("@\"-0001-01-31\" + @\"P1M\"", "@\"-0001-02-28\"")]
    [InlineData("@\"-2021-01-01T10:10:10+11:00\" - @\"PT11H\"", "@\"-2022-12-31T23:10:10+11:00\"")]
    [InlineData("day of week(@\"12345-06-07\")", "\"Thursday\"")]
    [InlineData("week of year(@\"2021-01-03\")", "53")]
    [InlineData("@\"10:00:00.123456789\"", "@\"10:00:00.123456789\"")]
    [InlineData("@\"10:00:00.123456789\" + @\"PT0.000000001S\"", "@\"10:00:00.12345679\"")]
    [InlineData("@\"2026-01-01T00:00:00.000000001\" > @\"2026-01-01T00:00:00\"", "true")]
    [InlineData("@\"PT0.000000001S\".seconds", "0.000000001")]
    [InlineData("@\"23:59:59+02:45:55\"", "@\"23:59:59+02:45:55\"")]
    [InlineData("@\"PT1H\" / 7", "@\"PT8M34.285714285S\"")]
    [InlineData("@\"P1Y\" / @\"P1M\"", "12")]
    [InlineData("for d in @\"-0001-12-31\"..@\"0000-01-01\" return d", "[@\"-0001-12-31\", @\"0000-01-01\"]")]
    [InlineData("date and time(@\"2026-07-01T12:00:00Z\", \"Europe/Paris\")", "@\"2026-07-01T14:00:00@Europe/Paris\"")]
    public void Reaches_all_years_and_nanoseconds(string expression, string literal) => Assert.Equal(literal, Feel.Literal(expression));

    [Theory]
    [InlineData("time(\"23:59:60\")")]
    [InlineData("time(\"24:00:01\")")]
    [InlineData("time(\"10:00:00+19:00\")")]
    [InlineData("date(\"2021-02-29\")")]
    [InlineData("date(\"02021-02-28\")")]
    [InlineData("date(\"+2021-02-28\")")]
    [InlineData("date(\"-0000-01-01\")")]
    [InlineData("date(1000000000, 1, 1)")]
    [InlineData("@\"999999999-12-31\" + @\"P1D\"")]
    [InlineData("date and time(\"2021-01-01T10:00:00@Nowhere/City\")")]
    public void What_no_calendar_or_clock_knows_is_null_with_a_reason(string expression)
    {
        var result = Feel.Evaluate(expression);

        Assert.Equal(FeelNull.Instance, result.Value);
        Assert.NotEmpty(result.Warnings);
    }

    [Theory]
    [InlineData("@\"-2021-01-01T10:10:10.000000001@Europe/Paris\"")]
    [InlineData("@\"123456-01-01\"")]
    [InlineData("@\"10:10:10.123456789-01:02:03\"")]
    [InlineData("@\"-P1D\"")]
    [InlineData("@\"P1999999998Y11M\"")]
    public void Goes_through_stored_JSON_unchanged(string literal) =>
        Assert.Equal(literal, FeelJson.Parse(FeelJson.ToJson(Feel.Value(literal), tagged: true), tagged: true).ToString());
}
