namespace Bpm.Feel.Tests;

public sealed class WarningTests
{
    [Theory]
    [InlineData("1 + amout", FeelWarningKind.NoVariableFound, 4, 5)]
    [InlineData("{a: 1}.b", FeelWarningKind.NoPropertyFound, 0, 8)]
    [InlineData("1 + \"a\"", FeelWarningKind.InvalidType, 0, 7)]
    [InlineData("1 < \"a\"", FeelWarningKind.NotComparable, 0, 7)]
    [InlineData("[1][2]", FeelWarningKind.OutOfRange, 0, 6)]
    [InlineData("1 / 0", FeelWarningKind.OutOfRange, 0, 5)]
    [InlineData("date(\"x\")", FeelWarningKind.FunctionFailed, 0, 9)]
    [InlineData("floor(\"x\")", FeelWarningKind.InvalidType, 0, 10)]
    [InlineData("unheard(1)", FeelWarningKind.NoFunctionFound, 0, 7)]
    [InlineData("floor(1, 2, 3)", FeelWarningKind.NoFunctionFound, 0, 14)]
    [InlineData("true and 5", FeelWarningKind.InvalidType, 9, 1)]
    [InlineData("all([true, 1])", FeelWarningKind.FunctionFailed, 0, 14)]
    [InlineData("some x in [1] satisfies x", FeelWarningKind.InvalidType, 24, 1)]
    [InlineData("1e6144 * 10", FeelWarningKind.OutOfRange, 0, 11)]
    [InlineData("@\"999999999-12-31\" + @\"P1D\"", FeelWarningKind.InvalidType, 0, 27)]
    public void Null_comes_with_its_reason_and_place(string expression, FeelWarningKind kind, int position, int length)
    {
        var result = Feel.Evaluate(expression);

        Assert.Equal(FeelNull.Instance, result.Value);
        Assert.Null(result.Failure);
        var warning = result.Warnings[0];
        Assert.Equal((kind, position, length), (warning.Kind, warning.Position, warning.Length));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("string(null)")]
    [InlineData("@\"2026-01-01T10:00:00\".timezone")]
    [InlineData("@\"P1D\".years")]
    [InlineData("true and null")]
    [InlineData("{a: null}.a")]
    [InlineData("if null then 1 else null")]
    public void Null_that_is_meant_has_no_reason(string expression)
    {
        var result = Feel.Evaluate(expression);

        Assert.Equal(FeelNull.Instance, result.Value);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void A_clean_evaluation_has_no_warnings() => Assert.Empty(Feel.Evaluate("1 + 1").Warnings);

    [Theory]
    [InlineData("count(for x in 1..10000000 return x)")]
    [InlineData("some x in 1..10000000, y in 1..10000000 satisfies false")]
    [InlineData("(for i in 1..60 return if i = 1 then \"aaaaaaaaaa\" else partial[-1] + partial[-1])[-1]")]
    [InlineData("(for i in 1..60 return if i = 1 then [1] else concatenate(partial[-1], partial[-1]))[-1]")]
    [InlineData("for i in 1..100000 return distinct values(for j in 1..1000 return j)")]
    public void What_would_run_too_long_fails(string expression)
    {
        var result = Feel.Evaluate(expression);

        Assert.Equal(FeelNull.Instance, result.Value);
        Assert.Contains("steps", result.Failure);
        Assert.Contains(result.Warnings, w => w.Kind == FeelWarningKind.StepBudgetExceeded);
    }

    [Fact]
    public void Endless_recursion_fails()
    {
        var result = Feel.Evaluate("(function(f) f(f))(function(f) f(f))");

        Assert.Equal(FeelNull.Instance, result.Value);
        Assert.NotNull(result.Failure);
    }

    [Fact]
    public void Recursion_through_deep_expressions_fails_on_a_small_stack()
    {
        var deep = $"{new string('[', 60)}f(f){new string(']', 60)}{string.Concat(Enumerable.Repeat("[1]", 120))}";
        var expression = FeelExpression.Parse($"(function(f) {deep})(function(f) {deep})").Expression!;
        FeelResult? result = null;

        var thread = new Thread(() => result = expression.Evaluate(FeelContext.Empty, Feel.Environment), 512 * 1024);
        thread.Start();
        thread.Join();

        Assert.NotNull(result!.Failure);
    }

    [Fact]
    public void A_value_nested_too_deeply_is_null()
    {
        var result = Feel.Evaluate("count((for i in 1..1000 return if i = 1 then [] else [partial[-1]])[-1])");

        Assert.Contains(result.Warnings, w => w.Kind == FeelWarningKind.TooDeep);
    }

    [Fact]
    public void Text_in_variables_is_never_evaluated()
    {
        var scope = FeelContext.Of(("a", new FeelString("1 + 1")), ("b", new FeelString("${1 + 1}")), ("c", new FeelString("= now()")));

        Assert.Equal("[\"1 + 1\", \"${1 + 1}\", \"= now()\"]", Feel.Literal("[a, b, c]", scope));
        Assert.Equal(new FeelString("1 + 1 ${1 + 1} = now()"), CamundaExpression.Parse("${a} ${b} ${c}").Expression!.Evaluate(scope, Feel.Environment).Value);
        Assert.Equal(FeelNull.Instance, Feel.Value("range(\"[a..now()]\")", scope));
    }
}
