namespace Bpm.Feel.Evaluation;

/// <summary>
/// A part of a parsed expression that computes itself. Nodes are immutable and know nothing of a particular evaluation, so an
/// expression is parsed once and evaluated by many threads. Evaluating never throws for what the data are: it answers null and warns.
/// </summary>
abstract class Node
{
    protected Node(Span span, params ReadOnlySpan<Node> children)
    {
        Span = span;
        foreach (var child in children)
        {
            Height = Math.Max(Height, child.Height);
        }

        Height++;
    }

    public Span Span { get; }

    /// <summary>Levels of nodes from here down. Evaluation recurses once per level, so the parser bounds it.</summary>
    public int Height { get; }

    public FeelValue Evaluate(Run run, Locals? locals) => run.Step() ? Compute(run, locals) : FeelNull.Instance;

    /// <summary>The value where it may be missing, because it is compared with null: then there is nothing to warn of.</summary>
    public virtual FeelValue EvaluateOptional(Run run, Locals? locals) => Evaluate(run, locals);

    protected abstract FeelValue Compute(Run run, Locals? locals);
}
