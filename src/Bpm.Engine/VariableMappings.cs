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
        TryApply(execution, element, node.Inputs, (name, value) => execution.Emit(new VariableAssigned(element.Key, name, value)), element.Key, _ => true);

    /// <param name="step">Where to try again.</param>
    public static bool TryApplyOutputs(Execution execution, FlowNode node, ElementInstance element, int? step) =>
        TryApply(
            execution, element, node.Outputs, (name, value) => AssignOutward(execution, element.ScopeKey, name, value), element.ScopeKey,
            name => !(execution.Instance.Scopes.TryGetValue(element.Key, out var own) && own.ContainsKey(name)), step)
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

    /// <summary>The variables of one scope itself.</summary>
    public static VariableSet Local(Execution execution, long scopeKey) =>
        execution.Instance.Scopes.TryGetValue(scopeKey, out var own)
            ? new([.. own.Where(v => v.Key != ReservedNames.Answer).OrderBy(v => v.Key, StringComparer.Ordinal)])
            : VariableSet.Empty;

    /// <summary>Variables that go over to another instance, as seen from a scope; says what went wrong, or null.</summary>
    public static string? Collect(Execution execution, CallMapping mapping, long scopeKey, out VariableSet variables)
    {
        variables = !mapping.PassesAll ? VariableSet.Empty
            : mapping.LocalOnly ? Local(execution, scopeKey)
            : Visible(execution, scopeKey);
        foreach (var item in mapping.Mappings)
        {
            if (item.OnlyWith is { } needed && !execution.Instance.TryGetVariable(scopeKey, needed, out _)) continue;
            if (execution.EvaluateData(item.Source, scopeKey, $"the mapping to '{item.Target}'", out var value, execution.AllowsMissing) is { } problem) return problem;
            variables = variables.With(item.Target, value);
        }
        return null;
    }

    /// <summary>What a called process gave back, taken as its caller's mappings say; says what went wrong, or null.</summary>
    public static string? Take(Execution execution, CallMapping mapping, ElementInstance element, VariableSet given, FlowNode node)
    {
        var scope = FeelContext.Empty;
        foreach (var (name, value) in given.Items) scope = scope.With(name, value);
        List<(string Name, FeelValue Value)> taken = mapping.PassesAll ? [.. given.Items.Select(i => (i.Key, i.Value))] : [];
        foreach (var item in mapping.Mappings)
        {
            if (item.OnlyWith is { } needed && !scope.TryGet(needed, out _)) continue;
            var result = item.Source.Evaluate(scope, execution.Environment);
            var wanted = $"Expected a value for the mapping to '{item.Target}' of '{node.Label}', but {item.Source.Text}";
            if (result.Failure is { } failure) return $"{wanted} failed: {failure}";
            if (result.Value is FeelNull && result.Warnings.Count > 0 && !execution.AllowsMissing)
                return Explanation.Of($"{wanted} gave null.", Explanation.Reasons(item.Source, result), execution, element.Key);
            if (!result.Value.IsData) return $"{wanted} gave a {result.Value.TypeName}, which cannot be kept.";
            taken.Add((item.Target, result.Value));
        }
        foreach (var (name, value) in taken)
        {
            if (mapping.LocalOnly) execution.Emit(new VariableAssigned(element.Key, name, value));
            else AssignResult(execution, element, new VariableSet([KeyValuePair.Create(name, value)]));
        }
        return null;
    }

    static VariableSet Visible(Execution execution, long scopeKey)
    {
        var scope = new VariableScope(execution, scopeKey);
        return new([.. scope.Names.Select(n => KeyValuePair.Create(n, scope.TryGet(n, out var value) ? value : FeelNull.Instance))]);
    }

    public static void AssignOutward(Execution execution, long fromScope, VariableSet variables)
    {
        foreach (var (name, value) in variables.Items) AssignOutward(execution, fromScope, name, value);
    }

    public static void AssignOutward(Execution execution, long fromScope, string name, FeelValue value) =>
        execution.Emit(new VariableAssigned(ScopeOf(execution.Instance, fromScope, name), name, value));

    /// <summary>The nearest scope outward that has the variable; else the instance.</summary>
    public static long ScopeOf(ProcessInstance instance, long fromScope, string name)
    {
        var scope = fromScope;
        while (scope != instance.Key && !(instance.Scopes.TryGetValue(scope, out var own) && own.ContainsKey(name)))
            scope = instance.Elements[scope].ScopeKey;
        return scope;
    }

    /// <summary>
    /// Evaluates one after the other, so that a later mapping sees the earlier ones' results, and assigns when all have
    /// succeeded: those that did are not applied twice when the incident of one that did not is resolved.
    /// </summary>
    /// <param name="isSeen">Whether the element sees what is assigned, or a variable of its own stands before that.</param>
    static bool TryApply(
        Execution execution, ElementInstance element, ImmutableArray<VariableMapping> mappings, Action<string, FeelValue> assign, long targetScope, Func<string, bool> isSeen, int? step = null)
    {
        if (mappings.IsEmpty) return true;
        var seen = new OverlayScope(new VariableScope(execution, element.Key));
        var results = new Dictionary<string, FeelValue>();
        foreach (var mapping in mappings)
        {
            if (mapping.OnlyWith is { } needed && !results.ContainsKey(needed) && !execution.Instance.TryGetVariable(element.Key, needed, out _)) continue;
            if (!execution.TryEvaluate(element, mapping.Source, element.Key, $"the mapping to '{mapping.Target}'", out var value, execution.AllowsMissing, step, seen)) return false;
            var path = mapping.Target.Split('.');
            if (path.Length > 1)
            {
                if (!results.TryGetValue(path[0], out var current)) execution.Instance.TryGetVariable(targetScope, path[0], out current!);
                value = Put(current, path.AsSpan(1), value);
            }
            results[path[0]] = value;
            if (isSeen(path[0])) seen.With(path[0], value);
        }
        foreach (var (name, value) in results) assign(name, value);
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
