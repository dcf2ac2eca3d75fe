namespace Bpm.Model;

/// <summary>What events of the rarer kinds need around them: links their other half, cancel events a transaction, compensation a handler.</summary>
static class EventsAreComplete
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var node in process.Nodes)
        {
            switch (node.Node)
            {
                case IntermediateThrowEvent { Definition: LinkEventDefinition link }:
                    CheckLink(node, link, process, context);
                    break;
                case BoundaryEvent { Definition: CompensateEventDefinition } boundary:
                    CheckHandler(node, boundary, process, context);
                    break;
                case EndEvent { Definition: CancelEventDefinition } when !IsInTransaction(node.Source):
                    context.Diagnostics.Error("cancel-outside-transaction", node.Source.Location, node.Id,
                        "Expected a cancel end event inside a transaction, but there is none around it.", "Draw it in a transaction, or use an error end event.");
                    break;
                case BoundaryEvent { Definition: CancelEventDefinition } boundary:
                    CheckCancelBoundary(node, boundary, process, context);
                    break;
                case EventBasedGateway gateway:
                    CheckTargets(node, gateway, process, context);
                    break;
            }
        }

        foreach (var twice in process.Nodes.Where(n => n.Node is Event { Definition: ErrorEventDefinition or EscalationEventDefinition } and (BoundaryEvent or StartEvent))
            .GroupBy(n => (Place(n, process), ((Event)n.Node!).Definition!.GetType(), CodeOf((Event)n.Node!))).SelectMany(g => g.Skip(1)))
        {
            context.Diagnostics.Error("caught-twice", twice.Source.Location, twice.Id,
                "Expected one event that catches this code at one place, but there is another, so that nobody could tell which one does.", "Keep one of them, or give them different codes.");
        }

        foreach (var twice in process.Nodes.Where(n => n.Node is IntermediateCatchEvent { Definition: LinkEventDefinition })
            .GroupBy(n => (n.ScopeId, ((LinkEventDefinition)((Event)n.Node!).Definition!).Name)).SelectMany(g => g.Skip(1)))
        {
            context.Diagnostics.Error("link-twice", twice.Source.Location, twice.Id,
                "Expected one catching link event of this name in the scope, but there is another.", "Give one of them another name.");
        }
    }

    /// <summary>Where an event catches: on an activity, or in the scope around its event subprocess.</summary>
    static string? Place(NodeDraft node, ProcessDraft process) =>
        node.Node is BoundaryEvent boundary ? "on " + boundary.AttachedToId : "in " + process.NodesById[node.ScopeId].FirstOrDefault()?.ScopeId;

    static string? CodeOf(Event node) => node.Definition is ErrorEventDefinition error ? error.Code : ((EscalationEventDefinition)node.Definition!).Code;

    static void CheckLink(NodeDraft node, LinkEventDefinition link, ProcessDraft process, ReadContext context)
    {
        if (link.Name.Length == 0 || !process.Nodes.Any(n => n.ScopeId == node.ScopeId && n.Node is IntermediateCatchEvent { Definition: LinkEventDefinition target } && target.Name == link.Name))
        {
            context.Diagnostics.Error("link-target", node.Source.Location, node.Id,
                $"Expected a catching link event named “{link.Name}” in the same scope, but there is none.", "Draw it, or correct the name.");
        }
    }

    static void CheckHandler(NodeDraft node, BoundaryEvent boundary, ProcessDraft process, ReadContext context)
    {
        if (boundary.HandlerId is null || process.NodesById[boundary.HandlerId].FirstOrDefault()?.Node is not Activity handler)
        {
            context.Diagnostics.Error("compensation-handler", node.Source.Location, node.Id,
                "Expected an association from the compensation event to the activity that undoes the work, but there is none.", "Connect the event with that activity.");
        }
        else if (!handler.IsForCompensation)
        {
            context.Diagnostics.Warning("compensation-handler", node.Source.Location, node.Id,
                $"Expected isForCompensation=\"true\" on “{handler.Id}”, which undoes the work, but it is not marked.", "Mark the activity as one for compensation.");
        }

        if (process.Nodes.Any(n => n.Id != node.Id && n.Node is BoundaryEvent { Definition: CompensateEventDefinition } other && other.AttachedToId == boundary.AttachedToId
            && string.CompareOrdinal(n.Id, node.Id) < 0))
        {
            context.Diagnostics.Error("compensation-twice", node.Source.Location, node.Id,
                "Expected one compensation event on the activity, but there are more.", "Keep one, and let its handler be a subprocess where several steps are needed.");
        }
    }

    static void CheckCancelBoundary(NodeDraft node, BoundaryEvent boundary, ProcessDraft process, ReadContext context)
    {
        if (process.NodesById[boundary.AttachedToId].FirstOrDefault()?.Node is not (null or Transaction))
        {
            context.Diagnostics.Error("cancel-boundary", node.Source.Location, node.Id,
                "Expected a cancel event on the edge of a transaction, but this activity is none.", "Use an error event, or make the subprocess a transaction.");
        }

        if (process.Nodes.Any(n => n.Node is BoundaryEvent { Definition: CancelEventDefinition } other && other.AttachedToId == boundary.AttachedToId
            && string.CompareOrdinal(n.Id, node.Id) < 0))
        {
            context.Diagnostics.Error("cancel-twice", node.Source.Location, node.Id, "Expected one cancel event on the transaction, but there are more.", "Keep one of them.");
        }
    }

    static void CheckTargets(NodeDraft node, EventBasedGateway gateway, ProcessDraft process, ReadContext context)
    {
        if (!process.Outgoing[node.Id].Any())
        {
            context.Diagnostics.Error("event-gateway-target", node.Source.Location, node.Id,
                "Expected flows to the events that the gateway waits for, but there are none.", "Draw the events behind the gateway.");
        }

        foreach (var flow in process.Outgoing[node.Id])
        {
            var target = process.NodesById[flow.Flow.TargetId].FirstOrDefault();
            if (target?.Node is ReceiveTask { Message: not null } or IntermediateCatchEvent { Definition: not (null or LinkEventDefinition) } or null)
            {
                if (target is not null && process.Incoming[target.Id].Count() > 1)
                {
                    context.Diagnostics.Error("event-gateway-target", flow.Source.Location, flow.Source.Id,
                        $"Expected no other flow into “{target.Id}”, which belongs to the event-based gateway “{node.Id}”, but there is one.", "Draw another event for the other flow.");
                }

                continue;
            }

            context.Diagnostics.Error("event-gateway-target", flow.Source.Location, flow.Source.Id,
                $"Expected a catching event or a receive task with a message behind the event-based gateway, but “{target.Id}” is none.", "Put the event between the gateway and it.");
        }

        if (gateway.Instantiates && process.Incoming[node.Id].Any())
        {
            context.Diagnostics.Error("instantiating-gateway", node.Source.Location, node.Id,
                "Expected no flow into a gateway that starts the process, but there is one.", "Remove the flow, or let a start event start the process.");
        }
    }

    static bool IsInTransaction(SourceElement? element) =>
        element is { Name: not "process" } && (element.Name == "transaction" || IsInTransaction(element.Parent));
}
