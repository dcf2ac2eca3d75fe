using Bpm.Feel.Functions;

namespace Bpm.Feel.Evaluation;

/// <summary>Reads a variable: what the expression bound itself, then the scope, then a built-in function as a value.</summary>
sealed class Name(Span span, string value) : Node(span)
{
    public string Value { get; } = value;

    public FeelValue? Find(Run run, Locals? locals)
    {
        if (Locals.TryGet(locals, Value, out var value) || run.Scope.TryGet(Value, out value))
        {
            return value;
        }

        return BuiltIns.TryGet(Value, out var function) ? new FeelFunction(function) : null;
    }

    public override FeelValue EvaluateOptional(Run run, Locals? locals) => run.Step() ? Find(run, locals) ?? FeelNull.Instance : FeelNull.Instance;

    protected override FeelValue Compute(Run run, Locals? locals) =>
        Find(run, locals) ?? run.Warn(FeelWarningKind.NoVariableFound, this, run.Warns ? $"No variable named '{Value}' found." : "");
}
