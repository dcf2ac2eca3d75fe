using System.Diagnostics.CodeAnalysis;
using Bpm.Feel.Syntax;
using Bpm.Feel.Types;

namespace Bpm.Feel;

/// <summary>
/// A type of the language (DMN 1.5, 10.3.2.2 and 10.3.2.9): decides what <c>instance of</c> answers and converts
/// what is passed to a parameter, a decision's variable or an input.
/// </summary>
public abstract class FeelType
{
    private protected FeelType(string name) => Name = name;

    /// <summary>Every value but null.</summary>
    public static FeelType Any => NamedType.Any;

    /// <summary>The name as it is written, such as <c>list&lt;number&gt;</c>.</summary>
    public string Name { get; }

    /// <summary>False when the name, or one inside it, names no type.</summary>
    public virtual bool IsKnown => true;

    /// <summary>Reads the name of a built-in type, such as <c>number</c>, <c>date and time</c> or <c>list&lt;context&lt;a: string&gt;&gt;</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out FeelType? type) => TryParse(text, Empty, out type);

    /// <summary>Reads the name of a type, which may be, or contain, one that the caller defines.</summary>
    public static bool TryParse(string text, IReadOnlyDictionary<string, FeelType> defined, [NotNullWhen(true)] out FeelType? type)
    {
        try
        {
            type = new Parser(text, [], defined).ParseWholeType();
            return type.IsKnown;
        }
        catch (SyntaxException)
        {
            type = null;
            return false;
        }
    }

    public static FeelType ListOf(FeelType item) => new ListType(item);

    public static FeelType RangeOf(FeelType end) => new RangeType(end);

    public static FeelType ContextOf(params (string Name, FeelType Type)[] entries) => new ContextType(entries);

    public static FeelType FunctionOf(IReadOnlyList<FeelType> parameters, FeelType result) => new FunctionType([.. parameters], result);

    /// <summary>The same type under a name of its own, less the values that are not allowed (an item definition's allowed values).</summary>
    public FeelType Restricted(string name, Func<FeelValue, bool> allows) => new RestrictedType(name, this, allows);

    /// <summary>What <c>instance of</c> answers: null is of no type but <c>Null</c>; a null inside a list, context or range fits every type.</summary>
    public abstract bool Fits(FeelValue value);

    /// <summary>
    /// The value as this type, with the implicit conversions of DMN 1.5, 10.3.2.9.4: to and from the list of just that value,
    /// and from a date to its midnight in UTC. Null stays null; what does not conform gives null from here (no <see cref="FeelNull"/>).
    /// </summary>
    public virtual FeelValue? Coerce(FeelValue value)
    {
        if (value is FeelNull || this == Any || Fits(value))
        {
            return value;
        }

        return value is FeelList { Count: 1 } single && Fits(single.Array[0]) ? single.Array[0] : null;
    }

    public override string ToString() => Name;

    /// <summary>Whether every value of this type is one of the other (DMN 1.5, 10.3.2.9.2).</summary>
    internal virtual bool ConformsTo(FeelType other) => other == Any || other.Name == Name || (other is RestrictedType r && r.Name == Name);

    internal bool FitsInside(FeelValue value) => value is FeelNull || this == Any || Fits(value);

    internal static readonly IReadOnlyDictionary<string, FeelType> Empty = new Dictionary<string, FeelType>();
}
