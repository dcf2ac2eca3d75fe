using System.Collections.Immutable;
using Bpm.Model;

namespace Bpm.Runtime;

/// <summary>
/// Where something from outside starts a process (BPMN 2.0.2, 13.2): at its start events, at receive tasks that
/// instantiate, and at what follows an event-based gateway that instantiates.
/// </summary>
static class Entrances
{
    public static IEnumerable<Entrance<T>> Of<T>(ProcessDefinition process) where T : EventDefinition =>
        from node in process.Nodes.Values
        where node.ScopeId == process.Id && IsEntrance(process, node)
        from definition in DefinitionsOf(node).OfType<T>()
        select new Entrance<T>(node.Id, definition);

    static bool IsEntrance(ProcessDefinition process, FlowNode node) =>
        node is StartEvent or ReceiveTask { Instantiates: true }
        || process.Incoming(node.Id).Any(f => process.Nodes[f.SourceId] is EventBasedGateway { Instantiates: true });

    public static ImmutableArray<EventDefinition> DefinitionsOf(FlowNode node) => node switch
    {
        Event e => e.Definitions,
        ReceiveTask { Message: { } message } => [message],
        _ => [],
    };
}

/// <summary>A node that starts the process when what is defined occurs.</summary>
sealed record Entrance<T>(string NodeId, T Definition) where T : EventDefinition;
