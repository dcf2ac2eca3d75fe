namespace Bpm.Feel.Evaluation;

enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Remainder,
}

readonly record struct Operation(ArithmeticOperator Operator, Node Operand);

/// <summary>Operators of one precedence, from left to right. A chain is one node, so that a long one costs no stack.</summary>
sealed class Arithmetic(Span span, Node first, Operation[] rest)
    : Node(span, [first, .. rest.Select(o => o.Operand)])
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var value = first.Evaluate(run, locals);
        foreach (var (op, operand) in rest)
        {
            value = Apply(run, op, value, operand.Evaluate(run, locals));
        }

        return value;
    }

    FeelValue Apply(Run run, ArithmeticOperator op, FeelValue a, FeelValue b)
    {
        if (a is FeelNumber x && b is FeelNumber y)
        {
            return (FeelValue?)Numbers.Apply(op, x, y)
                ?? run.Warn(FeelWarningKind.OutOfRange, this, $"Can't compute {a} {Sign(op)} {b}: the result is no number in range.");
        }

        if (op == ArithmeticOperator.Add && a is FeelString s && b is FeelString t)
        {
            return run.Pay((s.Value.Length + t.Value.Length) / 16) ? new FeelString(s.Value + t.Value) : FeelNull.Instance;
        }

        return TemporalArithmetic.Apply(op, a, b)
            ?? run.Warn(FeelWarningKind.InvalidType, this, run.Warns ? $"Can't compute {a.TypeName} {Sign(op)} {b.TypeName}." : "");
    }

    public static string Sign(ArithmeticOperator op) => op switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        ArithmeticOperator.Multiply => "*",
        ArithmeticOperator.Divide => "/",
        ArithmeticOperator.Remainder => "%",
        _ => "**",
    };
}
