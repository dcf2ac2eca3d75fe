using System.Collections.Immutable;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Complex gateway (BPMN 2.0.2, 13.4.5): lets the tokens that have arrived go as soon as its activation condition holds,
/// then waits for those that can still come, takes them, and starts afresh.
/// </summary>
sealed class ComplexGatewayBehavior : ElementBehavior<ComplexGateway>
{
    public override bool TryConsume(Execution execution, FlowNode node, Arrival arrival, out EquatableArray<string> consumedFlows)
    {
        consumedFlows = [];
        var gateway = (ComplexGateway)node;
        var filled = execution.Definition.Incoming(node.Id).Where(f => execution.Instance.TokensOn(arrival.ScopeKey, f.Id) > 0).Select(f => f.Id).ToList();
        if (execution.Instance.IsResetting(arrival.ScopeKey, node.Id))
        {
            if (LateTokens.MayCome(execution, node.Id, arrival.ScopeKey, filled)) return false;
        }
        else if (!IsActivated(execution, gateway, arrival.ScopeKey))
        {
            return false;
        }
        consumedFlows = [.. filled];
        return true;
    }

    protected override void Activate(Execution execution, ComplexGateway node, ElementInstance element) => execution.Complete(element);

    /// <summary>On reset the late tokens end here, unless a condition lets them go.</summary>
    public override bool TryChooseFlows(Execution execution, FlowNode node, ElementInstance element, out ImmutableArray<SequenceFlow> flows)
    {
        var wasReset = execution.Instance.IsResetting(element.ScopeKey, node.Id);
        if (!wasReset)
        {
            if (!OutgoingFlows.TryChooseAll(execution, node, element, out flows)) return false;
            if (execution.Definition.Incoming(node.Id).Length > 1) execution.Emit(new ComplexGatewayTurned(node.Id, element.ScopeKey, true));
            return true;
        }
        flows = [];
        execution.Emit(new ComplexGatewayTurned(node.Id, element.ScopeKey, false));
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
