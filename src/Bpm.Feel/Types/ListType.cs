namespace Bpm.Feel.Types;

/// <summary><c>list&lt;T&gt;</c>: a list all whose items are of the type.</summary>
sealed class ListType(FeelType item) : FeelType($"list<{item.Name}>")
{
    public override bool IsKnown => item.IsKnown;

    public override bool Fits(FeelValue value) => value is FeelList list && Array.TrueForAll(list.Array, item.FitsInside);

    public override FeelValue? Coerce(FeelValue value)
    {
        if (value is FeelNull || Fits(value))
        {
            return value;
        }

        return value is FeelList ? null : item.Coerce(value) is { } only ? new FeelList((FeelValue[])[only]) : null;
    }

    internal override bool ConformsTo(FeelType other) =>
        base.ConformsTo(other) || other.Name == "list" || (other is ListType list && item.ConformsTo(list.Item));

    FeelType Item => item;
}
