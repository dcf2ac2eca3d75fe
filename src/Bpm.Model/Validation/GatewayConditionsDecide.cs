namespace Bpm.Model;

/// <summary>An exclusive gateway can decide between its outgoing flows; a parallel gateway does not decide at all.</summary>
static class GatewayConditionsDecide
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var node in process.Nodes)
        {
            switch (node.Node)
            {
                case ExclusiveGateway when process.Outgoing[node.Id].Count() > 1:
                    CheckExclusive(node, process, context);
                    break;
                case ParallelGateway:
                    CheckParallel(node, process, context);
                    break;
            }
        }
    }

    static void CheckExclusive(NodeDraft gateway, ProcessDraft process, ReadContext context)
    {
        foreach (var flow in process.Outgoing[gateway.Id].Where(f => f.Flow.Condition is null && f.Source.Id != gateway.Node!.DefaultFlowId))
        {
            var message = $"Expected a condition on each flow out of “{gateway.Id}” but the default one, but this flow has none.";
            if (context.Dialect == Dialect.Camunda8)
            {
                context.Diagnostics.Error("missing-condition", flow.Source.Location, flow.Source.Id, message, "Add a condition, or make this the default flow.");
            }
            else
            {
                context.Diagnostics.Warning("missing-condition", flow.Source.Location, flow.Source.Id,
                    message + " It is always taken when it is reached.", "Add a condition, or make this the default flow.");
            }
        }
    }

    static void CheckParallel(NodeDraft gateway, ProcessDraft process, ReadContext context)
    {
        foreach (var flow in process.Outgoing[gateway.Id].Where(f => f.Flow.Condition is not null))
        {
            context.Diagnostics.Warning("parallel-condition", flow.Source.Location, flow.Source.Id,
                $"Expected no condition on a flow out of the parallel gateway “{gateway.Id}”, which takes every flow, but this flow has one, which is never asked.",
                "Remove the condition, or put an exclusive gateway into the branch.");
        }
    }
}
