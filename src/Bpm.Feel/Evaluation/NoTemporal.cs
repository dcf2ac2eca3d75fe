namespace Bpm.Feel.Evaluation;

/// <summary><c>@"…"</c> with a text that is no date, time or duration: the language makes it null, we say why.</summary>
sealed class NoTemporal(Span span, string text) : Node(span)
{
    protected override FeelValue Compute(Run run, Locals? locals) =>
        run.Warn(FeelWarningKind.FunctionFailed, this, $"Expected a date, time, date and time or duration, but found {LiteralText.Quote(text)}.");
}
