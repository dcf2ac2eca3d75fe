namespace Bpm.Feel.Tests;

/// <summary>Functions made in .NET, as decisions use them, and the budget that they share.</summary>
public sealed class FeelFunctionTests
{
    static readonly FeelType Number = Type("number");

    [Theory]
    [InlineData("twice(21)", "42")]
    [InlineData("twice(n: 21)", "42")]
    [InlineData("twice([21])", "42")]
    [InlineData("twice(null)", "null")]
    [InlineData("for i in 1..3 return twice(i)", "[2, 4, 6]")]
    public void A_function_made_in_dotnet_is_called_like_any_other(string expression, string expected)
    {
        var twice = FeelFunction.Of("twice", [new FeelParameter("n", Number)], Number, call => Feel.Value("if n = null then null else n * 2", FeelContext.Of(("n", call.Arguments[0]))));

        Assert.Equal(expected, Feel.Literal(expression, FeelContext.Of(("twice", twice))));
    }

    [Theory]
    [InlineData("twice(\"a\")", "Expected number for 'n', but found string.")]
    [InlineData("twice(1, 2)", "Expected 1 arguments, but found 2.")]
    [InlineData("twice(m: 1)", "No parameters (m) found in twice(n).")]
    public void An_argument_that_does_not_conform_makes_the_call_null_with_a_reason(string expression, string warning)
    {
        var twice = FeelFunction.Of("twice", [new FeelParameter("n", Number)], null, call => call.Arguments[0]);

        var result = Feel.Evaluate(expression, FeelContext.Of(("twice", twice)));

        Assert.Equal(FeelNull.Instance, result.Value);
        Assert.Equal(warning, Assert.Single(result.Warnings).Message);
    }

    [Fact]
    public void What_a_function_evaluates_is_paid_by_the_expression_that_calls_it()
    {
        var long1 = FeelExpression.Parse("count(for i in 1..1000 return i)").Expression!;
        var slow = FeelFunction.Of("slow", [], null, call => long1.Evaluate(FeelContext.Empty, call.Budget).Value);
        var budget = new FeelBudget(Feel.Environment with { StepBudget = 2_500 });
        var expression = FeelExpression.Parse("slow()").Expression!;

        var results = Enumerable.Range(0, 3).Select(_ => expression.Evaluate(FeelContext.Of(("slow", slow)), budget)).ToArray();

        Assert.Equal(FeelNumber.Of(1000), results[0].Value);
        Assert.NotNull(results[2].Failure);
        Assert.True(budget.IsSpent);
    }

    [Fact]
    public void A_function_that_calls_itself_for_ever_fails()
    {
        FeelFunction? again = null;
        var expression = FeelExpression.Parse("again()").Expression!;
        again = FeelFunction.Of("again", [], null, call => expression.Evaluate(FeelContext.Of(("again", again!)), call.Budget).Value);

        Assert.NotNull(again.Invoke([], new FeelBudget(Feel.Environment)).Failure);
    }

    [Theory]
    [InlineData("number", "[1]", "1")]
    [InlineData("list<number>", "1", "[1]")]
    [InlineData("list", "1", "[1]")]
    [InlineData("date and time", "@\"2026-01-01\"", "@\"2026-01-01T00:00:00Z\"")]
    [InlineData("string", "1", null)]
    [InlineData("list<number>", "[1, \"a\"]", null)]
    [InlineData("context<a: number>", "{a: 1, b: 2}", "{a: 1, b: 2}")]
    [InlineData("context<a: number>", "{b: 2}", null)]
    [InlineData("string", "null", "null")]
    public void A_value_is_converted_to_a_type_or_does_not_conform(string type, string value, string? expected) =>
        Assert.Equal(expected, Type(type).Coerce(Feel.Value(value))?.ToString());

    [Fact]
    public void A_type_that_the_caller_defines_is_known_by_its_name()
    {
        var adult = Number.Restricted("tAdult age", v => v is FeelNumber { Value: >= 18 });
        var types = new Dictionary<string, FeelType> { ["tAdult age"] = adult };

        var parsed = FeelExpression.Parse("for n in [17, 18] return n instance of tAdult age", [], types);

        Assert.Equal("[false, true]", parsed.Expression!.Evaluate(FeelContext.Empty, Feel.Environment).Value.ToString());
    }

    static FeelType Type(string text) => FeelType.TryParse(text, out var type) ? type : throw new ArgumentException(text);
}
