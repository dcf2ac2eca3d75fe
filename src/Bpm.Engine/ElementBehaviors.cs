using System.Collections.Frozen;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>Which behavior belongs to which element: the one table of everything that the engine can execute.</summary>
static class ElementBehaviors
{
    static readonly FrozenDictionary<Type, ElementBehavior> Table = new Dictionary<Type, ElementBehavior>
    {
        // Tasks
        [typeof(UndefinedTask)] = new PassThroughBehavior(),
        [typeof(ManualTask)] = new PassThroughBehavior(),
        [typeof(UserTask)] = new UserTaskBehavior(),
        [typeof(ServiceTask)] = new ServiceTaskBehavior(),
        [typeof(BusinessRuleTask)] = new BusinessRuleTaskBehavior(),
        [typeof(ScriptTask)] = new ScriptTaskBehavior(),
        [typeof(SendTask)] = new SendTaskBehavior(),
        [typeof(ReceiveTask)] = new ReceiveTaskBehavior(),

        // Gateways
        [typeof(ExclusiveGateway)] = new ExclusiveGatewayBehavior(),
        [typeof(ParallelGateway)] = new ParallelGatewayBehavior(),
        [typeof(InclusiveGateway)] = new InclusiveGatewayBehavior(),
        [typeof(ComplexGateway)] = new ComplexGatewayBehavior(),
        [typeof(EventBasedGateway)] = new EventBasedGatewayBehavior(),

        // Events
        [typeof(StartEvent)] = new StartEventBehavior(),
        [typeof(EndEvent)] = new EndEventBehavior(),
        [typeof(IntermediateCatchEvent)] = new IntermediateCatchEventBehavior(),
        [typeof(IntermediateThrowEvent)] = new IntermediateThrowEventBehavior(),
        [typeof(BoundaryEvent)] = new PassThroughBehavior(),

        // Containers
        [typeof(SubProcess)] = new SubProcessBehavior(),
        [typeof(Transaction)] = new SubProcessBehavior(),
        [typeof(AdHocSubProcess)] = new AdHocSubProcessBehavior(),
        [typeof(CallActivity)] = new CallActivityBehavior(),
    }.ToFrozenDictionary();

    public static ElementBehavior For(FlowNode node) => Table[node.GetType()];

    /// <summary>All element types that can be executed.</summary>
    public static IEnumerable<Type> Executable => Table.Keys;
}
