namespace Bpm.Feel.Evaluation;

/// <summary>Entries in order; each may use the ones before it.</summary>
sealed class ContextLiteral(Span span, string[] names, Node[] values) : Node(span, values)
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var entries = new FeelValue[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            entries[i] = values[i].Evaluate(run, locals);
            locals = new Locals(locals, names[i], entries[i]);
        }

        return run.Bounded(new FeelContext(names, entries), this);
    }
}
