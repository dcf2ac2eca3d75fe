namespace Bpm.Feel.Syntax;

/// <summary>Leaves the recursive descent at the first error; never leaves this assembly.</summary>
sealed class SyntaxException(string message, int position) : Exception(message)
{
    public int Position { get; } = position;
}
