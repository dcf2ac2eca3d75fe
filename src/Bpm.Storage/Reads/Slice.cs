namespace Bpm.Storage;

/// <summary>A part of a list that is counted from its start; for doors whose contract counts rows.</summary>
public sealed record Slice(int Skip = 0, int Take = Slice.Most)
{
    /// <summary>No answer carries more rows than this: whoever wants more asks for the next part.</summary>
    public const int Most = 10_000;

    public static Slice All { get; } = new();

    internal const string Slot = "{page @Skip @Take}";
}
