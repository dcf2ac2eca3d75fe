namespace Bpm.Model;

/// <summary>A rule that a process must keep to be executable; it reports every place where it is broken.</summary>
delegate void ModelRule(ProcessDraft process, ReadContext context);

/// <summary>All rules about how the parts of a process fit together, in one visible list.</summary>
static class ModelRules
{
    static readonly ModelRule[] Rules =
    [
        IdsArePresent.Check,
        FlowsConnectNodes.Check,
        FlowsKeepToTheirScope.Check,
        StartEventsAreUnambiguous.Check,
        EventsHaveFittingFlows.Check,
        BoundaryEventsAreAttached.Check,
        DefaultFlowsLeaveTheirNode.Check,
        GatewayConditionsDecide.Check,
        EventsAreComplete.Check,
        CompensationFits.Check,
        BoundaryEventsFitTheirTrigger.Check,
        LoopsAreOfOneKind.Check,
        ListedFlowsExist.Check,
        GatewayDirectionsFit.Check,
        NodesAreReached.Check,
        JoinsCanComplete.Check,
        MergesRunOnce.Check,
        FlowsCanBeTaken.Check,
        LoopsWait.Check,
        CallsEnd.Check,
        TasksNameTheirPeople.Check,
        PublicStartHasAForm.Check,
    ];

    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var rule in Rules)
        {
            rule(process, context);
        }
    }
}
