using Bpm.Model;

namespace Bpm.Engine;

/// <summary>Script task (BPMN 2.0.2, 13.3.3): evaluates its script in place and assigns the results. Never waits.</summary>
sealed class ScriptTaskBehavior : ElementBehavior<ScriptTask>
{
    protected override void Activate(Execution execution, ScriptTask node, ElementInstance element)
    {
        foreach (var statement in node.Script.Assignments)
        {
            if (!execution.TryEvaluate(element, statement.Expression, element.Key, "the script", out var value, execution.AllowsMissing)) return;
            if (statement.Name is { } name)
                VariableMappings.AssignResult(execution, element, new VariableSet([KeyValuePair.Create(name, value)]));
        }
        execution.Complete(element);
    }
}
