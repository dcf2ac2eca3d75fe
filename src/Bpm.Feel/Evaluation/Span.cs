namespace Bpm.Feel.Evaluation;

/// <summary>A place in the text, End exclusive.</summary>
readonly record struct Span(int Start, int End)
{
    public int Length => End - Start;
}
