using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Compensation (BPMN 2.0.2, 10.7 and 13.5.5): completed activities that somebody can undo are remembered as long as
/// their scope lives. Throwing undoes them, the last completed first; what was done inside a completed subprocess is
/// undone inside it, by its compensation event subprocess if it has one.
/// </summary>
static class CompensationTrigger
{
    /// <summary>Remembers an activity that completes, if it can be undone.</summary>
    public static void Enable(Execution execution, ElementInstance element)
    {
        if (!execution.Definition.HasCompensation || execution.NodeOf(element) is not Activity activity || element.Role == ElementRole.Undo) return;
        var isUndone = element.Role != ElementRole.Loop && HandlerOf(execution, activity) is not null;
        var hasInside = execution.Instance.CompensationsIn(element.Key).Count > 0
            || (element.Role != ElementRole.Loop && UndoingStart(execution, activity) is not null);
        // The event subprocess that undoes its scope is not itself undone.
        if ((isUndone || hasInside) && !IsUndoing(execution, activity))
            execution.Emit(new CompensationEnabled(element.Key, activity.Id, element.ScopeKey, VariableMappings.Local(execution, element.Key)));
    }

    /// <summary>A process that has this property with the value <c>sequential</c> undoes one activity after the other.</summary>
    const string Property = "compensation";

    /// <summary>
    /// Undoes what the event asks for, the last completed first; the thrower waits for all of it. As in other engines all of
    /// it begins at once, unless the process asks that each begins when the one before is undone; an event that does not
    /// wait cannot do that. False when there is nothing to wait for.
    /// </summary>
    public static bool Throw(Execution execution, ElementInstance thrower, CompensateEventDefinition definition)
    {
        if (definition.WaitsForCompletion) return UndoNext(execution, thrower);
        foreach (var target in Targets(execution, thrower, definition.ActivityId)) Undo(execution, target, null);
        return false;
    }

    /// <summary>Undoes the last of what a waiting event, or a resumed scope, has not undone yet; true when it waits for that.</summary>
    public static bool UndoNext(Execution execution, ElementInstance waiting)
    {
        // What is undone without a wait says so before the next has begun.
        if (!execution.Undoing.Add(waiting.Key)) return true;
        while (IsThere() && (!IsSequential(execution) || !execution.Instance.UndoingFor(waiting.Key).Any()) && Next(execution, waiting) is { } next) Undo(execution, next, waiting.Key);
        execution.Undoing.Remove(waiting.Key);
        return !IsThere() || execution.Instance.UndoingFor(waiting.Key).Any();

        bool IsThere() => !execution.Instance.HasEnded && execution.Instance.Elements.ContainsKey(waiting.Key);
    }

    static bool IsSequential(Execution execution) => execution.Definition.Properties.GetValueOrDefault(Property)?.Trim() == "sequential";

    /// <summary>What has begun only after the throw is not asked to be undone.</summary>
    static Compensation? Next(Execution execution, ElementInstance waiting)
    {
        IEnumerable<Compensation> asked = execution.NodeOf(waiting) switch
        {
            EndEvent { Definition: CancelEventDefinition } => InScope(execution, TransactionTrigger.TransactionOf(execution, waiting).Key),
            Event thrower => thrower.Definitions.OfType<CompensateEventDefinition>().Where(d => d.WaitsForCompletion).SelectMany(d => Targets(execution, waiting, d.ActivityId)),
            _ => InScope(execution, waiting.Key),
        };
        return asked.FirstOrDefault(c => c.Key < waiting.Key);
    }

    /// <summary>Something has been undone: who waits for it goes on with the next, or by itself when it was the last.</summary>
    public static void Undone(Execution execution, ElementInstance undoing)
    {
        if (undoing.ThrownBy is not { } waiting)
        {
            execution.ScopeStepDone(undoing.ScopeKey);
            return;
        }
        if (execution.Undoing.Contains(waiting) || execution.Instance.UndoingFor(waiting).Any() || !execution.Instance.Elements.TryGetValue(waiting, out var thrower)) return;
        if (IsSequential(execution) && UndoNext(execution, thrower)) return;
        if (execution.NodeOf(thrower) is EndEvent { Definition: CancelEventDefinition }) TransactionTrigger.Cancelled(execution, thrower);
        else execution.Complete(thrower);
    }

