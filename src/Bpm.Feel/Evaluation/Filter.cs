namespace Bpm.Feel.Evaluation;

/// <summary>
/// <c>list[filter]</c>: by position when the filter is a number (negative from the end), else the items for which it is true.
/// A single value counts as a list of itself. Inside, <c>item</c> is the item and its entries can be named directly.
/// </summary>
sealed class Filter(Span span, Node source, Node filter) : Node(span, source, filter)
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var value = source.Evaluate(run, locals);
        if (value is FeelNull)
        {
            return value;
        }

        var items = value is FeelList list ? list.Array : [value];

        if (filter is Literal { Value: FeelNumber index })
        {
            return At(run, items, index);
        }

        List<FeelValue>? kept = null;
        for (var i = 0; i < items.Length && !run.IsStopped; i++)
        {
            switch (filter.Evaluate(run, new Locals(locals, "item", items[i], opensItem: true)))
            {
                case FeelNumber position when i == 0:
                    return At(run, items, position);
                case FeelBoolean { Value: true }:
                    (kept ??= []).Add(items[i]);
                    break;
                case FeelBoolean or FeelNull:
                    break;
                case var other:
                    return run.Warn(FeelWarningKind.InvalidType, filter, $"Expected a number or boolean as filter, but found {other.TypeName}.");
            }
        }

        return kept is null ? FeelList.Empty : new FeelList(kept.ToArray());
    }

    FeelValue At(Run run, FeelValue[] items, FeelNumber number)
    {
        var index = number.Value;
        var at = index > 0 ? index - 1 : Math.Max(index, -int.MaxValue) + items.Length;
        return index != 0 && at >= 0 && at < items.Length && number.IsInteger
            ? items[(int)at]
            : run.Warn(FeelWarningKind.OutOfRange, this, run.Warns ? $"No item {number} in a list of {items.Length}." : "");
    }
}
