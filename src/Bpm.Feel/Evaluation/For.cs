namespace Bpm.Feel.Evaluation;

/// <summary><c>for … in … return …</c>. Inside, <c>partial</c> is the list of the results so far; it is built only where it is read.</summary>
sealed class For(Span span, Iteration[] iterations, Node body, bool readsPartial)
    : Node(span, [.. iterations.SelectMany(i => i.End is null ? [i.Source] : (Node[])[i.Source, i.End]), body])
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        List<FeelValue> results = [];
        return Loop(run, locals, 0, results) ? run.Bounded(new FeelList(results.ToArray()), this) : FeelNull.Instance;
    }

    bool Loop(Run run, Locals? locals, int level, List<FeelValue> results)
    {
        if (level == iterations.Length)
        {
            if (readsPartial)
            {
                run.Pay(results.Count);
                locals = new Locals(locals, "partial", new FeelList(results.ToArray()));
            }

            results.Add(run.Bounded(body.Evaluate(run, locals), body));
            return true;
        }

        var iteration = iterations[level];
        if (iteration.Items(run, locals) is not { } items)
        {
            return false;
        }

        foreach (var item in items)
        {
            if (run.IsStopped || !Loop(run, new Locals(locals, iteration.Name, item), level + 1, results))
            {
                return false;
            }
        }

        return true;
    }
}
