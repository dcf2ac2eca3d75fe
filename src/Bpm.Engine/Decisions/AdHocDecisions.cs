using Bpm.Model;

namespace Bpm.Engine;

/// <summary>What people do with an ad-hoc subprocess.</summary>
static class AdHocDecisions
{
    public static Rejection? Start(Execution execution, StartAdHocActivity command)
    {
        if (Find(execution, command.ScopeKey, out var scope, out var node) is { } missing) return missing;
        if (AdHocSubProcessBehavior.Find(execution, node, command.ElementId) is not { } activity)
            return new(RejectionKind.Invalid, $"Expected an activity of '{node.Label}', but '{command.ElementId}' is none.");
        if (!execution.Definition.Incoming(activity.Id).IsEmpty)
            return new(RejectionKind.Invalid, $"Expected an activity that no flow leads to, but '{activity.Label}' starts when the one before it is done.");
        if (execution.Instance.ChildrenOf(scope.Key).Any(c => AdHocSubProcessBehavior.HasInterrupted(execution, execution.NodeOf(c))))
            return new(RejectionKind.Conflict, $"Expected '{node.Label}' to go on, but an event has interrupted it.");
        if (node.IsSequential && execution.Instance.ActiveIn(scope.Key) > 0)
            return new(RejectionKind.Conflict, $"Expected nothing to be at work in '{node.Label}', which is done one after the other, but something is.");

        VariableMappings.AssignOutward(execution, scope.Key, command.Variables);
        execution.Enter(activity, scope.Key, []);
        return null;
    }

    public static Rejection? Complete(Execution execution, CompleteAdHocSubProcess command)
    {
        if (Find(execution, command.ScopeKey, out var scope, out _) is { } missing) return missing;
        AdHocSubProcessBehavior.Complete(execution, scope);
        return null;
    }

    static Rejection? Find(Execution execution, long scopeKey, out ElementInstance scope, out AdHocSubProcess node)
    {
        node = null!;
        if (execution.Instance.Elements.TryGetValue(scopeKey, out scope!) && scope is { State: ElementState.Active, Role: not ElementRole.Loop } && execution.NodeOf(scope) is AdHocSubProcess found)
        {
            node = found;
            return null;
        }
        return new(RejectionKind.NotFound, $"Expected an active ad-hoc subprocess, but {scopeKey} is none of instance {execution.Instance.Key}.");
    }
}
