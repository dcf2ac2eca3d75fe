namespace Bpm.Engine;

/// <summary>Lending a task to another and giving it back: as in Camunda 7 the owner alone completes it.</summary>
static class DelegationDecisions
{
    public static Rejection? Delegate(Execution execution, OpenUserTask task, DelegateUserTask command)
    {
        if (Refusal(task, command) is { } refused) return refused;
        execution.Emit(new UserTaskDelegated(task.Key, OwnerOf(task, command)!, command.UserId, command.Reason));
        Tell(execution, task);
        return null;
    }

    public static Rejection? Refusal(OpenUserTask task, DelegateUserTask command)
    {
        if (OwnerOf(task, command) is not { } owner)
            return new(RejectionKind.Invalid, $"Expected somebody to whom '{task.Name}' comes back, but nobody has it. Claim it first.");
        if (command.UserId == task.Assignee)
            return new(RejectionKind.Invalid, $"Expected another person to delegate '{task.Name}' to, but {command.UserId} has it already.");
        if (command.UserId != owner) return null;
        return new(RejectionKind.Invalid, task.Delegation == DelegationState.Pending
            ? $"Expected another person to delegate '{task.Name}' to, but it is {owner}'s own. Give it back instead."
            : $"Expected another person to delegate '{task.Name}' to, but {owner} would delegate it to {owner}. Assign it instead.");
    }

    static string? OwnerOf(OpenUserTask task, DelegateUserTask command) => task.Owner ?? task.Assignee ?? command.Actor;

    public static Rejection? Resolve(Execution execution, OpenUserTask task, ResolveUserTask command)
    {
        if (NotLent(task) is { } refused) return refused;
        VariableMappings.AssignOutward(execution, task.Key, command.Variables);
        execution.Emit(new UserTaskResolved(task.Key, task.Owner!, command.Reason) { HasAnswers = !command.Variables.Items.IsEmpty });
        Tell(execution, task);
        return null;
    }

    public static Rejection? NotLent(OpenUserTask task) => task is { Delegation: DelegationState.Pending, Owner: not null }
        ? null
        : new(RejectionKind.Invalid, $"Expected task '{task.Name}' to be delegated, but it is not, so there is nobody to give it back to. Complete it, or release it.");

    /// <summary>Who only has a task for a while does not end it.</summary>
    public static Rejection? MayNotEnd(OpenUserTask task) => task is { Delegation: DelegationState.Pending, Owner: { } owner }
        ? new(RejectionKind.Conflict,
            $"Expected '{task.Name}' to be with its owner, but {owner} has delegated it to {task.Assignee ?? "nobody"}. Give it back (resolve it): then {owner} can complete it.")
        : null;

    static void Tell(Execution execution, OpenUserTask task) => UserTaskDecisions.Tell(execution, task, Model.ListenerEvent.Update, Model.ListenerEvent.Assignment);
}
