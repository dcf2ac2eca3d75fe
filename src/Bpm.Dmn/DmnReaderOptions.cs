namespace Bpm.Dmn;

/// <summary>How strictly a file is read.</summary>
/// <param name="FaultsAreNull">
/// An expression that cannot be read is then only a warning, and null when it is evaluated. The conformance tests need that: some of
/// their models contain faulty expressions on purpose. A deployment refuses such a file.
/// </param>
public sealed record DmnReaderOptions(bool FaultsAreNull = false)
{
    public static DmnReaderOptions Default { get; } = new();
}
