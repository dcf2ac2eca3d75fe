namespace Bpm.Feel.Tests;

public sealed class ArithmeticTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("10 - 3 - 2", "5")]
    [InlineData("2 ** 3 ** 2", "64")]
    [InlineData("-2 ** 2", "4")]
    [InlineData("2 ** -1", "0.5")]
    [InlineData("9 ** 0.5", "3")]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("1 / 4", "0.25")]
    [InlineData("1 / 0", "null")]
    [InlineData("10 ** 6145", "null")]
    [InlineData("\"a\" + \"b\"", "\"ab\"")]
    [InlineData("\"a\" + 1", "null")]
    [InlineData("1 + null", "null")]
    [InlineData("- @\"P1D\"", "@\"-P1D\"")]
    public void Computes(string expression, string literal) => Assert.Equal(literal, Feel.Literal(expression));

    [Theory]
    [InlineData("@\"2026-01-31\" + @\"P1M\"", "@\"2026-02-28\"")]
    [InlineData("@\"2026-01-31\" + @\"PT36H\"", "@\"2026-02-01\"")]
    [InlineData("@\"2026-01-31\" - @\"PT1S\"", "@\"2026-01-30\"")]
    [InlineData("@\"2026-03-01\" - @\"2026-02-01\"", "@\"P28D\"")]
    [InlineData("@\"2026-03-28T12:00:00@Europe/Berlin\" + @\"PT24H\"", "@\"2026-03-29T13:00:00@Europe/Berlin\"")]
    [InlineData("@\"2026-01-31T10:00:00Z\" - @\"2026-01-31T10:00:00+01:00\"", "@\"PT1H\"")]
    [InlineData("@\"2026-01-31T10:00:00Z\" - @\"2026-01-31T10:00:00\"", "null")]
    [InlineData("@\"23:30:00\" + @\"PT1H\"", "@\"00:30:00\"")]
    [InlineData("@\"P1D\" * 1.5", "@\"P1DT12H\"")]
    [InlineData("2 * @\"P1Y\"", "@\"P2Y\"")]
    [InlineData("@\"P1D\" / @\"PT6H\"", "4")]
    [InlineData("@\"P1Y11M\" * -2.5", "@\"-P4Y9M\"")]
    [InlineData("@\"2026-01-31T24:00:00\" + @\"PT1S\"", "@\"2026-02-01T00:00:01\"")]
    [InlineData("@\"2026-01-31T10:00:00\" - @\"2026-01-31\"", "null")]
    [InlineData("@\"2026-01-31T10:00:00Z\" - @\"2026-01-31\"", "@\"PT10H\"")]
    [InlineData("@\"P1Y\" / 5", "@\"P2M\"")]
    [InlineData("@\"P1Y\" + @\"P1D\"", "null")]
    [InlineData("@\"999999999-12-31\" + @\"P1D\"", "null")]
    [InlineData("@\"-999999999-01-01\" - @\"P1M\"", "null")]
    public void Computes_with_time(string expression, string literal) => Assert.Equal(literal, Feel.Literal(expression));
}
