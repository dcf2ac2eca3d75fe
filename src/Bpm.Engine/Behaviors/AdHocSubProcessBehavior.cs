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
        var ids = (active as FeelList)?.Items.OfType<FeelString>().Select(s => s.Value).ToList() ?? [];
        if (ids.Find(id => Find(execution, node, id) is null) is { } unknown)
        {
            execution.RaiseIncident(element, IncidentKind.Expression,
                $"Expected the active elements of '{node.Label}' to be activities in it, but '{unknown}' is none.");
            return;
        }

        execution.Start(element, waits);
        foreach (var id in ids)
            if (execution.Instance.Elements.ContainsKey(element.Key)) execution.Enter(Find(execution, node, id)!, element.Key, []);
        if (node.ActiveElements is not null && ids.Count == 0) execution.CompleteScopeIfDone(element.Key);
    }

    /// <summary>The activity that may be started in an ad-hoc subprocess: one that no flow leads to.</summary>
    public static Activity? Find(Execution execution, AdHocSubProcess node, string id) =>
        execution.Definition.Nodes.TryGetValue(id, out var found) && found is Activity activity && activity.ScopeId == node.Id
            && activity is not SubProcess { IsTriggeredByEvent: true } && !activity.IsForCompensation ? activity : null;

    /// <summary>Something inside has ended.</summary>
    public static void StepDone(Execution execution, AdHocSubProcess node, ElementInstance scope)
    {
        if (node.CompletionCondition is not { } condition)
        {
            execution.CompleteScopeIfDone(scope.Key);
            return;
        }
        if (Conditions.Ask(execution, condition, scope.Key, $"the completion condition of '{node.Label}'", out var holds) is { } problem)
            execution.RaiseIncident(scope, IncidentKind.Expression, problem);
        else if (holds && node.CancelsRemaining) Complete(execution, scope);
        else if (holds) execution.CompleteScopeIfDone(scope.Key);
    }

    /// <summary>Ends what is still open, and the subprocess with it.</summary>
    public static void Complete(Execution execution, ElementInstance scope)
    {
        execution.TerminateChildren(scope.Key);
        execution.CompleteTerminatedScope(scope.Key);
    }
}
