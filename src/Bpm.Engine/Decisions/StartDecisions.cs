using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Starting an instance (BPMN 2.0.2, 13.2): at a start event, at a receive task or event-based gateway that
/// instantiates, or, in a process without start events, at everything that nothing leads to.
/// </summary>
static class StartDecisions
{
    public static Rejection? Start(Execution execution, StartProcessInstance command)
    {
        var (definition, instance) = (execution.Definition, execution.Instance);
        if (instance.State != InstanceState.New)
            return new(RejectionKind.Conflict, $"Expected a new process instance, but {instance.Key} has been started before.");
        List<FlowNode> starts = command.Instructions.Count > 0 ? [] : Starts(definition, command.StartEventId);
        if (starts.Count == 0 && command.Instructions.Count == 0)
            return new(RejectionKind.Invalid, command.StartEventId is null
                ? $"Expected process '{definition.Id}' to have a none start event, but it starts only by its timers or messages."
                : $"Expected a start event '{command.StartEventId}' in process '{definition.Id}', but there is none.");

        execution.Emit(new ProcessInstanceStarted(command.BusinessKey, command.Actor, command.At, command.CallerKey) { CallDepth = command.CallDepth });
        var isMessage = starts is [not StartEvent];
        if (!isMessage) foreach (var (name, value) in command.Variables.Items) execution.Emit(new VariableAssigned(instance.Key, name, value));
        if (command.Trigger is { Kind: StartTriggerKind.Message, Name: { } message } && starts is [var receiver])
            Correlations.Receive(execution, receiver, message, command.Variables);
        if (starts is [StartEvent { Initiator: { } initiator }] && command.Actor is { } actor)
            execution.Emit(new VariableAssigned(instance.Key, initiator, new FeelString(actor)));
        if (starts is [StartEvent { IsParallelMultiple: true } several] && command.Trigger is { } first)
        {
            StartEventBehavior.Begin(execution, several, first);
            return null;
        }
        EventSubProcessTrigger.Open(execution);
        if (instance.HasEnded || execution.IsInterrupted(instance.Key)) return null;
        if (command.Instructions.Count > 0) return ModificationDecisions.Begin(execution, command.Instructions);
        if (starts is [var one]) Enter(execution, one, command);
        else execution.EnterAll(starts, instance.Key);
        return null;
    }

    static void Enter(Execution execution, FlowNode start, StartProcessInstance command)
    {
        var gateway = execution.Definition.Incoming(start.Id).Select(f => execution.Definition.Nodes[f.SourceId]).OfType<EventBasedGateway>().FirstOrDefault(g => g.Instantiates);
        if (gateway is not null && command.StartEventId is not null) EventBasedGatewayBehavior.StartAt(execution, gateway, start, command.Variables);
        else if (start is ReceiveTask { Instantiates: true } && command.StartEventId is not null)
            execution.EnterOccurred(start, execution.Instance.Key, [], command.Variables, pauses: start.AsyncBefore);
        else if (start is StartEvent { IsParallelMultiple: true }) execution.EnterOccurred(start, execution.Instance.Key, [], VariableSet.Empty);
        else execution.Enter(start, execution.Instance.Key, []);
    }

    static List<FlowNode> Starts(ProcessDefinition definition, string? startEventId)
    {
        var events = definition.StartEvents(definition.Id);
        if (startEventId is not null)
            return definition.Nodes.TryGetValue(startEventId, out var named) && named.ScopeId == definition.Id && IsStart(definition, named) ? [named] : [];
        // As in Camunda 7, the only start event can be started by hand whatever its trigger is.
        if (events is [var only]) return [only];
        if (!events.IsEmpty) return [.. events.Where(s => s.Definition is null)];
        return [.. definition.ImplicitStarts(definition.Id).Where(n => n is not (ReceiveTask { Instantiates: true } or EventBasedGateway { Instantiates: true }))];
    }

    /// <summary>Start events, and what a message can start the process at.</summary>
    static bool IsStart(ProcessDefinition definition, FlowNode node) =>
        node is StartEvent or ReceiveTask { Instantiates: true }
        || definition.Incoming(node.Id).Any(f => definition.Nodes[f.SourceId] is EventBasedGateway { Instantiates: true });
}
