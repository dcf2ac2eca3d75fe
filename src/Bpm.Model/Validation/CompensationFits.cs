namespace Bpm.Model;

/// <summary>
/// Compensation undoes what there is (BPMN 2.0.2, 10.7): who throws it names an activity that can be undone, and the activity that
/// undoes stands beside the one that it undoes, outside the normal flow.
/// </summary>
static class CompensationFits
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var node in process.Nodes)
        {
            switch (node.Node)
            {
                case IntermediateThrowEvent or EndEvent:
                    foreach (var compensate in ((Event)node.Node).Definitions.OfType<CompensateEventDefinition>())
                    {
                        CheckActivity(node, compensate, process, context);
                    }

                    break;
                case BoundaryEvent { Definition: CompensateEventDefinition, HandlerId: { } handlerId } boundary:
                    CheckHandler(node, boundary, handlerId, process, context);
                    break;
                case Activity { IsForCompensation: true }:
                    CheckFlows(node, process, context);
                    break;
            }
        }
    }

    static void CheckActivity(NodeDraft node, CompensateEventDefinition compensate, ProcessDraft process, ReadContext context)
    {
        if (compensate.ActivityId is not { } id)
        {
            return;
        }

        if (process.NodesById[id].FirstOrDefault() is not { Node: null or Activity } activity)
        {
            context.Diagnostics.Error("compensation-activity", node.Source.Location, node.Id,
                $"Expected the id of an activity to be undone, but there is no activity “{id}” in the process.", "Correct activityRef, or remove it so that all that was done in the scope is undone.");
        }
        else if (!process.Nodes.Any(n => Undoes(n, activity)))
        {
            context.Diagnostics.Warning("compensation-activity", node.Source.Location, node.Id,
                $"Expected something that undoes “{id}”, but neither it nor anything in it has a compensation handler; this event has no effect.",
                "Attach a compensation event to the activity and connect it with the activity that undoes the work.");
        }
    }

    /// <summary>A compensation event on the activity or on something in it, or a compensation event subprocess in it.</summary>
    static bool Undoes(NodeDraft node, NodeDraft activity) => node.Node switch
    {
        BoundaryEvent { Definition: CompensateEventDefinition } boundary => boundary.AttachedToId == activity.Id || IsWithin(node, activity),
        StartEvent { Definition: CompensateEventDefinition } => IsWithin(node, activity),
        _ => false,
    };

    static bool IsWithin(NodeDraft node, NodeDraft activity)
    {
        for (var scope = node.Source.Parent; scope is not null; scope = scope.Parent)
        {
            if (scope == activity.Source)
            {
                return true;
            }
        }

        return false;
    }

    static void CheckHandler(NodeDraft node, BoundaryEvent boundary, string handlerId, ProcessDraft process, ReadContext context)
    {
        if (handlerId == boundary.AttachedToId)
        {
            context.Diagnostics.Error("compensation-handler", node.Source.Location, node.Id,
                $"Expected another activity that undoes “{handlerId}”, but the association leads to itself.", "Connect the event with an activity of its own that undoes the work.");
        }
        else if (process.NodesById[handlerId].FirstOrDefault() is { Node: Activity } handler && handler.ScopeId != node.ScopeId)
        {
            context.Diagnostics.Error("compensation-handler", node.Source.Location, node.Id,
                $"Expected the activity that undoes “{boundary.AttachedToId}” beside it, but “{handlerId}” is in another scope.", "Draw it in the same process or subprocess as the event.");
        }
    }

    static void CheckFlows(NodeDraft node, ProcessDraft process, ReadContext context)
    {
        // One from the compensation event itself is an error already.
        foreach (var flow in process.Incoming[node.Id].Where(f => process.NodesById[f.Flow.SourceId].FirstOrDefault()?.Node is not BoundaryEvent { Definition: CompensateEventDefinition })
            .Concat(process.Outgoing[node.Id]))
        {
            context.Diagnostics.Warning("compensation-flow", flow.Source.Location, flow.Source.Id,
                $"Expected no sequence flow at “{node.Id}”, which is for compensation, but there is one: the work that undoes would be done where nothing is undone.",
                "Remove the flow, or isForCompensation.");
        }
    }
}
