namespace Bpm.Dmn.Tests.Expressions;

public sealed class BoxedExpressionTests
{
    [Fact]
    public void Entries_of_a_context_see_those_before_them_and_a_nameless_one_is_the_result()
    {
        var entries = $"""
            <contextEntry><variable name="net price"/>{Dmn.Literal("100")}</contextEntry>
            <contextEntry><variable name="tax" typeRef="number"/>{Dmn.Literal("net price * 0.2")}</contextEntry>
            """;

        Assert.Equal("{net price: 100, tax: 20}", Dmn.Box($"<context>{entries}</context>"));
        Assert.Equal("120", Dmn.Box($"<context>{entries}<contextEntry>{Dmn.Literal("net price + tax")}</contextEntry></context>"));
    }

    [Fact]
    public void A_list_and_a_relation_give_lists()
    {
        Assert.Equal("[1, \"a\"]", Dmn.Box($"<list>{Dmn.Literal("1")}{Dmn.Literal("\"a\"")}</list>"));
        Assert.Equal("[{a: 1, b c: 2}, {a: 3, b c: null}]", Dmn.Box($"""
            <relation><column name="a"/><column name="b c" typeRef="number"/>
            <row>{Dmn.Literal("1")}{Dmn.Literal("2")}</row><row>{Dmn.Literal("3")}{Dmn.Literal("\"x\"")}</row></relation>
            """));
    }

    [Theory]
    [InlineData("true", "1")]
    [InlineData("false", "2")]
    [InlineData("null", "2")]
    public void A_conditional_takes_else_for_all_that_is_not_true(string condition, string expected) =>
        Assert.Equal(expected, Dmn.Box($"<conditional><if>{Dmn.Literal(condition)}</if><then>{Dmn.Literal("1")}</then><else>{Dmn.Literal("2")}</else></conditional>"));

    [Theory]
    [InlineData("[1, 2, 3]", "n + count(partial)", "[1, 3, 5]")]
    [InlineData("[1..3]", "n * n", "[1, 4, 9]")]
    [InlineData("\"x\"", "n", "null")]
    public void A_for_collects_what_it_returns(string source, string body, string expected) =>
        Assert.Equal(expected, Dmn.Box($"<for iteratorVariable=\"n\"><in>{Dmn.Literal(source)}</in><return>{Dmn.Literal(body)}</return></for>"));

    [Theory]
    [InlineData("every", "n > 0", "true")]
    [InlineData("every", "n > 1", "false")]
    [InlineData("some", "n > 1", "true")]
    [InlineData("some", "n > 2", "false")]
    [InlineData("every", "null", "null")]
    public void Quantified_expressions_answer_for_all_items(string kind, string condition, string expected) =>
        Assert.Equal(expected, Dmn.Box($"<{kind} iteratorVariable=\"n\"><in>{Dmn.Literal("[1, 2]")}</in><satisfies>{Dmn.Literal(condition)}</satisfies></{kind}>"));

    [Theory]
    [InlineData("age > 17", "[{age: 18}]")]
    [InlineData("item.age < 18", "[{age: 17}]")]
    [InlineData("2", "{age: 18}")]
    [InlineData("\"x\"", "null")]
    public void A_filter_keeps_what_matches(string match, string expected) =>
        Assert.Equal(expected, Dmn.Box($"<filter><in>{Dmn.Literal("[{age: 17}, {age: 18}]")}</in><match>{Dmn.Literal(match)}</match></filter>"));

    [Fact]
    public void An_invocation_binds_parameters_by_name()
    {
        var function = $"""<contextEntry><variable name="f"/><functionDefinition><formalParameter name="a b" typeRef="number"/><formalParameter name="c"/>{Dmn.Literal("a b - c")}</functionDefinition></contextEntry>""";
        var call = $"""
            <contextEntry><invocation>{Dmn.Literal("f")}<binding><parameter name="c"/>{Dmn.Literal("1")}</binding>
            <binding><parameter name="a b"/>{Dmn.Literal("10")}</binding></invocation></contextEntry>
            """;

        Assert.Equal("9", Dmn.Box($"<context>{function}{call}</context>"));
        Assert.Equal("null", Dmn.Box($"<context>{function}{call.Replace("\"c\"", "\"d\"", StringComparison.Ordinal)}</context>"));
    }

    [Fact]
    public void A_decision_that_needs_too_many_steps_fails()
    {
        var outcome = Dmn.Ask(Dmn.Model($"<decision id=\"d\" name=\"d\"><for iteratorVariable=\"n\"><in>{Dmn.Literal("[1..100000]")}</in><return>{Dmn.Literal("count(for m in 1..1000 return m)")}</return></for></decision>"), "d");

        Assert.Equal("null", outcome.Value.ToString());
        Assert.NotNull(outcome.Failure);
    }
}
