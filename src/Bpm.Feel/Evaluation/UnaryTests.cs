namespace Bpm.Feel.Evaluation;

/// <summary>The tests of a decision table's cell against the input <c>?</c>: any may pass, or with <c>not(…)</c> none. No test at all (<c>-</c>) always passes.</summary>
sealed class UnaryTests(Span span, Test[] tests, bool negated) : Node(span, [.. tests.Select(t => t.Expression)])
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        if (tests.Length == 0)
        {
            return FeelBoolean.True;
        }

        if (!Locals.TryGet(locals, Test.Input, out var input) && !run.Scope.TryGet(Test.Input, out input))
        {
            input = run.Warn(FeelWarningKind.NoVariableFound, this, "No input value '?' found.");
        }

        var passes = Any(run, new Locals(locals, Test.Input, input), input, tests, conditionsCount: true);

        // not(null) is null: what can't be told to pass can't be told not to (DMN 1.5, 10.3.2.7).
        return negated && passes is FeelBoolean b ? FeelBoolean.Of(!b.Value) : passes;
    }

    public static FeelValue Any(Run run, Locals locals, FeelValue input, Test[] tests, bool conditionsCount)
    {
        var unknown = false;
        foreach (var test in tests)
        {
            var passes = test.Passes(run, locals, input, conditionsCount);
            if (passes == true)
            {
                return FeelBoolean.True;
            }

            unknown |= passes is null;
        }

        return unknown ? FeelNull.Instance : FeelBoolean.False;
    }
}
