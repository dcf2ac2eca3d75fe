using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Service task (BPMN 2.0.2, 13.3.3): creates a job and waits until a connector or worker has completed it; a service
/// task that is an expression is evaluated in place and does not wait.
/// </summary>
sealed class ServiceTaskBehavior : ElementBehavior<ServiceTask>
{
    protected override void Activate(Execution execution, ServiceTask node, ElementInstance element)
    {
        if (node.JobType is null) EvaluateInPlace(execution, node, element);
        else CreateJob(execution, node, element);
    }

    static void EvaluateInPlace(Execution execution, ServiceTask node, ElementInstance element)
    {
        if (!execution.TryEvaluate(element, node.Expression, element.Key, "the service task's result", out var value)) return;
        if (node.ResultVariable is { } name)
            VariableMappings.AssignResult(execution, element, new VariableSet([KeyValuePair.Create(name, value)]));
        execution.Complete(element);
    }

    static void CreateJob(Execution execution, ServiceTask node, ElementInstance element)
    {
        if (!TimerTrigger.TryPrepareBoundaries(execution, element, out var timers)
            || !execution.TryEvaluate(element, node.JobType, element.Key, "the job type", out var type)
            || !execution.TryEvaluate(element, node.Priority, element.Key, "the job priority", out var priority)) return;
        if (type is not FeelString { Value.Length: > 0 } topic)
        {
            execution.RaiseIncident(element, IncidentKind.Expression, $"Expected a job type, but {node.JobType!.Text} gave {type}.");
            return;
        }
        if (priority is FeelNumber { Value: < int.MinValue or > int.MaxValue })
        {
            execution.RaiseIncident(element, IncidentKind.Expression,
                $"Expected the job priority of '{node.Label}' to be from {int.MinValue} to {int.MaxValue}, but {node.Priority!.Text} gave {priority}.");
            return;
        }

        execution.Emit(new ElementStarted(element.Key));
        TimerTrigger.Arm(execution, element, timers);
        execution.Emit(execution.JobOf(element, node.Id, JobKind.External) with
        {
            Type = topic.Value,
            Priority = priority is FeelNumber number ? (int)number.Value : 0,
        });
    }
}
