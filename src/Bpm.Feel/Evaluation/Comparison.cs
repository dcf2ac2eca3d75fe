namespace Bpm.Feel.Evaluation;

enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>Two values compared; null, with a warning, when they are of different kinds.</summary>
sealed class Comparison(Span span, ComparisonOperator op, Node left, Node right) : Node(span, left, right)
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var isNullTest = op <= ComparisonOperator.NotEqual && (left is Literal { Value: FeelNull } || right is Literal { Value: FeelNull });
        var a = isNullTest ? left.EvaluateOptional(run, locals) : left.Evaluate(run, locals);
        var b = isNullTest ? right.EvaluateOptional(run, locals) : right.Evaluate(run, locals);
        if (a is not FeelNumber && !run.Pay((int)Math.Min(Math.Min(a.Weight, b.Weight) / 4, int.MaxValue)))
        {
            return FeelNull.Instance;
        }

        if (op <= ComparisonOperator.NotEqual)
        {
            return Ordering.Equal(a, b) is { } equal ? FeelBoolean.Of(equal == (op == ComparisonOperator.Equal)) : NotComparable(run, a, b);
        }

        if (a is FeelNumber x && b is FeelNumber y)
        {
            return FeelBoolean.Of(Holds(op, x.CompareTo(y)));
        }

        return Ordering.Compare(a, b) is { } order ? FeelBoolean.Of(Holds(op, order)) : NotComparable(run, a, b);
    }

    public static bool Holds(ComparisonOperator op, int order) => op switch
    {
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Greater => order > 0,
        _ => order >= 0,
    };

    FeelNull NotComparable(Run run, FeelValue a, FeelValue b) =>
        run.Warn(FeelWarningKind.NotComparable, this, run.Warns ? $"Can't compare {a.TypeName} with {b.TypeName}." : "");
}
