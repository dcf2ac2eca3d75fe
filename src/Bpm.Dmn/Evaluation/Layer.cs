using System.Diagnostics.CodeAnalysis;
using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>Names on top of other names: parameters, loop variables, entries, or what a decision requires.</summary>
sealed class Layer(IFeelScope? outer, string[] names, FeelValue?[] values) : IFeelScope
{
    public Layer(IFeelScope? outer, string name, FeelValue value)
        : this(outer, [name], [value])
    {
    }

    readonly IFeelScope? _outer = outer;
    readonly string[] _names = names;
    readonly FeelValue?[] _values = values;

    public IEnumerable<string> Names
    {
        get
        {
            HashSet<string> all = new(StringComparer.Ordinal);
            IFeelScope? at = this;
            for (; at is Layer layer; at = layer._outer)
            {
                all.UnionWith(layer._names.Where((_, i) => layer._values[i] is not null));
            }

            all.UnionWith(at?.Names ?? []);
            return all;
        }
    }

    public bool TryGet(string name, [MaybeNullWhen(false)] out FeelValue value)
    {
        // A loop, since a context of thousands of entries stacks as many layers.
        IFeelScope? at = this;
        for (; at is Layer layer; at = layer._outer)
        {
            for (var i = 0; i < layer._names.Length; i++)
            {
                if (string.Equals(layer._names[i], name))
                {
                    value = layer._values[i];
                    return value is not null;
                }
            }
        }

        value = null;
        return at is not null && at.TryGet(name, out value);
    }
}
