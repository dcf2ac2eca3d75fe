namespace Bpm.Feel.Tests;

public sealed class SyntaxErrorTests
{
    [Theory]
    [InlineData("(1 + 2", "Expected ')' but found the end at line 1, column 7")]
    [InlineData("if (a) then", "Expected an expression but found the end at line 1, column 12")]
    [InlineData("foo(1 2)", "Expected ',' but found '2' at line 1, column 7")]
    [InlineData("a == b", "Expected '=' but found '==' at line 1, column 3")]
    [InlineData("a\n + * b", "Expected an expression but found '*' at line 2, column 4")]
    [InlineData("1 2", "Expected the end of the expression but found '2' at line 1, column 3")]
    [InlineData("\"abc", "Expected \" to end the string that starts at line 1, column 1")]
    [InlineData("a && b", "Expected 'and' but found '&&' at line 1, column 3")]
    [InlineData("!a", "Expected not(…) but found '!' at line 1, column 1")]
    [InlineData("'a'", "Expected double quotes around a string but found ' at line 1, column 1")]
    [InlineData("a & b", "Unexpected character '&' at line 1, column 3")]
    [InlineData("{a: 1, a: 2}", "Expected another name but found 'a' twice at line 1, column 8")]
    [InlineData("/* a", "Expected '*/' to end the comment at line 1, column 1")]
    [InlineData("[1..2", "Expected ']', ')' or '[' but found the end at line 1, column 6")]
    [InlineData("1e9999", "Expected a number below 10^6145 but found '1e9999' at line 1, column 1")]
    [InlineData("for in x return 1", "Expected a name but found 'in' at line 1, column 5")]
    [InlineData("f(a: 1, 2)", "Expected a parameter's name but found '2' at line 1, column 9")]
    [InlineData("", "Expected an expression but found the end at line 1, column 1")]
    public void Names_what_was_expected_and_where(string expression, string message) =>
        Assert.Equal(message, Feel.Error(expression).Message);

    [Theory]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("-")]
    [InlineData("not(")]
    [InlineData("if ")]
    [InlineData("{a:")]
    [InlineData("1 in (")]
    [InlineData("1 in (2 in (")]
    [InlineData("a[")]
    [InlineData("for x in ")]
    [InlineData("function(x) ")]
    [InlineData("1 instance of list<")]
    public void Deep_nesting_is_an_error_and_no_stack_overflow(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 90_000 / part.Length)) + "1";

        Assert.NotNull(FeelExpression.Parse(text).Error);
        Assert.NotNull(CamundaExpression.Parse("${" + text + "}").Error);
    }

    [Theory]
    [InlineData(".a")]
    [InlineData("[1]")]
    [InlineData("()")]
    [InlineData(" = 1")]
    [InlineData(" in 1")]
    public void A_long_chain_of_what_nests_is_an_error(string part) =>
        Assert.NotNull(FeelExpression.Parse("a" + string.Concat(Enumerable.Repeat(part, 10_000))).Error);

    [Theory]
    [InlineData("1", " + 1", "10001")]
    [InlineData("true", " and true", "true")]
    [InlineData("false", " or false", "false")]
    public void A_long_chain_of_one_operator_is_fine(string start, string part, string literal) =>
        Assert.Equal(literal, Feel.Literal(start + string.Concat(Enumerable.Repeat(part, 10_000))));
}
