using Bpm.Feel.Functions;

namespace Bpm.Feel.Evaluation;

/// <summary>Calls a built-in function that was already found while parsing.</summary>
sealed class BuiltInCall(Span span, BuiltIn function, Node[] arguments, string[]? names) : Node(span, arguments)
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var values = arguments.Length == 0 ? [] : new FeelValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = function.TakesMissing ? arguments[i].EvaluateOptional(run, locals) : arguments[i].Evaluate(run, locals);
        }

        if (names is not null)
        {
            if (function.Arrange(names, values) is not { } arranged)
            {
                return run.Warn(FeelWarningKind.NoFunctionFound, this, $"No parameters ({string.Join(", ", names)}) found in {function.Usage}.");
            }

            values = arranged;
        }

        return run.Bounded(function.Call(run, this, values), this);
    }
}
