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

    public static Outcome Run(ProcessDefinition definition, ProcessInstance instance, Command command, IDecisions decisions)
    {
        var execution = new Execution(definition, instance, command, decisions);

        var rejection = command switch
        {
            UserTaskCommand task => UserTaskDecisions.Decide(execution, task),
            JobCommand job => JobDecisions.Decide(execution, job),
            _ => InstanceDecisions.Decide(execution, command),
        };
        if (rejection is not null && execution.Needs is null) return new Outcome([], rejection);

        execution.Drain();
        return execution.Needs is { } needs ? new Outcome([]) { Needs = needs } : new Outcome(execution.Events);
    }
}
