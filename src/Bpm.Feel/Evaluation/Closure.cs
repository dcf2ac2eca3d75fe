namespace Bpm.Feel.Evaluation;

/// <summary>A function written in FEEL, together with the scope and the names it was written in.</summary>
sealed class Closure(string[] parameters, FeelType?[] types, Node body, IFeelScope scope, Locals? locals) : Callable
{
    public override string Name => "function";

    public override IReadOnlyList<string> Parameters => parameters;

    public override IReadOnlyList<FeelType?> ParameterTypes => types;

    public override FeelValue Call(Run run, Node site, FeelValue[] arguments)
    {
        if (Coerced(run, site, arguments) is not { } values)
        {
            return FeelNull.Instance;
        }

        var inner = locals;
        for (var i = 0; i < parameters.Length; i++)
        {
            inner = new Locals(inner, parameters[i], values[i]);
        }

        return run.Enter(scope, body, inner);
    }
}
