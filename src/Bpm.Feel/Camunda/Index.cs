using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Camunda;

/// <summary><c>list[0]</c>, counted from 0 in this dialect, or <c>context['name']</c>.</summary>
sealed class Index(Span span, Node source, Node index) : Node(span, source, index)
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var value = source.Evaluate(run, locals);
        var key = index.Evaluate(run, locals);
        switch (value, key)
        {
            case (FeelContext context, FeelString name):
                return context.TryGet(name.Value, out var entry) ? entry : run.Warn(FeelWarningKind.NoPropertyFound, this, $"No property {name} found.");
            case (FeelList list, _) when Loose.ToNumber(key) is { IsInteger: true } at:
                return Loose.ToPlace(at, list.Count - 1) is { } place
                    ? list.Items[place]
                    : run.Warn(FeelWarningKind.OutOfRange, this, $"No item {at} in a list of {list.Count}, counted from 0.");
            default:
                return run.Warn(FeelWarningKind.InvalidType, this, $"Can't take {key} out of {value.TypeName}.");
        }
    }
}
