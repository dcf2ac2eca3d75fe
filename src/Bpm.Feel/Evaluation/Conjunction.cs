namespace Bpm.Feel.Evaluation;

/// <summary>
/// <c>and</c>, or <c>or</c> when the deciding value is true: one deciding operand decides; else null if an operand was no boolean.
/// A chain is one node, so that a long one costs no stack.
/// </summary>
sealed class Conjunction(Span span, bool decides, Node[] operands) : Node(span, operands)
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var unknown = false;
        foreach (var operand in operands)
        {
            var value = operand.Evaluate(run, locals);
            if (value is not FeelBoolean b)
            {
                unknown = true;
                if (value is not FeelNull)
                {
                    run.Warn(FeelWarningKind.InvalidType, operand, $"Expected boolean, but found {value.TypeName}.");
                }
            }
            else if (b.Value == decides)
            {
                return b;
            }
        }

        return unknown ? FeelNull.Instance : FeelBoolean.Of(!decides);
    }
}
