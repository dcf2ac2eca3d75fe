namespace Bpm.Feel.Tests;

/// <summary>Random and mutated texts: whatever comes, there is a value or a located error.</summary>
public sealed class RobustnessTests
{
    static readonly string[] Parts =
    [
        "1", "2.5", "\"a\"", "x", "[", "]", "(", ")", "{", "}", ",", ":", ".", "..", "+", "-", "*", "/", "**", "=", "!=", "<", ">", " and ", " or ", " in ",
        "if ", " then ", " else ", "for i in ", " return ", "some y in ", " satisfies ", "function(a) ", "not(", "count(", "date(", "@\"P1D\"", "null", "true",
        " between ", " instance of ", "number", "item", "partial", "?", "sort(", "string(", "1..9", "|", "'b'", "&&", "!", "empty ", "${", "}",
    ];

    [Fact]
    public void Random_expressions_give_a_value_or_an_error()
    {
        var random = new Random(42);
        var environment = Feel.Environment with { StepBudget = 10_000 };
        var scope = Feel.Context("""{"x": [1, {"a": "b"}], "?": 3}""");
        for (var i = 0; i < 10_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => Parts[random.Next(Parts.Length)]));
            foreach (var parsed in (FeelParseResult[])[FeelExpression.Parse(text), FeelExpression.ParseUnaryTests(text), CamundaExpression.Parse($"${{{text}}}")])
            {
                var value = parsed.Expression?.Evaluate(scope, environment).Value;
                Assert.True(value is null or { IsData: false } || value.Equals(FeelJson.Parse(FeelJson.ToJson(value, tagged: true), tagged: true)), text);
                Assert.True((parsed.Error is null) == (value is not null), text);
                Assert.True(parsed.Error is null || (parsed.Error.Position >= 0 && parsed.Error.Position <= text.Length + 3), text);
            }
        }
    }

    [Fact]
    public void One_expression_serves_many_threads()
    {
        var expression = FeelExpression.Parse("sum(for i in 1..n return i * 2)").Expression!;

        Parallel.For(1, 200, n => Assert.Equal(
            FeelNumber.Of(n * (n + 1)),
            expression.Evaluate(FeelContext.Of(("n", FeelNumber.Of(n))), Feel.Environment).Value));
    }
}
