using Bpm.Feel;

namespace Bpm.Model;

/// <summary>
/// Reads texts as expressions of the file's dialect: Camunda 7 writes <c>${…}</c>, Camunda 8 FEEL behind <c>=</c>, and a
/// plain file may use either. A syntax error is reported at its own place inside the file.
/// </summary>
sealed class ExpressionReader(Dialect dialect, DiagnosticList diagnostics)
{
    /// <summary>Stands in for a text with a syntax error; never executed, since an error keeps the file from being accepted.</summary>
    public static FeelExpression Invalid { get; } = Constant("");

    public static FeelExpression Null { get; } = FeelExpression.Constant(FeelNull.Instance);

    public static FeelExpression Constant(string text) => FeelExpression.Constant(new FeelString(text), text);

    /// <summary>An expression that reads one variable, whatever its name.</summary>
    public static FeelExpression Variable(string name) => FeelExpression.Parse(name, [name]).Expression ?? Invalid;

    /// <summary>The text of an expression that is plain text, else null.</summary>
    public static string? StaticText(FeelExpression? expression) =>
        expression is { IsStatic: true, StaticValue: FeelString text } && expression != Invalid ? text.Value : null;

    public static bool IsBraced(string text) =>
        text.Contains("${", StringComparison.Ordinal) || text.Contains("#{", StringComparison.Ordinal);

    /// <summary>Whether the dialect evaluates this text rather than taking it as it stands.</summary>
    public bool IsExpression(string text) => dialect switch
    {
        Dialect.Camunda7 => IsBraced(text),
        Dialect.Camunda8 => text.TrimStart().StartsWith('='),
        _ => text.TrimStart().StartsWith('=') || IsBraced(text),
    };

    /// <summary>Text or expression; null when there is no text.</summary>
    public FeelExpression? Value(SourceText? source, string? elementId)
    {
        if (source is null || source.IsEmpty)
        {
            return null;
        }

        var text = source.Trim();
        if (!IsExpression(text.Value))
        {
            return Constant(text.Value);
        }

        return text.Value.StartsWith('=') && dialect != Dialect.Camunda7 ? Feel(text.From(1), elementId) : Braced(text, elementId);
    }

    /// <summary>A condition; unlike a value it is never plain text.</summary>
    public FeelExpression Condition(SourceText source, string? elementId)
    {
        var text = source.Trim();
        if (IsExpression(text.Value))
        {
            return Value(text, elementId)!;
        }

        if (dialect == Dialect.Plain)
        {
            return Feel(text, elementId);
        }

        var (form, example) = dialect == Dialect.Camunda7 ? ("${…}", "${amount > 100}") : ("=…", "= amount > 100");
        diagnostics.Error("condition-no-expression", text.Location, elementId,
            $"Expected a condition written as {form}, but it is the plain text “{text.Value}”.", $"Write for example {example}.");
        return Invalid;
    }

    public FeelExpression Feel(SourceText source, string? elementId) => Take(FeelExpression.Parse(source.Value), source, elementId);

    public FeelScript? Script(SourceText source, string? resultVariable, string? elementId)
    {
        var result = FeelScript.Parse(source.Value, resultVariable);
        Report(result.Error, source, elementId);
        return result.Script;
    }

    FeelExpression Braced(SourceText text, string? elementId) => Take(CamundaExpression.Parse(text.Value), text, elementId);

    FeelExpression Take(FeelParseResult result, SourceText source, string? elementId)
    {
        Report(result.Error, source, elementId);
        return result.Expression ?? Invalid;
    }

    void Report(FeelSyntaxError? error, SourceText source, string? elementId)
    {
        if (error is null)
        {
            return;
        }

        // The parser names the place inside the expression; the diagnostic names the place inside the file.
        var place = error.Message.LastIndexOf(" at line ", StringComparison.Ordinal);
        var message = place < 0 ? error.Message : error.Message[..place];
        diagnostics.Error("expression-syntax", source.At(error.Position), elementId,
            $"Expected a correct expression, but “{Shortened(source.Value)}” is not: {message}.",
            "Correct the expression at this place.");
    }

    static string Shortened(string text) => text.Length <= 80 ? text : text[..77] + "…";
}
