using Bpm.Model;

namespace Bpm.Engine;

/// <summary>The steps of a user task's escalation policy as deadline jobs.</summary>
static class EscalationPolicy
{
    public static bool TryPrepare(
        Execution execution, ElementInstance element, UserTask node, DateTimeOffset? dueDate, out List<(int Step, DateTimeOffset Due)> deadlines)
    {
        deadlines = [];
        foreach (var step in node.EscalationPolicy)
        {
            // Without a due date there is nothing for the step to be late against.
            if ((step.Clock == EscalationClock.DueDate ? dueDate : execution.At) is not { } from) continue;
            if (!execution.TryEvaluate(element, step.After, element.Key, $"escalation step {step.Number} of '{node.Label}'", out var value)) return false;
            if (!Instants.TryResolve(value, from, out var due))
            {
                execution.RaiseIncident(element, IncidentKind.Expression,
                    $"Expected escalation step {step.Number} of '{node.Label}' to come after an ISO 8601 duration, but {step.After.Text} gave {value}.");
                return false;
            }
            deadlines.Add((step.Number, due));
        }
        return true;
    }

    public static void Arm(Execution execution, ElementInstance element, List<(int Step, DateTimeOffset Due)> deadlines)
    {
        foreach (var (step, due) in deadlines)
            execution.Emit(execution.JobOf(element, element.ElementId, JobKind.Deadline, due) with { Step = step });
    }

    /// <summary>The due date has moved: steps counted from it move too, and those that had fired are armed again.</summary>
    public static void Move(Execution execution, ElementInstance element, DateTimeOffset? dueDate)
    {
        var node = (UserTask)execution.NodeOf(element);
        if (!TryPrepare(execution, element, node, dueDate, out var deadlines)) return;
        foreach (var step in node.EscalationPolicy.Where(s => s.Clock == EscalationClock.DueDate))
        {
            var job = execution.Instance.Jobs.Values.FirstOrDefault(j => j.ElementKey == element.Key && j.Kind == JobKind.Deadline && j.Step == step.Number);
            var deadline = deadlines.FirstOrDefault(d => d.Step == step.Number);
            if (deadline == default)
            {
                if (job is not null) execution.Emit(new JobCancelled(job.Key));
            }
            else if (job is not null)
            {
                execution.Emit(new JobRescheduled(job.Key, deadline.Due, job.Retries, 0));
            }
            else if (deadline.Due > execution.At)
            {
                Arm(execution, element, [deadline]);
            }
        }
    }
}
