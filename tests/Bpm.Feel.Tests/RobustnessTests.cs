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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Generated_and_mutated_expressions_end_with_the_same_answer_twice(int seed)
    {
        var source = new RandomExpressions(seed, SharedTexts());
        var environment = Feel.Environment with { StepBudget = 5_000 };
        var scope = Feel.Context("""{"x": [1, 2, 3], "y": {"a": "b"}, "z": [{"b": 1}, {"b": 2}], "n": 5, "s": "text", "?": 3}""");
        for (var i = 0; i < 10_000; i++)
        {
            var text = source.Next();
            foreach (var parse in Languages)
            {
                var (expressions, error) = parse(text);
                Assert.True(error is null || error.Message.Length > 0, text);
                Assert.Equal(error?.Position, parse(text).Error?.Position);
                foreach (var expression in expressions)
                {
                    var (first, second) = (expression.Evaluate(scope, environment), expression.Evaluate(scope, environment));
                    Assert.True(first.Failure == second.Failure && first.Value.ToString() == second.Value.ToString() && first.Warnings.SequenceEqual(second.Warnings), text);
                    Assert.True(!first.Value.IsData || first.Value.Equals(FeelJson.Parse(FeelJson.ToJson(first.Value, tagged: true), tagged: true)), text);
                }
            }
        }
    }

    static readonly Func<string, (IEnumerable<FeelExpression> Expressions, FeelSyntaxError? Error)>[] Languages =
    [
        text => Of(FeelExpression.Parse(text)),
        text => Of(FeelExpression.ParseUnaryTests(text)),
        text => Of(CamundaExpression.Parse($"a ${{{text}}}")),
        text => FeelScript.Parse("a = " + text) is { IsValid: true } parsed ? (parsed.Script.Assignments.Select(a => a.Expression), null) : ([], FeelScript.Parse("a = " + text).Error),
    ];

    static (IEnumerable<FeelExpression>, FeelSyntaxError?) Of(FeelParseResult parsed) => (parsed.IsValid ? [parsed.Expression] : [], parsed.Error);

    /// <summary>Expressions of other implementations to mutate; without the folder beside the repository the generated ones are all.</summary>
    static string[] SharedTexts() =>
        [.. (SharedPairsTests.Beside() is { } folder ? Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal) : Enumerable.Empty<string>()).SelectMany(File.ReadLines).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("expression").GetString()!)];

    [Fact]
    public void One_expression_serves_many_threads()
    {
        var expression = FeelExpression.Parse("sum(for i in 1..n return i * 2)").Expression!;

        Parallel.For(1, 200, n => Assert.Equal(
            FeelNumber.Of(n * (n + 1)),
            expression.Evaluate(FeelContext.Of(("n", FeelNumber.Of(n))), Feel.Environment).Value));
    }
}
