using System.Globalization;
using Bpm.Feel;
using Bpm.Model;

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
        // First what the engine knows itself: a variable of such a name would speak for somebody else.
        if (Reserved(name) is { } reserved)
        {
            value = reserved;
            return true;
        }
        if (execution.Instance.TryGetVariable(scopeKey, name, out value)) return true;
        if (Fallback(name) is not { } own) return false;
        value = own;
        return true;
    }

    FeelValue? Reserved(string name) => name switch
    {
        ReservedNames.CurrentUser or "currentUser" => execution.Actor is { } actor ? new FeelString(actor) : FeelNull.Instance,
        ReservedNames.Execution => Properties(),
        ReservedNames.Task => TaskProperties(),
        _ => null,
    };

    FeelValue? Fallback(string name) => name switch
    {
        "businessKey" => execution.Instance.BusinessKey is { } key ? new FeelString(key) : null,
        "execution" => Properties(),
        _ => Count(name) is { } count ? FeelNumber.Of(count) : null,
    };

    FeelContext Properties() => FeelContext.Of(
        ("processInstanceId", Text(execution.Instance.Key.ToString(CultureInfo.InvariantCulture))),
        ("processDefinitionKey", Text(execution.Definition.Id)),
        ("businessKey", Text(execution.Instance.BusinessKey)),
        ("currentActivityId", execution.Instance.Elements.TryGetValue(scopeKey, out var element) ? Text(element.ElementId) : FeelNull.Instance));

    FeelContext? TaskProperties()
    {
        for (var scope = scopeKey; execution.Instance.Elements.TryGetValue(scope, out var element); scope = element.ScopeKey)
        {
            if (execution.NodeOf(element) is not UserTask node) continue;
            var open = execution.Instance.UserTasks.GetValueOrDefault(element.Key);
            return FeelContext.Of(
                ("id", Text(element.Key.ToString(CultureInfo.InvariantCulture))), ("name", Text(open?.Name ?? node.Label)),
                ("taskDefinitionKey", Text(node.Id)), ("assignee", Text(open?.Assignee)),
                ("priority", open is null ? FeelNull.Instance : FeelNumber.Of(open.Priority)));
        }
        return null;
    }

    static FeelValue Text(string? text) => text is null ? FeelNull.Instance : new FeelString(text);

    int? Count(string name) => name switch
    {
        "nrOfInstances" or "numberOfInstances" => Loop?.Loop!.Total,
        "nrOfCompletedInstances" or "numberOfCompletedInstances" => Loop?.Loop!.Completed + (completing is null ? 0 : 1),
        "nrOfActiveInstances" or "numberOfActiveInstances" => Loop?.ActiveChildren - (completing is null ? 0 : 1),
        "nrOfTerminatedInstances" or "numberOfTerminatedInstances" => Loop is { } loop ? loop.Loop!.Started - loop.Loop.Completed - loop.ActiveChildren : null,
        _ => null,
    };

    /// <summary>The nearest loop around.</summary>
    ElementInstance? Loop
    {
        get
        {
            for (var scope = scopeKey; execution.Instance.Elements.TryGetValue(scope, out var element); scope = element.ScopeKey)
                if (element.Loop is not null) return element;
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
