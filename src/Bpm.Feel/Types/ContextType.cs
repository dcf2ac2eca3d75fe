namespace Bpm.Feel.Types;

/// <summary><c>context&lt;a: T, …&gt;</c>: a context with at least these entries, each of its type.</summary>
sealed class ContextType((string Name, FeelType Type)[] entries)
    : FeelType($"context<{string.Join(", ", entries.Select(e => $"{e.Name}: {e.Type.Name}"))}>")
{
    public override bool IsKnown => Array.TrueForAll(entries, e => e.Type.IsKnown);

    public override bool Fits(FeelValue value) =>
        value is FeelContext context && Array.TrueForAll(entries, e => context.TryGet(e.Name, out var entry) && e.Type.FitsInside(entry));

    internal override bool ConformsTo(FeelType other) =>
        base.ConformsTo(other) || other.Name == "context" || (other is ContextType context && Array.TrueForAll(context.Entries, Has));

    (string Name, FeelType Type)[] Entries => entries;

    bool Has((string Name, FeelType Type) wanted) => Array.Exists(entries, e => e.Name == wanted.Name && e.Type.ConformsTo(wanted.Type));
}
