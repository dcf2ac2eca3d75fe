namespace Bpm.Feel.Evaluation;

/// <summary>An entry of a context, the entries of each context in a list, or a property of a temporal value or range.</summary>
sealed class Path(Span span, Node source, string name) : Node(span, source)
{
    protected override FeelValue Compute(Run run, Locals? locals) => Get(run, source.Evaluate(run, locals));

    public override FeelValue EvaluateOptional(Run run, Locals? locals)
    {
        var value = run.Step() ? source.EvaluateOptional(run, locals) : FeelNull.Instance;
        return value is FeelNull || (value is FeelContext context && !context.TryGet(name, out _)) ? FeelNull.Instance : Get(run, value);
    }

    FeelValue Get(Run run, FeelValue value)
    {
        switch (value)
        {
            case FeelContext context:
                return context.TryGet(name, out var entry) ? entry : NotFound(run, value);
            case FeelNull:
                return run.Warn(FeelWarningKind.NoPropertyFound, this, run.Warns ? $"No property '{name}' found: there is no value to read it from." : "");
            case FeelList list:
                return Each(run, list);
            default:
                return Properties.TryGet(value, name, out var property) ? property : NotFound(run, value);
        }
    }

    FeelValue Each(Run run, FeelList list)
    {
        if (!run.Pay(list.Count))
        {
            return FeelNull.Instance;
        }

        var values = new FeelValue[list.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Get(run, list.Array[i]);
        }

        return new FeelList(values);
    }

    FeelNull NotFound(Run run, FeelValue value) =>
        run.Warn(FeelWarningKind.NoPropertyFound, this, run.Warns ? $"No property '{name}' found in {Described(value)}." : "");

    static string Described(FeelValue value) => value is FeelContext { Count: > 0 } context
        ? $"a context that has {string.Join(", ", context.Keys.Take(10))}"
        : $"a {value.TypeName}";
}
