using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Ad-hoc subprocess (BPMN 2.0.2, 13.3.5): people start its activities in any order, or a list names those to start at
/// once, or one after the other. It completes when its condition holds; without one, when what was started is done. A
/// condition that cannot be evaluated stops it, until a person has resolved that incident.
/// </summary>
sealed class AdHocSubProcessBehavior : ElementBehavior<AdHocSubProcess>
{
    protected override void Activate(Execution execution, AdHocSubProcess node, ElementInstance element)
    {
        if (!execution.TryEvaluate(element, node.ActiveElements, element.Key, $"the active elements of '{node.Label}'", out var active)
            || !execution.TryPrepare(element, out var waits, EventSubProcessTrigger.StartsIn(execution, node.Id))) return;
        var ids = node.ActiveElements is null ? Automatic(execution, node) : (active as FeelList)?.Items.OfType<FeelString>().Select(s => s.Value).ToList() ?? [];
        if (ids.Find(id => Find(execution, node, id) is null) is { } unknown)
        {
            execution.RaiseIncident(element, IncidentKind.Expression,
                $"Expected the active elements of '{node.Label}' to be activities in it, but '{unknown}' is none.");
            return;
        }

        if (!execution.Start(element, waits)) return;
        if (node.IsSequential && ids.Count > 0)
        {
            execution.Emit(new ActivitiesQueued(element.Key, [.. ids]));
            BeginNext(execution, element);
        }
        else if (ids.Count > 0 || node.ActiveElements is not null) execution.EnterAll([.. ids.Select(id => Find(execution, node, id)!)], element.Key);
    }

    /// <summary>Where nothing inside needs a person, nobody would ever start it: the engine does, in the order of the file.</summary>
    static List<string> Automatic(Execution execution, AdHocSubProcess node)
    {
        var inside = execution.Definition.ImplicitStarts(node.Id).OfType<Activity>().ToList();
        return inside.TrueForAll(a => a is ScriptTask or ServiceTask or SendTask or UndefinedTask) ? [.. inside.Select(a => a.Id)] : [];
    }

    /// <summary>The activity that may be started in an ad-hoc subprocess: one that no flow leads to.</summary>
    public static Activity? Find(Execution execution, AdHocSubProcess node, string id) =>
        execution.Definition.Nodes.TryGetValue(id, out var found) && found is Activity activity && activity.ScopeId == node.Id
            && activity is not SubProcess { IsTriggeredByEvent: true } && !activity.IsForCompensation ? activity : null;

    /// <summary>An activity inside has completed: does its completion end the whole? Then no token goes on.</summary>
    public static bool EndsWith(Execution execution, ElementInstance completed)
    {
        if (completed.ScopeKey == execution.Instance.Key || !execution.Instance.Elements.TryGetValue(completed.ScopeKey, out var scope)
            || execution.NodeOf(scope) is not AdHocSubProcess { CompletionCondition: { } condition, CancelsRemaining: true } node
            || scope.Role == ElementRole.Loop || HasStopped(execution, scope)) return false;
        if (Conditions.Ask(execution, condition, scope.Key, Purpose(node), out var holds) is { } problem)
        {
            execution.RaiseIncident(scope, IncidentKind.Expression, problem);
            return false;
        }
        if (holds) Complete(execution, scope);
        return holds;
    }

    /// <summary>Something inside has ended and no token came of it, or the incident that stopped the whole is resolved.</summary>
    /// <param name="ended">What completed, if that is what happened.</param>
    public static void GoOn(Execution execution, AdHocSubProcess node, ElementInstance scope, FlowNode? ended = null)
    {
        if (scope.State != ElementState.Active || HasStopped(execution, scope)) return;
        if (HasInterrupted(execution, ended))
        {
            execution.CompleteScopeIfDone(scope.Key);
            return;
        }
        if (node.CompletionCondition is { } condition)
        {
            if (Conditions.Ask(execution, condition, scope.Key, Purpose(node), out var holds) is { } problem)
            {
                execution.RaiseIncident(scope, IncidentKind.Expression, problem);
                return;
            }
            if (holds)
            {
                if (node.CancelsRemaining) Complete(execution, scope);
                else execution.CompleteScopeIfDone(scope.Key);
                return;
            }
        }
        if (execution.Instance.ActiveIn(scope.Key) > 0) return;
        if (scope.Queued.Count > 0) BeginNext(execution, scope);
        else if (node.CompletionCondition is null || (node.CancelsRemaining && IsAutomatic(execution, node))) execution.CompleteScopeIfDone(scope.Key);
    }

    static void BeginNext(Execution execution, ElementInstance scope)
    {
        var next = execution.Definition.Nodes[scope.Queued[0]];
        execution.Emit(new ActivitiesQueued(scope.Key, [.. scope.Queued.Skip(1)]));
        execution.Enter(next, scope.Key, []);
    }

    static bool HasStopped(Execution execution, ElementInstance scope) =>
        execution.Instance.IncidentsOf(scope.Key).Any(i => i is { Kind: IncidentKind.Expression, JobKey: null });

    /// <summary>An event subprocess that ends everything else: when it is done, nothing is left to choose from.</summary>
    public static bool HasInterrupted(Execution execution, FlowNode? node) =>
        node is SubProcess { IsTriggeredByEvent: true } && execution.Definition.StartEvents(node.Id).Any(s => s.IsInterrupting);

    static bool IsAutomatic(Execution execution, AdHocSubProcess node) => node.ActiveElements is null && Automatic(execution, node).Count > 0;

    static string Purpose(AdHocSubProcess node) => $"the completion condition of '{node.Label}'";

    /// <summary>Ends what is still open, and the subprocess with it.</summary>
    public static void Complete(Execution execution, ElementInstance scope)
    {
        execution.TerminateChildren(scope.Key);
        execution.CompleteTerminatedScope(scope.Key);
    }
}
