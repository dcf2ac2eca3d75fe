namespace Bpm.Model;

/// <summary>A parallel join needs a token on every flow; where only one can come, the instance waits there for ever.</summary>
static class JoinsCanComplete
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var join in process.Nodes.Where(n => n.Node is ParallelGateway && process.Incoming[n.Id].Skip(1).Any()))
        {
            if (Alternatives(join, process) is { } split)
            {
                Report(join, $"“{split.Id}” takes only one of the flows that lead to it", context);
            }
            else if (!Ways.AllBefore(join, process).Any(n => GivesSeveralTokens(n, process)) && !SeveralStarts(join, process))
            {
                Report(join, "nothing before it splits the token", context);
            }
        }
    }

    static void Report(NodeDraft join, string why, ReadContext context) =>
        context.Diagnostics.Warning("join-never-completes", join.Source.Location, join.Id,
            $"Expected tokens on all flows into the parallel gateway “{join.Id}”, but {why}; it waits for ever.",
            "Join alternatives with an exclusive gateway, or split with a parallel or inclusive one.");

    /// <summary>An exclusive choice of which two alternatives both lead straight to the join.</summary>
    static NodeDraft? Alternatives(NodeDraft join, ProcessDraft process) =>
        process.Incoming[join.Id].Select(f => Ways.Origin(f, process)).OfType<NodeDraft>().Where(n => n.Node is ExclusiveGateway or EventBasedGateway)
            .GroupBy(n => n.Id).Where(g => g.Skip(1).Any() && !process.Incoming[g.Key].Skip(1).Any()).Select(g => g.First()).FirstOrDefault();

    static bool GivesSeveralTokens(NodeDraft node, ProcessDraft process) => node.Node switch
    {
        null or Activity { CompletionQuantity: > 1 } or BoundaryEvent { IsInterrupting: false } => true,
        ExclusiveGateway or EventBasedGateway { IsParallel: false } => false,
        _ => process.Outgoing[node.Id].Skip(1).Any(),
    };

    /// <summary>A scope may begin at several places at once: those of a subprocess, and those of a process that nothing leads to.</summary>
    static bool SeveralStarts(NodeDraft join, ProcessDraft process) =>
        process.NodesByScope[join.Source.Parent].Count(n => n.Node is StartEvent { Definition: null }
            || (n.Node is not (null or BoundaryEvent or StartEvent or SubProcess { IsTriggeredByEvent: true }) && !process.Incoming[n.Id].Any())) > 1;
}
