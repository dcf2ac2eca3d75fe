namespace Bpm.Feel.Tests;

public sealed class LiteralTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("-1.50", "-1.5")]
    [InlineData(".5", "0.5")]
    [InlineData("1.2e3", "1200")]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    [InlineData("\"a\"", "\"a\"")]
    [InlineData("\"a\\\"b\\\\c\\n\\t\"", "\"a\\\"b\\\\c\\n\\t\"")]
    [InlineData("\"\\u00e9\\U01F40E\"", "\"é🐎\"")]
    [InlineData("\"a\\d\"", "\"a\\\\d\"")]
    [InlineData("[1, \"a\", [true]]", "[1, \"a\", [true]]")]
    [InlineData("[]", "[]")]
    [InlineData("{a: 1, \"b c\": a + 1}", "{a: 1, b c: 2}")]
    [InlineData("{}", "{}")]
    [InlineData("[1..5]", "[1..5]")]
    [InlineData("(1..5)", "(1..5)")]
    [InlineData("]1..5[", "(1..5)")]
    [InlineData("[\"a\"..\"z\"]", "[\"a\"..\"z\"]")]
    [InlineData("@\"2026-01-31\"", "@\"2026-01-31\"")]
    [InlineData("@\"10:30:00.250+01:00\"", "@\"10:30:00.25+01:00\"")]
    [InlineData("@\"2026-01-31T10:30:00@Europe/Berlin\"", "@\"2026-01-31T10:30:00@Europe/Berlin\"")]
    [InlineData("@\"P1Y13M\"", "@\"P2Y1M\"")]
    [InlineData("@\"-P1DT25H0.5S\"", "@\"-P2DT1H0.5S\"")]
    [InlineData("1 // one\n + /* and */ 2", "3")]
    public void Gives_the_value_it_spells(string expression, string literal) => Assert.Equal(literal, Feel.Literal(expression));

    [Theory]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("\"a\"")]
    [InlineData("@\"2026-01-31\"")]
    public void A_plain_value_needs_no_evaluation(string expression)
    {
        var parsed = FeelExpression.Parse(expression).Expression!;

        Assert.True(parsed.IsStatic);
        Assert.Equal(Feel.Value(expression), parsed.StaticValue);
    }

    [Fact]
    public void A_literal_that_names_no_date_is_null_and_says_so()
    {
        var result = Feel.Evaluate("@\"2026-02-30\"");

        Assert.Equal(FeelNull.Instance, result.Value);
        Assert.Contains("2026-02-30", Assert.Single(result.Warnings).Message);
    }

    [Fact]
    public void A_constant_is_the_value_it_was_made_of()
    {
        var constant = FeelExpression.Constant(new FeelString("= not evaluated"), "= not evaluated");

        Assert.Equal("= not evaluated", constant.Text);
        Assert.Equal(new FeelString("= not evaluated"), constant.Evaluate(FeelContext.Empty, Feel.Environment).Value);
    }
}
