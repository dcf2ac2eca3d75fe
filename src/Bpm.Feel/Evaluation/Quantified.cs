namespace Bpm.Feel.Evaluation;

/// <summary><c>some</c> (one true decides) or <c>every</c> (one false decides); null when a condition is no boolean and none decides.</summary>
sealed class Quantified(Span span, bool decides, Iteration[] iterations, Node condition)
    : Node(span, [.. iterations.SelectMany(i => i.End is null ? [i.Source] : (Node[])[i.Source, i.End]), condition])
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var unknown = false;
        return Decided(run, locals, 0, ref unknown)
            ? FeelBoolean.Of(decides)
            : unknown ? FeelNull.Instance : FeelBoolean.Of(!decides);
    }

    bool Decided(Run run, Locals? locals, int level, ref bool unknown)
    {
        if (level == iterations.Length)
        {
            var value = condition.Evaluate(run, locals);
            if (value is not FeelBoolean and not FeelNull)
            {
                run.Warn(FeelWarningKind.InvalidType, condition, $"Expected boolean as condition, but found {value.TypeName}.");
            }

            unknown |= value is not FeelBoolean;
            return value is FeelBoolean b && b.Value == decides;
        }

        if (iterations[level].Items(run, locals) is not { } items)
        {
            unknown = true;
            return false;
        }

        foreach (var item in items)
        {
            if (run.IsStopped || Decided(run, new Locals(locals, iterations[level].Name, item), level + 1, ref unknown))
            {
                return !run.IsStopped;
            }
        }

        return false;
    }
}
