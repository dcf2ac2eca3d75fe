using System.Globalization;
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
        else CreateJob(execution, node, node, element);
    }

    static void EvaluateInPlace(Execution execution, ServiceTask node, ElementInstance element)
    {
        if (!execution.TryEvaluate(element, node.Expression, element.Key, "the service task's result", out var value, execution.AllowsMissing)) return;
        if (node.ResultVariable is { } name)
            VariableMappings.AssignResult(execution, element, new VariableSet([KeyValuePair.Create(name, value)]));
        execution.Complete(element);
    }

    /// <param name="work">What the job is; of a service task the node itself.</param>
    public static void CreateJob(Execution execution, FlowNode node, ServiceTask work, ElementInstance element)
    {
        if (!execution.TryPrepare(element, out var waits)
            || !execution.TryEvaluate(element, work.JobType, element.Key, "the job type", out var type)
            || !execution.TryEvaluate(element, work.Priority, element.Key, "the job priority", out var priority)) return;
        if (type is not FeelString { Value.Length: > 0 } topic)
        {
            execution.RaiseIncident(element, IncidentKind.Expression, $"Expected a job type, but {work.JobType!.Text} gave {type}.");
            return;
        }
        // What stands in the model as it is, is a text.
        var urgency = priority switch
        {
            FeelNumber number => number.Value,
            FeelString text when decimal.TryParse(text.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
            _ => 0,
        };
        if (urgency is < int.MinValue or > int.MaxValue)
        {
            execution.RaiseIncident(element, IncidentKind.Expression,
                $"Expected the job priority of '{node.Label}' to be from {int.MinValue} to {int.MaxValue}, but {work.Priority!.Text} gave {priority}.");
            return;
        }

        if (!execution.Start(element, waits)) return;
        execution.Emit(execution.JobFor(element.Key, node.Id, JobKind.External) with
        {
            Type = topic.Value,
            Priority = (int)urgency,
        });
    }
}
