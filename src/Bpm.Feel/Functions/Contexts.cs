namespace Bpm.Feel.Functions;

static class Contexts
{
    public static FeelValue GetValue(Arguments a)
    {
        if (!a.Context(0, out var context))
        {
            return FeelNull.Instance;
        }

        if (a[1] is FeelList { Count: 0 })
        {
            return a.Fail("expected at least one key.");
        }

        FeelValue value = context;
        foreach (var key in a[1] is FeelList keys ? keys.Array : [a[1]])
        {
            if (key is not FeelString name || value is not FeelContext inner || !inner.TryGet(name.Value, out var next))
            {
                return a.Fail($"no entry {key} found.");
            }

            value = next;
        }

        return value;
    }

    public static FeelValue GetEntries(Arguments a) =>
        a.Context(0, out var context)
            ? a.ListOf([.. context.Entries.Select(e => FeelContext.Of(("key", new FeelString(e.Key)), ("value", e.Value)))])
            : FeelNull.Instance;

    public static FeelValue FromEntries(Arguments a)
    {
        if (!a.List(0, out var entries))
        {
            return FeelNull.Instance;
        }

        var context = new Dictionary<string, FeelValue>();
        foreach (var entry in entries)
        {
            if (entry is not FeelContext e || !e.TryGet("key", out var key) || key is not FeelString name || !e.TryGet("value", out var value))
            {
                return a.Fail("expected entries with key and value.");
            }

            if (!context.TryAdd(name.Value, value))
            {
                return a.Fail($"the key {name} is there twice.");
            }
        }

        return new FeelContext(context);
    }

    public static FeelValue Put(Arguments a)
    {
        if (!a.Context(0, out var context))
        {
            return FeelNull.Instance;
        }

        FeelValue[] path = a[1] is FeelList keys ? keys.Array : [a[1]];
        return path.Length > 0 && path.All(k => k is FeelString) && path.Length <= FeelJson.MaxDepth
            ? Put(a, context, path.AsSpan())
            : a.Fail("expected a key, or a list of keys.");
    }

    public static FeelValue Merge(Arguments a)
    {
        List<KeyValuePair<string, FeelValue>> entries = [];
        foreach (var item in a.Items)
        {
            if (item is not FeelContext context || !a.Run.Pay(context.Count))
            {
                return a.Fail($"expected contexts, but found {item.TypeName}.");
            }

            entries.AddRange(context.Entries);
        }

        return new FeelContext(entries);
    }

    static FeelValue Put(Arguments a, FeelContext context, ReadOnlySpan<FeelValue> path)
    {
        var name = ((FeelString)path[0]).Value;
        if (!a.Run.Pay(context.Count))
        {
            return FeelNull.Instance;
        }

        if (path.Length == 1)
        {
            return context.With(name, a[2]);
        }

        if (!context.TryGet(name, out var inner))
        {
            inner = FeelContext.Empty;
        }

        if (inner is not FeelContext innerContext)
        {
            return a.Fail($"the entry {LiteralText.Quote(name)} is no context.");
        }

        var put = Put(a, innerContext, path[1..]);
        return put is FeelNull ? put : context.With(name, put);
    }
}
