namespace Bpm.Feel.Types;

/// <summary>A named type whose values must also pass a test. The values of a list are allowed or not as one.</summary>
sealed class RestrictedType(string name, FeelType type, Func<FeelValue, bool> allows) : FeelType(name)
{
    public override bool IsKnown => type.IsKnown;

    public override bool Fits(FeelValue value) => type.Fits(value) && allows(value);

    public override FeelValue? Coerce(FeelValue value) =>
        value is not FeelNull && type.Coerce(value) is { } coerced && allows(coerced) ? coerced : value as FeelNull;

    internal override bool ConformsTo(FeelType other) => base.ConformsTo(other) || type.ConformsTo(other);
}
