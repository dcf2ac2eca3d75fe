namespace Bpm.Feel.Evaluation;

/// <summary>A function that is computed by .NET code, called with values and a share of the run's budget.</summary>
sealed class Delegated(string name, FeelParameter[] parameters, FeelType? result, Func<FeelCall, FeelValue> compute) : Callable
{
    public override string Name => name;

    public override IReadOnlyList<string> Parameters { get; } = [.. parameters.Select(p => p.Name)];

    public override IReadOnlyList<FeelType?> ParameterTypes { get; } = [.. parameters.Select(p => p.Type)];

    public override FeelType? ResultType => result;

    public override FeelValue Call(Run run, Node site, FeelValue[] arguments)
    {
        if (Coerced(run, site, arguments) is not { } coerced)
        {
            return FeelNull.Instance;
        }

        var value = run.Lend(site, budget => compute(new FeelCall(run, site, budget, coerced)));
        return result is null ? value : result.Coerce(value)
            ?? run.Warn(FeelWarningKind.InvalidType, site, $"Expected {result.Name} from {name}, but found {value.TypeName}.");
    }
}
