using System.Collections.Immutable;

namespace Bpm.Model;

/// <summary>Collects the problems of one file, so that a modeller sees all of them at once.</summary>
sealed class DiagnosticList(string file)
{
    /// <summary>More of one severity help nobody, and a hostile file could have millions.</summary>
    const int MostOfOneSeverity = 500;

    readonly List<Diagnostic> _items = [];
    readonly int[] _counts = new int[3];

    public string File { get; } = file;
    public bool HasErrors { get; private set; }

    public void Error(string code, SourceLocation location, string? elementId, string message, string remedy)
    {
        HasErrors = true;
        Add(Severity.Error, code, location, elementId, message, remedy);
    }

    public void Warning(string code, SourceLocation location, string? elementId, string message, string remedy) =>
        Add(Severity.Warning, code, location, elementId, message, remedy);

    public void Info(string code, SourceLocation location, string? elementId, string message, string remedy) =>
        Add(Severity.Info, code, location, elementId, message, remedy);

    /// <summary>In the order of the file; of equal places the graver first.</summary>
    public ImmutableArray<Diagnostic> ToImmutable() =>
        [.. _items.OrderBy(d => d.Code == "further-problems").ThenBy(d => d.Location.Line).ThenBy(d => d.Location.Column).ThenByDescending(d => d.Severity)];

    void Add(Severity severity, string code, SourceLocation location, string? elementId, string message, string remedy)
    {
        switch (++_counts[(int)severity])
        {
            case <= MostOfOneSeverity:
                _items.Add(new Diagnostic(severity, code, File, location, elementId, message, remedy));
                break;
            case MostOfOneSeverity + 1:
                _items.Add(new Diagnostic(Severity.Info, "further-problems", File, default, null,
                    $"Expected at most {MostOfOneSeverity} problems of one severity, but there are more; they are not listed.", "Solve the listed ones first."));
                break;
        }
    }
}
