namespace Bpm.Feel.Evaluation;

/// <summary>
/// <c>function(…) external {java: …}</c> (DMN 1.5, 10.3.2.13.3): it is read, but no foreign code is run here. Calling it gives null.
/// </summary>
sealed class ExternalBody(Span span, Node mapping) : Node(span, mapping)
{
    protected override FeelValue Compute(Run run, Locals? locals) =>
        run.Warn(FeelWarningKind.FunctionFailed, this, "An external function is not run here: expected a function written in FEEL.");
}
