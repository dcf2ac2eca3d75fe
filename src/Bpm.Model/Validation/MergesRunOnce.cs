namespace Bpm.Model;

/// <summary>Branches of a parallel split that meet without a join go on each for itself: what follows is done once for each.</summary>
static class MergesRunOnce
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var merge in process.Nodes.Where(n => n.Node is ExclusiveGateway or Activity { StartQuantity: 1 } && process.Incoming[n.Id].Skip(1).Any() && process.Outgoing[n.Id].Any()))
        {
            var split = process.Incoming[merge.Id].Select(f => Ways.Origin(f, process)).OfType<NodeDraft>()
                .Where(n => n.Node is ParallelGateway && process.Outgoing[n.Id].Skip(1).Any()).GroupBy(n => n.Id).FirstOrDefault(g => g.Skip(1).Any())?.First();
            if (split is not null)
            {
                context.Diagnostics.Info("merge-repeats", merge.Source.Location, merge.Id,
                    $"Expected the branches of “{split.Id}” to be joined, but they meet at “{merge.Id}” each for itself; it and what follows are done once for each branch.",
                    "Join them with a parallel gateway, unless this is what you want.");
            }
        }
    }
}
