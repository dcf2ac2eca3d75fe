namespace Bpm.Feel.Tests;

public sealed class UnaryTestsTests
{
    [Theory]
    [InlineData("-", "1", "true")]
    [InlineData("1", "1", "true")]
    [InlineData("1, 2", "2", "true")]
    [InlineData("< 5", "4", "true")]
    [InlineData("[1..5)", "5", "false")]
    [InlineData("not(1, 2)", "3", "true")]
    [InlineData("not(1, 2)", "2", "false")]
    [InlineData("not(null)", "null", "false")]
    [InlineData("\"a\", \"b\"", "\"b\"", "true")]
    [InlineData("\"a\"", "null", "false")]
    [InlineData("null", "null", "true")]
    [InlineData("> 5", "null", "null")]
    [InlineData("? > 5 and ? < 8", "7", "true")]
    [InlineData("even(?)", "7", "false")]
    [InlineData("contains(?, \"b\")", "\"abc\"", "true")]
    [InlineData("limit", "10", "true")]
    [InlineData("> limit", "11", "true")]
    [InlineData("!= 3", "4", "true")]
    [InlineData("false", "false", "true")]
    [InlineData("true", "false", "false")]
    [InlineData("not(true) or ? = false", "false", "true")]
    public void Tests_the_input(string tests, string input, string literal)
    {
        var scope = FeelContext.Of(("?", FeelJson.Parse(input)), ("limit", FeelNumber.Of(10)));

        var result = FeelExpression.ParseUnaryTests(tests).Expression!.Evaluate(scope, Feel.Environment);

        Assert.Equal(literal, result.Value.ToString());
    }
}
