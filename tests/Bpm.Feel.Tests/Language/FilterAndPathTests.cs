namespace Bpm.Feel.Tests;

public sealed class FilterAndPathTests
{
    [Theory]
    [InlineData("[1, 2, 3][1]", "1")]
    [InlineData("[1, 2, 3][-1]", "3")]
    [InlineData("[1, 2, 3][4]", "null")]
    [InlineData("[1, 2, 3][0]", "null")]
    [InlineData("[1, 2, 3][item > 1]", "[2, 3]")]
    [InlineData("[1, 2, 3][1 + 1]", "2")]
    [InlineData("[{a: 1, b: 2}, {a: 3, b: 4}][a > 1].b", "[4]")]
    [InlineData("[{a: 1}, {b: 2}][a = 1]", "[{a: 1}]")]
    [InlineData("[{a: 1}, {a: 2}].a", "[1, 2]")]
    [InlineData("{a: {b: [1, 2]}}.a.b[2]", "2")]
    [InlineData("{a b: 1}.a b", "1")]
    [InlineData("{order: {for: 1}}.order.for", "1")]
    [InlineData("5[1]", "5")]
    [InlineData("5[item > 6]", "[]")]
    [InlineData("null[1]", "null")]
    [InlineData("null.a", "null")]
    [InlineData("@\"2026-01-31T10:20:30+01:00\".hour", "10")]
    [InlineData("@\"2026-01-31\".weekday", "6")]
    [InlineData("@\"2026-01-31T10:20:30+01:00\".time offset", "@\"PT1H\"")]
    [InlineData("@\"2026-01-31T10:20:30@Europe/Berlin\".timezone", "\"Europe/Berlin\"")]
    [InlineData("@\"P1DT2H3M4.5S\".seconds", "4.5")]
    [InlineData("@\"P1Y2M\".months", "2")]
    [InlineData("[1..5).end included", "false")]
    [InlineData("(> 5).start", "5")]
    public void Finds(string expression, string literal) => Assert.Equal(literal, Feel.Literal(expression));

    [Theory]
    [InlineData("x + 1", "2")]
    [InlineData("order.lines[price > 5].name", "[\"b\"]")]
    [InlineData("first name", "\"Ada\"")]
    [InlineData("first name + \"!\"", "\"Ada!\"")]
    [InlineData("a+b", "42")]
    [InlineData("a + b + 1", "43")]
    [InlineData("`weird name!`", "7")]
    [InlineData("date of birth", "\"1815\"")]
    public void Reads_variables(string expression, string literal)
    {
        var scope = Feel.Context("""
            {"x": 1, "first name": "Ada", "a+b": 42, "weird name!": 7, "date of birth": "1815",
             "order": {"lines": [{"name": "a", "price": 1}, {"name": "b", "price": 10}]}}
            """);

        Assert.Equal(literal, Feel.Literal(expression, scope));
    }

    [Fact]
    public void Lists_the_variables_it_may_read()
    {
        var expression = FeelExpression.Parse("for i in items return sum(i.a) + b + {c: 1, d: c}.d + count(lines[price > limit])").Expression!;

        Assert.Equal(["b", "items", "limit", "lines", "price"], expression.Variables.Order());
    }

    [Theory]
    [InlineData("(function(a, b) a - b)(3, 2)", "1")]
    [InlineData("(function(a, b) a - b)(b: 3, a: 2)", "-1")]
    [InlineData("{f: function(a: number) a + 1, r: f(1)}.r", "2")]
    [InlineData("(function(a: number) a)(\"x\")", "null")]
    [InlineData("substring(string: \"abc\", start position: 2)", "\"bc\"")]
    [InlineData("substring(start position: 2, text: \"abc\")", "null")]
    [InlineData("sort([3, 1, 2], function(x, y) x > y)", "[3, 2, 1]")]
    [InlineData("{f: count, n: f([1, 2])}.n", "2")]
    [InlineData("unheard(1)", "null")]
    [InlineData("(function() function(x) x + 1)()(2)", "3")]
    public void Calls_functions(string expression, string literal) => Assert.Equal(literal, Feel.Literal(expression));
}
