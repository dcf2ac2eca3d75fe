namespace Bpm.Feel.Evaluation;

sealed class Negation(Span span, Node operand) : Node(span, operand)
{
    protected override FeelValue Compute(Run run, Locals? locals) => operand.Evaluate(run, locals) switch
    {
        FeelNumber n => FeelNumber.Of(-n.Value),
        FeelDayTimeDuration d when d.Value != TimeSpan.MinValue => new FeelDayTimeDuration(-d.Value),
        FeelYearMonthDuration d when d.Months != int.MinValue => new FeelYearMonthDuration(-d.Months),
        var other => run.Warn(FeelWarningKind.InvalidType, this, $"Expected number or duration after '-', but found {other.TypeName}."),
    };
}
