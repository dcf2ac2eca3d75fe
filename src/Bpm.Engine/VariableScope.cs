using System.Globalization;
using Bpm.Feel;

namespace Bpm.Engine;

/// <summary>
/// What an expression sees: the variables of a scope and of all scopes around it, then the engine's own names
/// <c>businessKey</c>, <c>currentUser</c> and <c>execution</c> (its process instance and definition), and inside a loop its
/// counts as both Camunda dialects name them.
/// </summary>
/// <param name="completing">The instance of a loop that is about to count as completed.</param>
sealed class VariableScope(Execution execution, long scopeKey, ElementInstance? completing = null) : IFeelScope
{
    public bool TryGet(string name, out FeelValue value)
    {
        if (execution.Instance.TryGetVariable(scopeKey, name, out value)) return true;
        if (Count(name) is { } count)
        {
            value = FeelNumber.Of(count);
            return true;
        }
        var own = name switch
        {
            "businessKey" => execution.Instance.BusinessKey,
            "currentUser" => execution.Actor,
            _ => null,
        };
        if (name == "execution")
        {
            var key = new FeelString(execution.Instance.Key.ToString(CultureInfo.InvariantCulture));
            value = FeelContext.Of(("processInstanceId", key), ("processDefinitionKey", new FeelString(execution.Definition.Id)));
            return true;
        }
        if (own is null) return false;
        value = new FeelString(own);
        return true;
    }

    int? Count(string name) => name switch
    {
        "nrOfInstances" or "numberOfInstances" => Loop?.Total,
        "nrOfCompletedInstances" or "numberOfCompletedInstances" => Loop?.Completed + (completing is null ? 0 : 1),
        "nrOfActiveInstances" or "numberOfActiveInstances" => Loop?.Started - Loop?.Completed - (completing is null ? 0 : 1),
        "nrOfTerminatedInstances" or "numberOfTerminatedInstances" => Loop is null ? null : 0,
        _ => null,
    };

    /// <summary>The nearest loop around.</summary>
    LoopState? Loop
    {
        get
        {
            for (var scope = scopeKey; execution.Instance.Elements.TryGetValue(scope, out var element); scope = element.ScopeKey)
                if (element.Loop is { } loop) return loop;
            return null;
        }
    }

    public IEnumerable<string> Names
    {
        get
        {
            var instance = execution.Instance;
            var names = new SortedSet<string>(StringComparer.Ordinal);
            for (var scope = scopeKey; ; scope = instance.Elements[scope].ScopeKey)
            {
                if (instance.Scopes.TryGetValue(scope, out var variables)) names.UnionWith(variables.Keys);
                if (scope == instance.Key || !instance.Elements.ContainsKey(scope)) return names;
            }
        }
    }
}
