namespace Bpm.Feel.Types;

/// <summary>
/// <c>function&lt;A, B&gt;-&gt;R</c>: a function that takes at least these types and gives at most that one. What a function does not
/// declare is not held against it.
/// </summary>
sealed class FunctionType(FeelType[] parameters, FeelType result)
    : FeelType($"function<{string.Join(", ", parameters.Select(p => p.Name))}>->{result.Name}")
{
    public override bool IsKnown => result.IsKnown && Array.TrueForAll(parameters, p => p.IsKnown);

    public override bool Fits(FeelValue value) => value is FeelFunction f && Takes(f.Callable.ParameterTypes) && (f.Callable.ResultType is not { } given || given.ConformsTo(result));

    internal override bool ConformsTo(FeelType other) =>
        base.ConformsTo(other) || other.Name == "function"
        || (other is FunctionType f && f.Parameters.Length == parameters.Length
            && f.Parameters.Zip(parameters).All(p => p.First.ConformsTo(p.Second)) && result.ConformsTo(f.Result));

    FeelType[] Parameters => parameters;

    FeelType Result => result;

    bool Takes(IReadOnlyList<FeelType?> types) =>
        types.Count == parameters.Length && types.Zip(parameters).All(t => t.First is null || t.Second.ConformsTo(t.First));
}
