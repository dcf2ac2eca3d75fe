using System.Diagnostics.CodeAnalysis;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>
/// A boxed filter (DMN 1.5, 10.2.1.10): the items for which <c>match</c> is true, or with a number the item at that place. Inside,
/// <c>item</c> is the item and its entries can be named directly.
/// </summary>
sealed class BoxedFilter(Cell cell, FeelType? type, Iterated source, Box match) : Box(cell, type)
{
    static readonly FeelExpression At = FeelExpression.Parse("list[place]").Expression!;

    public static Box Read(SourceElement source, Names names, BoxReader reader) => new BoxedFilter(
        BoxReader.Label(source), reader.Type(source), Iterated.Read(source, names, reader), reader.Required(source, "match", names.With("item")));

    protected override FeelValue Compute(DecisionRun run, IFeelScope scope)
    {
        var value = source.Value(run, scope);
        if (value is FeelNull)
        {
            return value;
        }

        var list = value as FeelList ?? FeelList.Of(value);
        List<FeelValue> kept = [];
        foreach (var item in list.Items)
        {
            switch (match.Evaluate(run, new ItemScope(scope, item)))
            {
                case FeelNumber place:
                    return run.Take(Cell, At.Evaluate(FeelContext.Of(("list", list), ("place", place)), run.Budget));
                case FeelBoolean { Value: true }:
                    kept.Add(item);
                    break;
                case FeelBoolean or FeelNull:
                    break;
                case var other:
                    return run.Warn(match.Cell, FeelWarningKind.InvalidType, $"Expected a number or boolean as filter, but found {other.TypeName}.");
            }
        }

        return new FeelList(kept);
    }

    sealed class ItemScope(IFeelScope outer, FeelValue item) : IFeelScope
    {
        public IEnumerable<string> Names => [.. (item as FeelContext)?.Keys ?? [], "item", .. outer.Names];

        public bool TryGet(string name, [MaybeNullWhen(false)] out FeelValue value)
        {
            if (item is FeelContext context && context.TryGet(name, out value))
            {
                return true;
            }

            value = item;
            return name == "item" || outer.TryGet(name, out value);
        }
    }
}
