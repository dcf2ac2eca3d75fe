using Bpm.Feel.Functions;

namespace Bpm.Feel.Evaluation;

/// <summary>Calls the function that an expression gives, with arguments by position or by name.</summary>
sealed class Call(Span span, Node function, Node[] arguments, string[]? names) : Node(span, [function, .. arguments])
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var name = function as Name;
        if ((name is null ? function.Evaluate(run, locals) : name.Find(run, locals)) is not { } called)
        {
            return run.Warn(FeelWarningKind.NoFunctionFound, function, run.Warns ? $"No function named '{name!.Value}' found." : "");
        }

        // A variable that is no function does not hide the built-in function of its name: both are common, date and date(…).
        if (called is not FeelFunction && name is not null && BuiltIns.TryGet(name.Value, out var builtIn))
        {
            called = new FeelFunction(builtIn);
        }

        var values = new FeelValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(run, locals);
        }

        if (called is not FeelFunction f)
        {
            return run.Warn(FeelWarningKind.NoFunctionFound, this, $"Expected a function, but found {called.TypeName}.");
        }

        if (names is not null)
        {
            if (f.Callable.Arrange(names, values) is not { } arranged)
            {
                return run.Warn(FeelWarningKind.NoFunctionFound, this, $"No parameters ({string.Join(", ", names)}) found in {f.Text}.");
            }

            values = arranged;
        }

        return run.Bounded(f.Callable.Call(run, this, values), this);
    }
}
