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

    public IEnumerable<string> Names => names.Where((_, i) => values[i] is not null).Concat(outer?.Names ?? []).Distinct();

    public bool TryGet(string name, [MaybeNullWhen(false)] out FeelValue value)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (string.Equals(names[i], name))
            {
                value = values[i];
                return value is not null;
            }
        }

        value = null;
        return outer is not null && outer.TryGet(name, out value);
    }
}
