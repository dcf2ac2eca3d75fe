using Bpm.Model;
using Bpm.Runtime;

namespace Bpm.Web.Processes;

/// <summary>Why a person is not offered to start a process. The engine decides by itself; this only spares a vain attempt.</summary>
static class StartRight
{
    /// <summary>Null when the actor may start it.</summary>
    public static string? WhyNot(Actor actor, ProcessDefinition definition, bool isStartable) =>
        !isStartable ? StartsBy(definition)
        : !actor.IsAny(Role.Staff, Role.Manager, Role.Operator, Role.Worker) ? "Starting a process needs the role Staff, Manager or Operator."
        : actor.IsAny(Role.Operator) || IsOpenToAll(definition) || IsStarter(actor, definition) ? null
        : $"Only {string.Join(", ", definition.CandidateStarterGroups.Concat(definition.CandidateStarterUsers))} may start it.";

    static string StartsBy(ProcessDefinition definition)
    {
        var starts = definition.StartEvents(definition.Id);
        return (starts.Any(s => s.Definition is TimerEventDefinition), starts.Any(s => s.Definition is MessageEventDefinition)) switch
        {
            (true, true) => "It starts by a timer and by a message.",
            (true, false) => "It starts by a timer.",
            (false, true) => "It starts by a message.",
            _ => "It is not meant to be started by hand.",
        };
    }

    static bool IsOpenToAll(ProcessDefinition definition) => definition.CandidateStarterGroups.IsEmpty && definition.CandidateStarterUsers.IsEmpty;

    static bool IsStarter(Actor actor, ProcessDefinition definition) =>
        definition.CandidateStarterUsers.Contains(actor.UserId) || definition.CandidateStarterGroups.Any(actor.Groups.Contains);
}
