using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Camunda;

/// <summary>One of the few methods of data that expressions use; see <see cref="Methods"/>.</summary>
sealed class MethodCall(Span span, Method method, Node receiver, Node[] arguments) : Node(span, [receiver, .. arguments])
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var value = receiver.Evaluate(run, locals);
        var values = new FeelValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(run, locals);
        }

        if (method.Compute(value, values) is not { } result)
        {
            return run.Warn(FeelWarningKind.FunctionFailed, this, $"Can't call {method.Name}({string.Join(", ", values.Select(v => v.TypeName))}) on {value.TypeName}.");
        }

        return run.Pay((int)Math.Min(value.Weight / 16, int.MaxValue)) && run.Pay((int)Math.Min(result.Weight, int.MaxValue)) ? result : FeelNull.Instance;
    }
}
