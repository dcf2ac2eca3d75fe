using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Syntax;

/// <summary>Bounds what parsing and evaluating recurse over, so that no text overflows the stack.</summary>
static class Bounds
{
    const int MaxNesting = 100;
    const int MaxHeight = 250;

    public static T Check<T>(T node)
        where T : Node =>
        node.Height <= MaxHeight ? node : throw new SyntaxException($"Expected at most {MaxHeight} nested parts but found more", node.Span.Start);

    public static void Check(int nesting, int position)
    {
        if (nesting > MaxNesting)
        {
            throw new SyntaxException($"Expected at most {MaxNesting} nested expressions but found more", position);
        }
    }
}
