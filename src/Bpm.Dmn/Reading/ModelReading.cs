using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>What every reader of one model needs: where problems go, which types and names there are, how texts become expressions.</summary>
sealed class ModelReading(SourceElement definitions, DiagnosticList diagnostics, DmnReaderOptions options, ItemTypes types)
{
    readonly HashSet<string> _elementNames = new(StringComparer.Ordinal);

    public ItemTypes Types => types;

    public DiagnosticList Diagnostics => diagnostics;

    public bool IsCamunda { get; } = DmnNames.IsCamunda(definitions);

    /// <summary>Announces the elements of the graph, so that an expression that reads one without requiring it can be told.</summary>
    public void Declare(string elementName) => _elementNames.Add(elementName);

    /// <summary>A fault of the model: an error, or, where faulty models are wanted, a warning.</summary>
    public void Fault(string code, SourceLocation location, string? elementId, string message, string remedy)
    {
        if (options.FaultsAreNull)
        {
            diagnostics.Warning(code, location, elementId, message, remedy);
        }
        else
        {
            diagnostics.Error(code, location, elementId, message, remedy);
        }
    }

    /// <summary>The FEEL expression in an element's <c>text</c>; null when there is none.</summary>
    public Cell? Expression(SourceElement element, Names names) => Read(element, names, tests: false);

    /// <summary>The unary tests in an element's <c>text</c>; null when there are none or only "-", which every value passes.</summary>
    public Cell? Tests(SourceElement element, Names names) => Read(element, names, tests: true);

    Cell? Read(SourceElement element, Names names, bool tests)
    {
        var text = (DmnNames.Child(element, "text")?.Text ?? (element.Children.Count == 0 ? element.Text : null))?.Trim();
        if (text is null || text.IsEmpty || (tests && text.Value == "-"))
        {
            return null;
        }

        var language = element["expressionLanguage"] ?? definitions["expressionLanguage"] ?? "FEEL";
        return IsFeel(language) ? Feel(text, element, names, tests)
            : language.EndsWith("juel", StringComparison.OrdinalIgnoreCase) && !tests ? Juel(text, element)
            : Unknown(language, text, element);
    }

    static bool IsFeel(string language) => language.Contains("feel", StringComparison.OrdinalIgnoreCase);

    Cell Feel(SourceText text, SourceElement element, Names names, bool tests)
    {
        var result = tests
            ? FeelExpression.ParseUnaryTests(text.Value, names.With("?").For(text.Value), types.Feel)
            : FeelExpression.Parse(text.Value, names.For(text.Value), types.Feel);
        var cell = Take(result, text, element);
        CheckRequirements(result.Expression, names, text, element);
        return cell;
    }

    /// <summary>Camunda 7 writes expressions of its <c>${…}</c> dialect into cells, with or without the braces.</summary>
    Cell Juel(SourceText text, SourceElement element)
    {
        var braced = CamundaExpression.IsExpression(text.Value);
        var result = CamundaExpression.Parse(braced ? text.Value : $"${{{text.Value}}}");
        return Take(result, text, element, braced ? 0 : 2);
    }

    Cell Take(FeelParseResult result, SourceText text, SourceElement element, int added = 0)
    {
        var id = element.NearestId;
        if (result.IsValid)
        {
            return new Cell(id, text.Value, result.Expression);
        }

        Fault("expression-syntax", text.At(Math.Max(0, result.Error.Position - added)), id,
            $"Expected a correct expression, but “{Shortened(text.Value)}” is not: {result.Error.Reason}.", "Correct the expression at this place.");
        return new Cell(id, text.Value, null, result.Error.Reason);
    }

    Cell Unknown(string language, SourceText text, SourceElement element)
    {
        var message = $"Expected an expression in FEEL, but its language is “{language}”.";
        Fault("unknown-language", text.Location, element.NearestId, message, "Write the expression in FEEL and remove its expressionLanguage.");
        return new Cell(element.NearestId, text.Value, null, message);
    }

    void CheckRequirements(FeelExpression? expression, Names names, SourceText text, SourceElement element)
    {
        foreach (var name in expression?.Variables.Where(v => !IsCamunda && _elementNames.Contains(v) && !names.Contains(v)) ?? [])
        {
            diagnostics.Warning("missing-requirement", text.Location, element.NearestId,
                $"Expected “{name}” to be required by who reads it, but there is no requirement: “{Shortened(text.Value)}” sees no such value.",
                $"Draw a requirement from “{name}” to this decision.");
        }
    }

    public static string Shortened(string text) => text.Length <= 80 ? text : text[..77] + "…";
}
