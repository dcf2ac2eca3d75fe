namespace Bpm.Feel.Evaluation;

/// <summary><c>function(a, b) body</c>: becomes a value that remembers what it can see here.</summary>
sealed class FunctionLiteral(Span span, string[] parameters, FeelType?[] types, Node body) : Node(span, body)
{
    protected override FeelValue Compute(Run run, Locals? locals) =>
        new FeelFunction(new Closure(parameters, types, body, run.Scope, locals));
}
