namespace Bpm.Feel.Evaluation;

/// <summary>What stands behind a function value.</summary>
abstract class Callable
{
    public abstract string Name { get; }

    public abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>The declared type of each parameter; null where any value will do.</summary>
    public virtual IReadOnlyList<FeelType?> ParameterTypes => new FeelType?[Parameters.Count];

    /// <summary>The declared type of what it gives, if there is one.</summary>
    public virtual FeelType? ResultType => null;

    public abstract FeelValue Call(Run run, Node site, FeelValue[] arguments);

    /// <summary>The arguments in the order of a parameter list that has all the names, or null when there is none.</summary>
    public virtual FeelValue[]? Arrange(string[] names, FeelValue[] arguments)
    {
        var parameters = Parameters;
        if (names.Length != parameters.Count)
        {
            return null;
        }

        var arranged = new FeelValue[parameters.Count];
        for (var i = 0; i < arranged.Length; i++)
        {
            var at = Array.IndexOf(names, parameters[i]);
            if (at < 0)
            {
                return null;
            }

            arranged[i] = arguments[at];
        }

        return arranged;
    }

    /// <summary>The arguments converted to the parameters' types, or null, with a warning, when their count or a type is wrong.</summary>
    protected FeelValue[]? Coerced(Run run, Node site, FeelValue[] arguments)
    {
        var parameters = Parameters;
        if (arguments.Length != parameters.Count)
        {
            run.Warn(FeelWarningKind.NoFunctionFound, site, $"Expected {parameters.Count} arguments, but found {arguments.Length}.");
            return null;
        }

        var types = ParameterTypes;
        var coerced = new FeelValue[arguments.Length];
        for (var i = 0; i < coerced.Length; i++)
        {
            if (types[i] is not { IsKnown: true } type)
            {
                coerced[i] = arguments[i];
            }
            else if (type.Coerce(arguments[i]) is { } value)
            {
                coerced[i] = value;
            }
            else
            {
                run.Warn(FeelWarningKind.InvalidType, site, $"Expected {type.Name} for '{parameters[i]}', but found {arguments[i].TypeName}.");
                return null;
            }
        }

        return coerced;
    }
}
