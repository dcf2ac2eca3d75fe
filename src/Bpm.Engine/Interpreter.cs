using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// The engine: a command on one instance goes in, history events come out. Synchronous and deterministic: the same
/// definition, state and command always give the same events, because time, actor and keys are arguments.
/// <para>
/// A decision checks the command and either refuses it (nothing has changed) or makes the first move; then
/// <see cref="Execution.Drain"/> lets the tokens run until every one of them waits. Each change is an event that
/// <see cref="ProcessInstance.Apply"/> has already applied to the instance when this returns. Decisions are arguments, too:
/// one that is not at hand is asked for in the outcome.
/// </para>
/// </summary>
public static class Interpreter
{
    public static Outcome Run(ProcessDefinition definition, ProcessInstance instance, Command command) =>
        Run(definition, instance, command, NoDecisions.Instance);

    /// <summary>Keys that only the end of an instance may use: it can always be cancelled, and a job that fails can say so.</summary>
    const int KeysForTheEnd = 4096;

    public static Outcome Run(ProcessDefinition definition, ProcessInstance instance, Command command, IDecisions decisions)
    {
        if (SuspensionDecisions.Refuse(instance, command) is { } suspended) return new Outcome([], suspended);
        var execution = new Execution(definition, instance, command, decisions);

        var rejection = command switch
        {
            UserTaskCommand task => UserTaskDecisions.Decide(execution, task),
            JobCommand job => JobDecisions.Decide(execution, job),
            _ => InstanceDecisions.Decide(execution, command),
        };
        if (rejection is not null && execution.Needs is null) return new Outcome([], rejection);

        execution.Drain();
        if (execution.Needs is { } needs) return new Outcome([]) { Needs = needs };
        return OutOfKeys(instance, command) is { } spent ? new Outcome([], spent) : new Outcome(execution.Events);
    }

    /// <summary>An instance that went on past its last key would write into the rows of another one.</summary>
    static Rejection? OutOfKeys(ProcessInstance instance, Command command)
    {
        var most = InstanceKey.Mask - (command is CancelProcessInstance or FailJob ? 0 : KeysForTheEnd);
        return instance.LastSequence <= most ? null : new(RejectionKind.Invalid,
            $"Expected process instance {instance.Key} to need at most {most} keys for its elements, jobs and events, but it needs more. "
            + "Cancel it, and start a new one that goes on from there; let a loop that long call a process for each turn.");
    }
}
