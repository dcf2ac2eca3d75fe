namespace Bpm.Feel.Tests;

/// <summary>Corners of DMN 1.5 that are easily forgotten.</summary>
public sealed class StandardTests
{
    [Theory]
    [InlineData("(= 10).start", "10")]
    [InlineData("(!= 10).start included", "false")]
    [InlineData("(< 10) = (null..10)", "false")]
    [InlineData("5 in (!= 10)", "true")]
    [InlineData("5 in [= 5, > 7]", "true")]
    [InlineData("range(\">= 5\")", "(>= 5)")]
    [InlineData("range(\"[1..10)\").end", "10")]
    [InlineData("@\"10:00:00.1\" = @\"10:00:00.2\"", "true")]
    [InlineData("@\"10:00:00.1\" < @\"10:00:00.2\"", "true")]
    [InlineData("is(value1: 1)", "false")]
    [InlineData("(function(a: string) a) instance of function<string>->string", "true")]
    [InlineData("(function(a: string) a) instance of function<number>->string", "false")]
    [InlineData("(function(a: string) a) instance of function<string, string>->string", "false")]
    [InlineData("[1..2] instance of range<number>", "true")]
    [InlineData("[1..2] instance of range<string>", "false")]
    [InlineData("[[1]] instance of list<list<number>>", "true")]
    [InlineData("{a: {b: 1}} instance of context<a: context<b: number>>", "true")]
    [InlineData("(function(a: list<number>) count(a))(1)", "1")]
    [InlineData("(function(a: number) a + 1)([1])", "2")]
    [InlineData("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]")]
    [InlineData("list replace([1, 2, 3], function(item, newItem) item = 2, 9)", "[1, 9, 3]")]
    [InlineData("string join(list: [\"a\", \"b\"], delimiter: \"-\")", "\"a-b\"")]
    [InlineData("context put(context: {a: {b: 1}}, keys: [\"a\", \"b\"], value: 2)", "{a: {b: 2}}")]
    [InlineData("context merge(contexts: [{a: 1}, {a: 2, b: 3}])", "{a: 2, b: 3}")]
    [InlineData("context(entries: [{key: \"a\", value: 1}])", "{a: 1}")]
    [InlineData("get value(m: {a: 1}, key: \"a\")", "1")]
    public void Follows_the_standard(string expression, string literal) => Assert.Equal(literal, Feel.Literal(expression));

    [Fact]
    public void A_function_of_the_scope_hides_a_built_in_one_but_another_variable_does_not()
    {
        var scope = FeelContext.Of(("date", new FeelString("x")), ("count", FeelFunction.Of("count", [new("list")], null, _ => FeelNumber.Of(-1))));

        Assert.Equal("[@\"2026-01-01\", -1]", Feel.Literal("[date(\"2026-01-01\"), count([1])]", scope));
    }

    [Fact]
    public void An_external_function_is_read_but_calling_it_is_null_with_a_reason()
    {
        var result = Feel.Evaluate("{cos: function(a: number) external {java: {class: \"java.lang.Math\", method signature: \"cos(double)\"}}, x: cos(1)}.x");

        Assert.Equal(FeelNull.Instance, result.Value);
        Assert.Equal(FeelWarningKind.FunctionFailed, Assert.Single(result.Warnings).Kind);
    }
}
