using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Camunda;

/// <summary>Comparison with conversion. A comparison with null is false, as Camunda 7 has it, but warns.</summary>
sealed class LooseComparison(Span span, ComparisonOperator op, Node left, Node right) : Node(span, left, right)
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var a = left.Evaluate(run, locals);
        var b = right.Evaluate(run, locals);
        if (op <= ComparisonOperator.NotEqual)
        {
            return FeelBoolean.Of(Loose.AreEqual(a, b) == (op == ComparisonOperator.Equal));
        }

        if (Loose.Compare(a, b, run.Environment.Zone) is { } order)
        {
            return FeelBoolean.Of(Comparison.Holds(op, order));
        }

        run.Warn(FeelWarningKind.NotComparable, this, $"Can't compare {a.TypeName} with {b.TypeName}.");
        return a is FeelNull || b is FeelNull ? FeelBoolean.False : FeelNull.Instance;
    }
}

/// <summary>Arithmetic with conversion; <c>+</c> joins as soon as one side is a string.</summary>
sealed class LooseArithmetic(Span span, Node first, Operation[] rest) : Node(span, [first, .. rest.Select(o => o.Operand)])
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
        if (op == ArithmeticOperator.Add && (a is FeelString || b is FeelString))
        {
            var (x, y) = (Loose.ToText(a), Loose.ToText(b));
            return run.Pay((x.Length + y.Length) / 16) ? new FeelString(x + y) : FeelNull.Instance;
        }

        if (TemporalArithmetic.Apply(op, a, b) is { } temporal)
        {
            return temporal;
        }

        return Loose.ToNumber(a) is { } m && Loose.ToNumber(b) is { } n && Numbers.Apply(op, m, n) is { } result
            ? result
            : run.Warn(FeelWarningKind.InvalidType, this, $"Can't compute {a.TypeName} {Arithmetic.Sign(op)} {b.TypeName}.");
    }
}

/// <summary>Logic in which null is false and the string "true" is true.</summary>
sealed class LooseLogic(Span span, bool decides, Node[] operands) : Node(span, operands)
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        foreach (var operand in operands)
        {
            var value = operand.Evaluate(run, locals);
            if (Loose.ToBoolean(value) is not { } b)
            {
                return run.Warn(FeelWarningKind.InvalidType, operand, $"Expected boolean, but found {value.TypeName}.");
            }

            if (b == decides)
            {
                return FeelBoolean.Of(b);
            }
        }

        return FeelBoolean.Of(!decides);
    }
}

sealed class LooseNot(Span span, Node operand) : Node(span, operand)
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var value = operand.Evaluate(run, locals);
        return Loose.ToBoolean(value) is { } b
            ? FeelBoolean.Of(!b)
            : run.Warn(FeelWarningKind.InvalidType, operand, $"Expected boolean, but found {value.TypeName}.");
    }
}

sealed class LooseIf(Span span, Node condition, Node then, Node otherwise) : Node(span, condition, then, otherwise)
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var value = condition.Evaluate(run, locals);
        return Loose.ToBoolean(value) is { } b
            ? b ? then.Evaluate(run, locals) : otherwise.Evaluate(run, locals)
            : run.Warn(FeelWarningKind.InvalidType, condition, $"Expected boolean as condition, but found {value.TypeName}.");
    }
}

/// <summary><c>empty x</c>: null, an empty string, list or context.</summary>
sealed class Empty(Span span, Node operand) : Node(span, operand)
{
    protected override FeelValue Compute(Run run, Locals? locals) => FeelBoolean.Of(Loose.IsEmpty(operand.Evaluate(run, locals)));
}
