namespace Bpm.Feel.Evaluation;

/// <summary>Anything but true, null included, takes the else branch.</summary>
sealed class If(Span span, Node condition, Node then, Node otherwise) : Node(span, condition, then, otherwise)
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var value = condition.Evaluate(run, locals);
        if (value is not FeelBoolean and not FeelNull)
        {
            run.Warn(FeelWarningKind.InvalidType, condition, $"Expected boolean as condition, but found {value.TypeName}.");
        }

        return value is FeelBoolean { Value: true } ? then.Evaluate(run, locals) : otherwise.Evaluate(run, locals);
    }
}
