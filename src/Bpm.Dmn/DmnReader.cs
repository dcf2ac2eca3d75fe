using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>
/// Reads a DMN file of version 1.1 to 1.5. It reports everything that is wrong at once and accepts a file only as a whole:
/// with one error there is no model.
/// </summary>
public static class DmnReader
{
    public static DmnFile Read(ReadOnlyMemory<byte> content, string fileName) => Read(content, fileName, []);

    /// <param name="beside">Files that this one may import.</param>
    public static DmnFile Read(ReadOnlyMemory<byte> content, string fileName, IReadOnlyList<DmnSource> beside) =>
        Read(content, fileName, beside, DmnReaderOptions.Default);

    public static DmnFile Read(ReadOnlyMemory<byte> content, string fileName, IReadOnlyList<DmnSource> beside, DmnReaderOptions options)
    {
        var diagnostics = new DiagnosticList(fileName);
        var model = new ModelReader(beside, options).Read(content, diagnostics);
        return new DmnFile(fileName, diagnostics.HasErrors ? null : model, diagnostics.ToImmutable());
    }
}
