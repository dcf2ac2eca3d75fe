namespace Bpm.Feel.Evaluation;

/// <summary>A function written in FEEL, together with the scope and the names it was written in.</summary>
sealed class Closure(string[] parameters, TypeReference?[] types, Node body, IFeelScope scope, Locals? locals) : Callable
{
    public override string Name => "function";

    public override IReadOnlyList<string> Parameters => parameters;

    public override FeelValue Call(Run run, Node site, FeelValue[] arguments)
    {
        if (arguments.Length != parameters.Length)
        {
            return run.Warn(FeelWarningKind.NoFunctionFound, site, $"Expected {parameters.Length} arguments, but found {arguments.Length}.");
        }

        var inner = locals;
        for (var i = 0; i < parameters.Length; i++)
        {
            if (types[i] is { IsKnown: true, Name: not "Any" } type && arguments[i] is not FeelNull && !type.Fits(arguments[i]))
            {
                return run.Warn(FeelWarningKind.InvalidType, site, $"Expected {type.Name} for '{parameters[i]}', but found {arguments[i].TypeName}.");
            }

            inner = new Locals(inner, parameters[i], arguments[i]);
        }

        return run.Enter(scope, body, inner);
    }

    public override FeelValue[]? Arrange(string[] names, FeelValue[] arguments)
    {
        if (names.Length != parameters.Length)
        {
            return null;
        }

        var arranged = new FeelValue[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
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
}
