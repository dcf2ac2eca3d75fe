using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Ad-hoc subprocess (BPMN 2.0.2, 13.3.5): people start its activities in any order, or a list names those to start at
/// once. It completes when its condition holds; without one, when what was started is done.
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
        if (node.IsSequential && ids is [var first, ..]) execution.Enter(Find(execution, node, first)!, element.Key, []);
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
            || execution.NodeOf(scope) is not AdHocSubProcess { CompletionCondition: { } condition, CancelsRemaining: true } node || scope.Role == ElementRole.Loop) return false;
        if (Conditions.Ask(execution, condition, scope.Key, Purpose(node), out var holds) is { } problem)
        {
            execution.RaiseIncident(scope, IncidentKind.Expression, problem);
            return false;
        }
        if (holds) Complete(execution, scope);
        return holds;
    }

    /// <summary>Something inside has ended and no token came of it.</summary>
    /// <param name="ended">What completed; null when it was terminated.</param>
    public static void StepDone(Execution execution, AdHocSubProcess node, ElementInstance scope, FlowNode? ended)
    {
        if (node.IsSequential && NextAutomatic(execution, node, ended) is { } next && !HasEnough(execution, node, scope))
        {
            execution.Enter(next, scope.Key, []);
            return;
        }
        if (node.CompletionCondition is { } condition && !HasInterrupted(execution, ended) && !(node.CancelsRemaining && execution.Instance.ActiveIn(scope.Key) == 0 && IsAutomatic(execution, node)))
        {
            if (Conditions.Ask(execution, condition, scope.Key, Purpose(node), out var holds) is { } problem) execution.RaiseIncident(scope, IncidentKind.Expression, problem);
            else if (holds) execution.CompleteScopeIfDone(scope.Key);
            return;
        }
        execution.CompleteScopeIfDone(scope.Key);
    }

    /// <summary>Nothing more begins once the condition holds. One that cannot be evaluated is asked again at the end, and said then.</summary>
    static bool HasEnough(Execution execution, AdHocSubProcess node, ElementInstance scope) =>
        node.CompletionCondition is { } condition && Conditions.Ask(execution, condition, scope.Key, Purpose(node), out var holds) is null && holds;

    /// <summary>An event subprocess that ends everything else: when it is done, nothing is left to choose from.</summary>
    public static bool HasInterrupted(Execution execution, FlowNode? node) =>
        node is SubProcess { IsTriggeredByEvent: true } && execution.Definition.StartEvents(node.Id).Any(s => s.IsInterrupting);

    static bool IsAutomatic(Execution execution, AdHocSubProcess node) => node.ActiveElements is null && Automatic(execution, node).Count > 0;

    static FlowNode? NextAutomatic(Execution execution, AdHocSubProcess node, FlowNode? ended)
    {
        if (ended is null || !IsAutomatic(execution, node)) return null;
        var ids = Automatic(execution, node);
        var next = ids.IndexOf(ended.Id) + 1;
        return next > 0 && next < ids.Count ? execution.Definition.Nodes[ids[next]] : null;
    }

    static string Purpose(AdHocSubProcess node) => $"the completion condition of '{node.Label}'";

    /// <summary>Ends what is still open, and the subprocess with it.</summary>
    public static void Complete(Execution execution, ElementInstance scope)
    {
        execution.TerminateChildren(scope.Key);
        execution.CompleteTerminatedScope(scope.Key);
    }
}
