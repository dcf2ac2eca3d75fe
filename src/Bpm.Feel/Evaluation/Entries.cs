namespace Bpm.Feel.Evaluation;

/// <summary>A context put together of expressions that know nothing of each other.</summary>
sealed class Entries(Span span, string[] names, Node[] values) : Node(span, values)
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var context = FeelContext.Empty;
        for (var i = 0; i < names.Length; i++)
        {
            context = context.With(names[i], values[i].Evaluate(run, locals));
        }

        return run.Bounded(context, this);
    }
}
