namespace Bpm.Feel.Evaluation;

sealed class ListLiteral(Span span, Node[] items) : Node(span, items)
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        if (items.Length == 0)
        {
            return FeelList.Empty;
        }

        var values = new FeelValue[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            values[i] = items[i].Evaluate(run, locals);
        }

        return run.Bounded(new FeelList(values), this);
    }
}
