namespace Bpm.Engine;

/// <summary>Whether a token can still come to a joining gateway's empty incoming flows (BPMN 2.0.2, 13.4.3).</summary>
static class LateTokens
{
    /// <param name="filled">The gateway's incoming flows that have a token.</param>
    public static bool MayCome(Execution execution, string gatewayId, long scopeKey, IReadOnlyCollection<string> filled)
    {
        var (definition, instance) = (execution.Definition, execution.Instance);
        if (filled.Count == definition.Incoming(gatewayId).Length) return false;
        foreach (var flow in instance.FlowsWithTokens(scopeKey))
            if (definition.Flows[flow].TargetId != gatewayId && IsLate(definition.Reachability.FromFlow(gatewayId, flow))) return true;
        foreach (var element in instance.ChildrenOf(scopeKey))
            // What only undoes leaves no token.
            if (element.Role != ElementRole.Undo && IsLate(definition.Reachability.FromNode(gatewayId, element.ElementId))) return true;
        return false;

        // A token that can also come to a filled flow is not waited for.
        bool IsLate(IEnumerable<string> reached)
        {
            var any = false;
            foreach (var flow in reached)
            {
                if (filled.Contains(flow)) return false;
                any = true;
            }
            return any;
        }
    }
}
