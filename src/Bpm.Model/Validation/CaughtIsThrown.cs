using Bpm.Feel;

namespace Bpm.Model;

/// <summary>
/// What is caught is thrown somewhere: an error or escalation inside the place that catches it, unless a worker, a person or a called
/// process could throw it; a signal anywhere in the file, for it may also come from outside.
/// </summary>
static class CaughtIsThrown
{
    public static void Check(IReadOnlyCollection<ProcessDraft> processes, ReadContext context)
    {
        var signals = processes.SelectMany(p => p.Nodes).SelectMany(Thrown).OfType<SignalEventDefinition>().ToList();
        foreach (var process in processes)
        {
            foreach (var catcher in process.Nodes.Where(n => n.Node is Event && !Throws(n)))
            {
                foreach (var definition in ((Event)catcher.Node!).Definitions)
                {
                    var what = definition switch
                    {
                        ErrorEventDefinition error when !IsThrown(catcher, process, d => d is ErrorEventDefinition other && Meets(error.Code, other.Code)) => $"error “{error.Code}”",
                        EscalationEventDefinition escalation when !IsThrown(catcher, process, d => d is EscalationEventDefinition other && Meets(escalation.Code, other.Code)) =>
                            $"escalation “{escalation.Code}”",
                        SignalEventDefinition { Name.StaticValue: FeelString name } when !StartsProcess(catcher) && !signals.Exists(s => s.Name.StaticValue is not FeelString thrown || thrown.Value == name.Value) =>
                            $"signal “{name.Value}”",
                        _ => null,
                    };
                    if (what is not null)
                    {
                        context.Diagnostics.Info("never-thrown", catcher.Source.Location, catcher.Id,
                            $"Expected something that throws the {what}, which “{catcher.Id}” catches, but {(definition is SignalEventDefinition ? "nothing in the file does; it must come from outside" : "nothing in its place does")}.",
                            "Check the name on both sides, or remove the event.");
                    }
                }
            }
        }
    }

    static IEnumerable<EventDefinition?> Thrown(NodeDraft node) => node.Node switch
    {
        EndEvent or IntermediateThrowEvent => ((Event)node.Node).Definitions,
        Activity { Loop: MultiInstance loop } => loop.ComplexBehaviors.Select(b => b.Throws).Append(loop.Throws),
        _ => [],
    };

    /// <summary>What starts a process comes from outside it.</summary>
    static bool StartsProcess(NodeDraft node) => node.Node is StartEvent && node.Source.Parent is { Name: "process" };

    static bool Throws(NodeDraft node) => node.Node is EndEvent or IntermediateThrowEvent;

    static bool Meets(string? caught, string? thrown) => caught is null || caught == thrown;

    static bool IsThrown(NodeDraft catcher, ProcessDraft process, Func<EventDefinition, bool> meets)
    {
        var place = catcher.Node is BoundaryEvent boundary ? boundary.AttachedToId : process.NodesById[catcher.ScopeId].FirstOrDefault()?.ScopeId;
        return process.Nodes.Where(n => IsWithin(n, place, process))
            .Any(n => MayThrowAnything(n.Node) || (Throws(n) && ((Event)n.Node!).Definitions.Any(meets)));
    }

    static bool MayThrowAnything(FlowNode? node) =>
        node is null or CallActivity or UserTask or ServiceTask { JobType: not null } or Event { Definition: MessageEventDefinition { Job: not null } }
        || node.Listeners.Any(l => l.JobType is not null) || node is Activity { Loop: MultiInstance { Behavior: not MultiInstanceBehavior.All } };

    static bool IsWithin(NodeDraft? node, string? place, ProcessDraft process)
    {
        for (; node is not null; node = process.NodesById[node.ScopeId].FirstOrDefault())
        {
            if (node.Id == place || node.ScopeId == place)
            {
                return true;
            }
        }

        return false;
    }
}
