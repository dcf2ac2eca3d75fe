namespace Bpm.Model.Tests.Import;

/// <summary>What became of one file.</summary>
/// <param name="Crash">What must never be: an exception, too long a time, a problem without a place.</param>
sealed record ImportReading(string Name, BpmnFile? File, TimeSpan Time, string? Crash)
{
    public string Folder => Path.GetDirectoryName(Name) is { Length: > 0 } folder ? folder.Replace('\\', '/') : ".";
    public bool IsAccepted => File is { HasErrors: false };
    public IEnumerable<Diagnostic> Errors => File?.Diagnostics.Where(d => d.Severity == Severity.Error) ?? [];
}
