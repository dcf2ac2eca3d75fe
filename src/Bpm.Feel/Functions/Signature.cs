namespace Bpm.Feel.Functions;

/// <summary>A parameter list: the first <paramref name="required"/> must be given; a variadic one takes any number of further values.</summary>
sealed class Signature(string[] parameters, int required, bool variadic = false, bool omissible = false)
{
    public string[] Parameters => parameters;

    public static Signature Of(params string[] parameters) => new(parameters, parameters.Length);

    public static Signature Variadic(string parameter) => new([parameter], 1, variadic: true);

    public Signature Optional(params string[] more) => new([.. parameters, .. more], required);

    /// <summary>A parameter that is not named counts as null; by position all must be given.</summary>
    public Signature Omissible() => new(parameters, required, variadic, omissible: true);

    public bool Takes(int count) => count >= required && (variadic || count <= parameters.Length);

    public FeelValue[]? Arrange(string[] names, FeelValue[] arguments)
    {
        var last = -1;
        var given = 0;
        var arranged = new FeelValue[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var at = Array.IndexOf(names, parameters[i]);
            if (at < 0 && i < required && !omissible)
            {
                return null;
            }

            arranged[i] = at < 0 ? FeelNull.Instance : arguments[at];
            last = at < 0 ? last : i;
            given += at < 0 ? 0 : 1;
        }

        return given == names.Length ? arranged[..(omissible ? parameters.Length : last + 1)] : null;
    }
}
