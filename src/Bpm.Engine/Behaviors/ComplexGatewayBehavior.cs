using System.Collections.Immutable;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Complex gateway (BPMN 2.0.2, 13.4.5): lets the tokens that have arrived go as soon as its activation condition holds,
/// then waits for those that can still come on the flows that had none, takes them, and starts afresh.
/// </summary>
sealed class ComplexGatewayBehavior : ElementBehavior<ComplexGateway>
{
    public override bool TryConsume(Execution execution, FlowNode node, Arrival arrival, out EquatableArray<string> consumedFlows)
    {
        var scopeKey = arrival.ScopeKey;
        consumedFlows = [.. Filled(execution, node, scopeKey)];
        if (execution.Instance.IsResetting(scopeKey, node.Id, out _) || !IsActivated(execution, (ComplexGateway)node, scopeKey)) return false;
        if (execution.Definition.Incoming(node.Id).Length > 1)
            execution.Emit(new ComplexGatewayTurned(node.Id, scopeKey, true) { ConsumedFlows = consumedFlows });
        return true;
    }

    /// <summary>
    /// A gateway that has fired starts afresh as soon as no token can come late any more; true when it does. A token on a
    /// flow that it took one of before is not late: it waits for the next activation.
    /// </summary>
    public static bool TryReset(Execution execution, long scopeKey, string gatewayId)
    {
        var node = execution.Definition.Nodes[gatewayId];
        var filled = Filled(execution, node, scopeKey);
        if (!execution.Instance.IsResetting(scopeKey, gatewayId, out var before) || LateTokens.MayCome(execution, gatewayId, scopeKey, [.. filled.Union(before)])) return false;

        execution.Emit(new ComplexGatewayTurned(gatewayId, scopeKey, false));
        EquatableArray<string> late = [.. filled.Except(before)];
        if (late.Count > 0) execution.Enter(node, scopeKey, late, ElementRole.Reset);
        return true;
    }

    static List<string> Filled(Execution execution, FlowNode node, long scopeKey) =>
        [.. execution.Definition.Incoming(node.Id).Where(f => execution.Instance.TokensOn(scopeKey, f.Id) > 0).Select(f => f.Id)];

    protected override void Activate(Execution execution, ComplexGateway node, ElementInstance element) => execution.Complete(element);

    /// <summary>
    /// The conditions are asked in both phases and may refer to <c>waitingForStart</c>. What has no condition belongs to the
    /// first: there the late tokens end.
    /// </summary>
    public override bool TryChooseFlows(Execution execution, FlowNode node, ElementInstance element, out ImmutableArray<SequenceFlow> flows)
    {
        var isReset = element.Role == ElementRole.Reset;
        var seen = new OverlayScope(new VariableScope(execution, element.ScopeKey)).With("waitingForStart", FeelBoolean.Of(!isReset));
        if (!isReset) return OutgoingFlows.TryChooseAll(execution, node, element, out flows, seen);

        flows = [];
        var taken = ImmutableArray.CreateBuilder<SequenceFlow>();
        var outgoing = execution.Definition.Outgoing(node.Id);
        foreach (var flow in outgoing.Where(f => f.Condition is not null && f.Id != node.DefaultFlowId))
        {
            if (!OutgoingFlows.TryHolds(execution, element, flow, out var holds, seen)) return execution.StopAtLeaving(element);
            if (holds) taken.Add(flow);
        }
        if (taken.Count == 0 && node.DefaultFlowId is { } id) taken.Add(execution.Definition.Flows[id]);
        flows = taken.ToImmutable();
        return true;
    }

    static bool IsActivated(Execution execution, ComplexGateway gateway, long scopeKey)
    {
        if (gateway.ActivationCondition is not { } condition) return true;
        var counts = new ActivationCounts(execution, gateway, scopeKey);
        return condition.Evaluate(counts, new FeelEnvironment(execution.At)) is { Failure: null, Value: FeelBoolean { Value: true } };
    }

    /// <summary>The variables, and over them <c>activationCount</c> and each incoming flow's number of tokens.</summary>
    sealed class ActivationCounts(Execution execution, ComplexGateway gateway, long scopeKey) : IFeelScope
    {
        readonly VariableScope _variables = new(execution, scopeKey);

        public IEnumerable<string> Names => _variables.Names.Append("activationCount");

        public bool TryGet(string name, out FeelValue value)
        {
            var incoming = execution.Definition.Incoming(gateway.Id);
            if (name == "activationCount" || incoming.Any(f => f.Id == name))
            {
                value = FeelNumber.Of(incoming.Where(f => f.Id == name || name == "activationCount").Sum(f => execution.Instance.TokensOn(scopeKey, f.Id)));
                return true;
            }
            return _variables.TryGet(name, out value!);
        }
    }
}
