namespace Bpm.Feel.Tests;

/// <summary>Short words for the tests: parse, evaluate and compare at a fixed instant.</summary>
static class Feel
{
    public static readonly FeelEnvironment Environment =
        new(new DateTimeOffset(2026, 3, 14, 9, 26, 53, TimeSpan.Zero), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    public static FeelResult Evaluate(string expression, FeelContext? scope = null)
    {
        var parsed = FeelExpression.Parse(expression, (scope ?? FeelContext.Empty).Keys);
        Assert.True(parsed.IsValid, $"{expression}: {parsed.Error?.Message}");
        return parsed.Expression.Evaluate(scope ?? FeelContext.Empty, Environment);
    }

    public static FeelValue Value(string expression, FeelContext? scope = null) => Evaluate(expression, scope).Value;

    /// <summary>The value as a literal, so that tables of expectations stay readable.</summary>
    public static string Literal(string expression, FeelContext? scope = null) => Value(expression, scope).ToString();

    public static FeelSyntaxError Error(string expression)
    {
        var parsed = FeelExpression.Parse(expression);
        Assert.False(parsed.IsValid, $"{expression} is valid");
        return parsed.Error;
    }

    public static FeelContext Context(string json) => (FeelContext)FeelJson.Parse(json);
}
