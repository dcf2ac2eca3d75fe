using Bpm.Model;

namespace Bpm.Engine;

/// <summary>The steps of a user task's escalation policy as deadline jobs.</summary>
static class EscalationPolicy
{
    public static bool TryPrepare(Execution execution, ElementInstance element, UserTask node, DateTimeOffset? dueDate, out List<Deadline> deadlines)
    {
        deadlines = [];
        if (Prepare(execution, element, node, node.EscalationPolicy, dueDate, deadlines) is not { } problem) return true;
        execution.RaiseIncident(element, IncidentKind.Expression, problem);
        return false;
    }

    /// <summary>The deadlines after a move of the due date, of which only those that count from it change. Changes nothing; says what went wrong, or null.</summary>
    public static string? PrepareMove(Execution execution, ElementInstance element, DateTimeOffset? dueDate, out List<Deadline> deadlines)
    {
        var node = (UserTask)execution.NodeOf(element);
        deadlines = [];
        return Prepare(execution, element, node, FromDueDate(node), dueDate, deadlines);
    }

    static string? Prepare(
        Execution execution, ElementInstance element, UserTask node, IEnumerable<EscalationStep> steps, DateTimeOffset? dueDate, List<Deadline> deadlines)
    {
        foreach (var step in steps)
        {
            // Without a due date there is nothing for the step to be late against.
            if ((step.Clock == EscalationClock.DueDate ? dueDate : execution.At) is not { } from) continue;
            if (execution.EvaluateData(step.After, element.Key, $"escalation step {step.Number} of '{node.Label}'", out var value) is { } problem) return problem;
            if (!Instants.TryResolve(value, from, out var due))
                return $"Expected escalation step {step.Number} of '{node.Label}' to come after an ISO 8601 duration, but {step.After.Text} gave {value}.";
            deadlines.Add(new(step.Number, due));
        }
        return null;
    }

    static IEnumerable<EscalationStep> FromDueDate(UserTask node) => node.EscalationPolicy.Where(s => s.Clock == EscalationClock.DueDate);

    public static void Arm(Execution execution, ElementInstance element, IEnumerable<Deadline> deadlines)
    {
        foreach (var (step, due) in deadlines)
            execution.Emit(execution.JobFor(element.Key, element.ElementId, JobKind.Deadline, due) with { Step = step });
    }

    /// <summary>The due date has moved: steps counted from it move too, and those that had fired are armed again.</summary>
    public static void Move(Execution execution, ElementInstance element, List<Deadline> deadlines)
    {
        foreach (var step in FromDueDate((UserTask)execution.NodeOf(element)))
        {
            var job = execution.Instance.JobsOf(element.Key).FirstOrDefault(j => j.Kind == JobKind.Deadline && j.Step == step.Number);
            var deadline = deadlines.Find(d => d.Step == step.Number);
            if (deadline is null)
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

/// <summary>When a step of the policy escalates.</summary>
sealed record Deadline(int Step, DateTimeOffset Due);
