namespace Bpm.Feel.Tests;

public sealed class LogicTests
{
    [Theory]
    [InlineData("true and true", "true")]
    [InlineData("true and false", "false")]
    [InlineData("false and null", "false")]
    [InlineData("null and false", "false")]
    [InlineData("true and null", "null")]
    [InlineData("true and 1", "null")]
    [InlineData("false or true", "true")]
    [InlineData("null or true", "true")]
    [InlineData("false or null", "null")]
    [InlineData("true or false and false", "true")]
    [InlineData("not(true)", "false")]
    [InlineData("not(null)", "null")]
    [InlineData("not(1)", "null")]
    [InlineData("if true then 1 else 2", "1")]
    [InlineData("if null then 1 else 2", "2")]
    [InlineData("if 1 > 2 then 1 else if 1 = 1 then 3 else 4", "3")]
    [InlineData("some x in [1, 2] satisfies x = 2", "true")]
    [InlineData("some x in [], y in [1] satisfies x = y", "false")]
    [InlineData("every x in [1, 2] satisfies x > 0", "true")]
    [InlineData("every x in [1, \"a\"] satisfies x > 0", "null")]
    [InlineData("every x in 1..3, y in [x] satisfies x = y", "true")]
    public void Decides_in_three_values(string expression, string literal) => Assert.Equal(literal, Feel.Literal(expression));

    [Theory]
    [InlineData("for x in [1, 2] return x * 2", "[2, 4]")]
    [InlineData("for x in 1..3 return x", "[1, 2, 3]")]
    [InlineData("for x in 3..1 return x", "[3, 2, 1]")]
    [InlineData("for x in [1..3) return x", "[1, 2]")]
    [InlineData("for x in [1, 2], y in [x, 10] return x + y", "[2, 11, 4, 12]")]
    [InlineData("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]")]
    [InlineData("for d in @\"2026-02-27\"..@\"2026-03-01\" return d.day", "[27, 28, 1]")]
    [InlineData("for first name in [\"a\"] return first name + \"!\"", "[\"a!\"]")]
    [InlineData("for x in [3..1] return x", "null")]
    [InlineData("for x in 1 return x", "null")]
    public void Loops(string expression, string literal) => Assert.Equal(literal, Feel.Literal(expression));
}
