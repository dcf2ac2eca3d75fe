namespace Bpm.Model;

/// <summary>What every reader of one file needs.</summary>
sealed class ReadContext
{
    public ReadContext(SourceElement definitions, Dialect dialect, DiagnosticList diagnostics)
    {
        Dialect = dialect;
        Diagnostics = diagnostics;
        Expressions = new ExpressionReader(dialect, diagnostics);
        Declarations = new Declarations(definitions);
        Extensions = dialect == Dialect.Camunda8 ? new Camunda8Extensions(this) : new Camunda7Extensions(this);
    }

    public Dialect Dialect { get; }
    public DiagnosticList Diagnostics { get; }
    public ExpressionReader Expressions { get; }
    public Declarations Declarations { get; }
    public IExtensions Extensions { get; }

    /// <summary>A text that is used as it stands; an expression is refused.</summary>
    public string? Static(SourceText? text, string what, SourceElement element)
    {
        if (text is null || text.IsEmpty)
        {
            return null;
        }

        var value = text.Trim().Value;
        if (Expressions.IsExpression(value))
        {
            Diagnostics.Error("must-be-static", text.Location, element.NearestId,
                $"Expected plain text as {what}, but found the expression “{value}”.", "Write the value itself.");
        }

        return value;
    }
}
