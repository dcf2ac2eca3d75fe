namespace Bpm.Feel;

/// <summary>A text is no JSON, or a value cannot be carried as JSON (too deep, too large, not data).</summary>
public sealed class FeelJsonException : Exception
{
    public FeelJsonException(string message)
        : base(message)
    {
    }

    public FeelJsonException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
