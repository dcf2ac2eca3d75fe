using Bpm.Feel;

namespace Bpm.Web.Trials;

/// <summary>An expression and what it is evaluated with. Only its text is ever parsed; the variables are values, whatever is written in them.</summary>
public sealed record ExpressionTrial(ExpressionLanguage Language, string Text, FeelContext Variables, FeelValue? Input, FeelEnvironment Environment)
{
    const string InputName = "?";

    public ExpressionAnswer Evaluate()
    {
        var parsed = Parse();
        if (!parsed.IsValid) return new(Text, null, [Remark.Of(parsed.Error, Text)], null, []);
        var scope = Input is null ? Variables : Variables.With(InputName, Input);
        var result = parsed.Expression.Evaluate(scope, Environment);
        return new(
            Text, result.Value, [.. result.Warnings.Select(Remark.Of).Distinct()], result.Failure,
            [.. parsed.Expression.Variables.Where(v => v != InputName).Order(StringComparer.Ordinal)])
        {
            Misses = result.Warnings.Any(w => w.Kind == FeelWarningKind.NoVariableFound),
        };
    }

    FeelParseResult Parse() => Language switch
    {
        ExpressionLanguage.Camunda => CamundaExpression.Parse(Text),
        ExpressionLanguage.UnaryTests => FeelExpression.ParseUnaryTests(WithoutSign(Text), Variables.Keys),
        _ => FeelExpression.Parse(WithoutSign(Text), Variables.Keys),
    };

    // Models write '=' before FEEL. A blank in its place keeps every position.
    static string WithoutSign(string text)
    {
        var start = text.Length - text.AsSpan().TrimStart().Length;
        return start < text.Length && text[start] == '=' ? string.Concat(text.AsSpan(0, start), " ", text.AsSpan(start + 1)) : text;
    }
}

/// <summary>What an expression came to. There is no value when it could not be parsed.</summary>
/// <param name="Text">The text that was evaluated; the remarks' places are in it.</param>
/// <param name="Reads">The variables that the expression names.</param>
public sealed record ExpressionAnswer(
    string Text, FeelValue? Value, IReadOnlyList<Remark> Remarks, string? Failure, IReadOnlyList<string> Reads)
{
    /// <summary>Whether a name was looked for in vain: then the names that there are help.</summary>
    public bool Misses { get; init; }
}
