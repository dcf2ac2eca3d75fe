using System.Collections.Immutable;

namespace Bpm.Dmn;

/// <summary>
/// The names that an expression may use. FEEL's names contain blanks and operators, so the parser must know them.
/// Names of entries (components, columns) follow a dot or stand in a filter, anywhere in the model.
/// </summary>
sealed class Names
{
    readonly Names? _outer;
    readonly ImmutableArray<string> _own;

    public Names(IEnumerable<string> own, Names? outer = null) => (_own, _outer) = ([.. own], outer);

    public IEnumerable<string> All => _outer is null ? _own : _own.Concat(_outer.All);

    public Names With(params IEnumerable<string> names) => new(names, this);

    public bool Contains(string name) => _own.Contains(name) || (_outer?.Contains(name) ?? false);
}
