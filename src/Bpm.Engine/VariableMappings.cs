using System.Collections.Immutable;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Input and output mappings, and where results go. Inputs become variables of the element's own scope. Outputs and
/// results are assigned outward: to the nearest scope that already has the variable, else to the process instance.
/// </summary>
static class VariableMappings
{
    public static bool TryApplyInputs(Execution execution, FlowNode node, ElementInstance element) =>
        TryApply(execution, element, node.Inputs, (name, value) => execution.Emit(new VariableAssigned(element.Key, name, value)), element.Key);

    public static bool TryApplyOutputs(Execution execution, FlowNode node, ElementInstance element) =>
        TryApply(execution, element, node.Outputs, (name, value) => AssignOutward(execution, element.ScopeKey, name, value), element.ScopeKey)
        || execution.StopAtCompleting(element);

    /// <summary>
    /// The result of a form, a worker or a script. In the Camunda 8 dialect an element with output mappings keeps its
    /// result to itself, so that only the mappings reach the process.
    /// </summary>
    public static void AssignResult(Execution execution, ElementInstance element, VariableSet variables)
    {
        var node = execution.NodeOf(element);
        var staysLocal = execution.Definition.Dialect == Dialect.Camunda8 && !node.Outputs.IsEmpty;
        foreach (var (name, value) in variables.Items)
        {
            if (staysLocal) execution.Emit(new VariableAssigned(element.Key, name, value));
            else AssignOutward(execution, element.Key, name, value);
        }
    }

    public static void AssignOutward(Execution execution, long fromScope, string name, FeelValue value)
    {
        var instance = execution.Instance;
        var scope = fromScope;
        while (scope != instance.Key && !(instance.Scopes.TryGetValue(scope, out var own) && own.ContainsKey(name)))
            scope = instance.Elements[scope].ScopeKey;
        execution.Emit(new VariableAssigned(scope, name, value));
    }

    /// <summary>Evaluates and assigns one after the other: a later mapping sees the earlier ones' results.</summary>
    static bool TryApply(
        Execution execution, ElementInstance element, ImmutableArray<VariableMapping> mappings, Action<string, FeelValue> assign, long targetScope)
    {
        foreach (var mapping in mappings)
        {
            if (!execution.TryEvaluate(element, mapping.Source, element.Key, $"the mapping to '{mapping.Target}'", out var value)) return false;
            var path = mapping.Target.Split('.');
            if (path.Length > 1)
            {
                execution.Instance.TryGetVariable(targetScope, path[0], out var current);
                value = Put(current, path.AsSpan(1), value);
            }
            assign(path[0], value);
        }
        return true;
    }

    static FeelValue Put(FeelValue target, ReadOnlySpan<string> path, FeelValue value)
    {
        if (path.IsEmpty) return value;
        var context = target as FeelContext ?? FeelContext.Empty;
        context.TryGet(path[0], out var inner);
        return context.With(path[0], Put(inner ?? FeelNull.Instance, path[1..], value));
    }
}
