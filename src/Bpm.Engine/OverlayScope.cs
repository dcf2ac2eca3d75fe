using Bpm.Feel;

namespace Bpm.Engine;

/// <summary>Names that an expression sees before those of a scope, without being anybody's variables yet.</summary>
sealed class OverlayScope(IFeelScope around) : IFeelScope
{
    readonly Dictionary<string, FeelValue> _own = [];

    public IEnumerable<string> Names => around.Names.Union(_own.Keys);

    public OverlayScope With(string name, FeelValue value)
    {
        _own[name] = value;
        return this;
    }

    public bool TryGet(string name, out FeelValue value) => _own.TryGetValue(name, out value!) || around.TryGet(name, out value!);
}
