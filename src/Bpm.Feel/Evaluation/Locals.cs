using System.Diagnostics.CodeAnalysis;

namespace Bpm.Feel.Evaluation;

/// <summary>
/// The names that the expression itself has bound, innermost first: loop variables, parameters, entries of the context being built,
/// and the item of a filter, whose own entries can be named as if they were variables.
/// </summary>
sealed class Locals(Locals? parent, string name, FeelValue value, bool opensItem = false)
{
    readonly string _name = name;
    readonly FeelValue _value = value;
    readonly Locals? _parent = parent;
    readonly FeelContext? _opened = opensItem ? value as FeelContext : null;

    public static bool TryGet(Locals? locals, string name, [MaybeNullWhen(false)] out FeelValue value)
    {
        for (var at = locals; at is not null; at = at._parent)
        {
            if (at._opened is not null && at._opened.TryGet(name, out value))
            {
                return true;
            }

            if (string.Equals(at._name, name))
            {
                value = at._value;
                return true;
            }
        }

        value = null;
        return false;
    }
}
