using Bpm.Feel;

namespace Bpm.Model;

/// <summary>A flow whose condition is never true, or that stands behind one that is always taken first, is a dead way.</summary>
static class FlowsCanBeTaken
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var flow in process.Flows.Where(f => f.Flow.Condition is { } condition && condition != ExpressionReader.Invalid && Is(condition, false)))
        {
            Report(flow, "its condition is always false", context);
        }

        foreach (var gateway in process.Nodes.Where(n => n.Node is ExclusiveGateway))
        {
            var asked = process.Outgoing[gateway.Id].Where(f => f.Flow.Id != gateway.Node!.DefaultFlowId).ToList();
            if (asked.Find(f => f.Flow.Condition is null || Is(f.Flow.Condition, true)) is not { } always)
            {
                continue;
            }

            foreach (var dead in asked.SkipWhile(f => f != always).Skip(1).Concat(process.Outgoing[gateway.Id].Except(asked)))
            {
                Report(dead, $"“{always.Flow.Id}” before it is always taken", context);
            }
        }
    }

    static bool Is(FeelExpression condition, bool value) => condition.StaticValue is FeelBoolean constant && constant.Value == value;

    static void Report(FlowDraft flow, string why, ReadContext context) =>
        context.Diagnostics.Warning("never-taken", flow.Source.Location, flow.Source.Id,
            $"Expected a flow that can be taken, but {why}.", "Correct the conditions, or remove the flow.");
}
