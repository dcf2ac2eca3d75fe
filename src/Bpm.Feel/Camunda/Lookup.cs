using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Camunda;

/// <summary>A variable whose name is computed, or whether there is one. The name is looked up, never parsed.</summary>
sealed class Lookup(Span span, Node name, bool presenceOnly) : Node(span, name)
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var wanted = Loose.ToText(name.Evaluate(run, locals));
        var found = run.Scope.TryGet(wanted, out var value);
        if (presenceOnly)
        {
            return FeelBoolean.Of(found);
        }

        return found ? value! : run.Warn(FeelWarningKind.NoVariableFound, this, $"No variable named '{wanted}' found.");
    }
}
