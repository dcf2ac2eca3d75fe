using Bpm.Model;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Processes;

/// <summary>Why a person is not offered to start a process. The engine decides by itself; this only spares a vain attempt.</summary>
static class StartRight
{
    /// <summary>Null when the actor may start this version.</summary>
    public static string? WhyNot(Actor actor, ProcessDefinition definition, DefinitionRow row) =>
        row.IsSuspended ? "It is suspended: nobody can start it now." : WhyNot(actor, definition, row.IsStartable);

    /// <summary>Null when the actor may start it.</summary>
    public static string? WhyNot(Actor actor, ProcessDefinition definition, bool isStartable) =>
        !isStartable ? StartsBy(definition)
        : !actor.IsAny(Role.Staff, Role.Manager, Role.Operator, Role.Worker) ? "Starting a process needs the role Staff, Manager or Operator."
        : actor.IsAny(Role.Operator) || IsOpenToAll(definition) || IsStarter(actor, definition) ? null
        : $"Only {string.Join(", ", definition.CandidateStarterGroups.Concat(definition.CandidateStarterUsers))} may start it.";

    static string StartsBy(ProcessDefinition definition)
    {
        var events = definition.StartEvents(definition.Id).SelectMany(s => s.Definitions)
            .Concat(definition.Nodes.Values.Where(n => n.ScopeId == definition.Id && IsEntrance(definition, n)).SelectMany(DefinitionsOf));
        var ways = events.Select(Way).OfType<string>().Distinct().ToArray();
        return ways.Length == 0 ? "It is not meant to be started by hand."
            : $"It starts by {string.Join(" or by ", ways)}.";
    }

    static string? Way(EventDefinition definition) => definition switch
    {
        TimerEventDefinition => "a timer",
        MessageEventDefinition { StaticName: { } name } => $"the message “{name}”",
        MessageEventDefinition => "a message",
        SignalEventDefinition { Name.StaticValue: Feel.FeelString { Value: var name } } => $"the signal “{name}”",
        SignalEventDefinition => "a signal",
        ConditionalEventDefinition => "a condition",
        _ => null,
    };

    // Receive tasks that instantiate, and what follows a gateway that does.
    static bool IsEntrance(ProcessDefinition definition, FlowNode node) =>
        node is ReceiveTask { Instantiates: true } || definition.Incoming(node.Id).Any(f => definition.Nodes[f.SourceId] is EventBasedGateway { Instantiates: true });

    static IEnumerable<EventDefinition> DefinitionsOf(FlowNode node) => node switch
    {
        Event e => e.Definitions,
        ReceiveTask { Message: { } message } => [message],
        _ => [],
    };

    static bool IsOpenToAll(ProcessDefinition definition) => definition.CandidateStarterGroups.IsEmpty && definition.CandidateStarterUsers.IsEmpty;

    static bool IsStarter(Actor actor, ProcessDefinition definition) =>
        definition.CandidateStarterUsers.Contains(actor.UserId) || definition.CandidateStarterGroups.Any(actor.Groups.Contains);
}