    static List<Compensation> Targets(Execution execution, ElementInstance thrower, string? activityId)
    {
        for (var scopeKey = thrower.ScopeKey; ;)
        {
            var isEventSubProcess = execution.Instance.Elements.TryGetValue(scopeKey, out var scope)
                && execution.NodeOf(scope) is SubProcess { IsTriggeredByEvent: true };
            // Inside an event subprocess it is the scope around it whose work is undone.
            var found = InScope(execution, scopeKey).Where(c => activityId is null || c.ElementId == activityId).ToList();
            if (found.Count > 0 || scope is null || (activityId is null && !isEventSubProcess)) return found;
            scopeKey = scope.ScopeKey;
        }
    }

    static List<Compensation> InScope(Execution execution, long scopeKey) =>
        [.. execution.Instance.CompensationsIn(scopeKey).Reverse()];

    static void Undo(Execution execution, Compensation target, long? throwerKey)
    {
        var activity = (Activity)execution.Definition.Nodes[target.ElementId];
        var isItemOrSingle = !(activity.Loop is not null && execution.Instance.CompensationsIn(target.Key).Any(c => c.ElementId == target.ElementId));
        if (isItemOrSingle && HandlerOf(execution, activity) is { } handler)
        {
            execution.Emit(new CompensationTriggered(target.Key, null));
            Enter(execution, handler, target, throwerKey);
            return;
        }

        var resumed = execution.Resume(activity, target.ScopeKey, throwerKey);
        execution.Emit(new CompensationTriggered(target.Key, resumed.Key));
        Assign(execution, resumed, target);
        if (isItemOrSingle && UndoingStart(execution, activity) is { } start)
        {
            execution.Enter(execution.Definition.Nodes[start.ScopeId], resumed.Key, []);
            return;
        }
        if (!UndoNext(execution, resumed)) execution.Complete(resumed);
    }

    static void Enter(Execution execution, Activity handler, Compensation target, long? throwerKey)
    {
        var undoing = execution.EnterUndoing(handler, target.ScopeKey, throwerKey);
        Assign(execution, undoing, target);
        execution.Begin(undoing);
    }

    static void Assign(Execution execution, ElementInstance undoing, Compensation target)
    {
        foreach (var (name, value) in target.Variables.Items) execution.Emit(new VariableAssigned(undoing.Key, name, value));
    }

    static Activity? HandlerOf(Execution execution, Activity activity) =>
        execution.Definition.BoundaryEvents(activity.Id).FirstOrDefault(b => b.Definition is CompensateEventDefinition) is { HandlerId: { } id }
            && execution.Definition.Nodes.TryGetValue(id, out var handler) ? handler as Activity : null;

    /// <summary>
    /// A completed scope that was opened again for what was done in it: its outputs and end listeners have had their turn,
    /// and would put the values of then over those of now.
    /// </summary>
    public static bool IsResumed(Execution execution, ElementInstance element) =>
        element.Role == ElementRole.Undo && !execution.Definition.Nodes.Values.Any(n => n is BoundaryEvent boundary && boundary.HandlerId == element.ElementId);

    static bool IsUndoing(Execution execution, Activity activity) =>
        activity is SubProcess { IsTriggeredByEvent: true } && execution.Definition.StartEvents(activity.Id).Any(s => s.Definition is CompensateEventDefinition);

    static StartEvent? UndoingStart(Execution execution, Activity activity) =>
        activity is SubProcess
            ? EventSubProcessTrigger.StartsIn(execution, activity.Id).FirstOrDefault(s => s.Definition is CompensateEventDefinition)
            : null;
}
