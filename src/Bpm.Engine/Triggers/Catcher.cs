using Bpm.Model;

namespace Bpm.Engine;

/// <summary>Who catches what is thrown inside an instance: a boundary event of an activity, or an event subprocess of a scope.</summary>
/// <param name="HostKey">The activity, or the scope around the event subprocess.</param>
readonly record struct Catcher(long HostKey, Event Event, EventDefinition Definition)
{
    /// <summary>
    /// Looks outward from an element: on its own edge, then in each scope around it first for event subprocesses, then on
    /// the scope's edge (BPMN 2.0.2, 10.4.6). At one place an event with the very code goes before one without a code.
    /// </summary>
    /// <param name="rank">How well a definition fits: 0 not at all.</param>
    public static Catcher? Find(Execution execution, ElementInstance from, Func<EventDefinition, int> rank)
    {
        var instance = execution.Instance;
        for (var element = from; ;)
        {
            if (element.Role != ElementRole.Item && Best(element.Key, execution.Definition.BoundaryEvents(element.ElementId), rank) is { } boundary) return boundary;
            var scopeKey = element.ScopeKey;
            var scopeId = scopeKey == instance.Key ? execution.Definition.Id : instance.Elements[scopeKey].ElementId;
            if (Best(scopeKey, Starts(execution, scopeId, element), rank) is { } start) return start;
            if (scopeKey == instance.Key) return null;
            element = instance.Elements[scopeKey];
        }
    }

    public void Catch(Execution execution, VariableSet variables)
    {
        if (Event is BoundaryEvent boundary) BoundaryTrigger.Catch(execution, execution.Instance.Elements[HostKey], boundary, variables);
        else EventSubProcessTrigger.Start(execution, HostKey, (StartEvent)Event, variables);
    }

    static Catcher? Best(long hostKey, IEnumerable<Event> events, Func<EventDefinition, int> rank)
    {
        var best = events
            .SelectMany(e => e.Definitions, (Event, Definition) => (Event, Definition, Rank: rank(Definition)))
            .Where(c => c.Rank > 0)
            .OrderByDescending(c => c.Rank)
            .FirstOrDefault();
        return best.Event is null ? null : new Catcher(hostKey, best.Event, best.Definition);
    }

    /// <summary>What is thrown inside an event subprocess that has ended the scope, or by itself, is not caught beside it again.</summary>
    static IEnumerable<StartEvent> Starts(Execution execution, string scopeId, ElementInstance inner)
    {
        if (execution.Instance.Elements.TryGetValue(inner.ScopeKey, out var scope) && scope.Role == ElementRole.Loop) return [];
        if (execution.NodeOf(inner) is not SubProcess { IsTriggeredByEvent: true } own) return EventSubProcessTrigger.StartsIn(execution, scopeId);
        return execution.Definition.StartEvents(own.Id).Any(s => s.IsInterrupting)
            ? []
            : EventSubProcessTrigger.StartsIn(execution, scopeId).Where(s => s.ScopeId != own.Id);
    }
}
