namespace Bpm.Feel.Evaluation;

sealed class Negation(Span span, Node operand) : Node(span, operand)
{
    protected override FeelValue Compute(Run run, Locals? locals) => operand.Evaluate(run, locals) switch
    {
        FeelNumber n => Numbers.Negate(n),
        FeelDayTimeDuration d => new FeelDayTimeDuration(-d.Nanoseconds),
        FeelYearMonthDuration d => new FeelYearMonthDuration(-d.TotalMonths),
        var other => run.Warn(FeelWarningKind.InvalidType, this, $"Expected number or duration after '-', but found {other.TypeName}."),
    };
}
