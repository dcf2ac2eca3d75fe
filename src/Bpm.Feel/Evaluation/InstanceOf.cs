namespace Bpm.Feel.Evaluation;

sealed class InstanceOf(Span span, Node value, FeelType type) : Node(span, value)
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var x = value.Evaluate(run, locals);
        return type.IsKnown
            ? FeelBoolean.Of(type.Fits(x))
            : run.Warn(FeelWarningKind.InvalidType, this, $"No type named '{type.Name}' found.");
    }
}
