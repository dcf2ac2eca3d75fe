using System.Globalization;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// User task (BPMN 2.0.2, 13.3.3): offers work to people and waits until one of them completes it. Its escalation
/// policy is a row of deadline jobs that live as long as the task.
/// </summary>
sealed class UserTaskBehavior : ElementBehavior<UserTask>
{
    const int NormalPriority = 50;
    const int HighestPriority = 100;

    protected override void Activate(Execution execution, UserTask node, ElementInstance element)
    {
        if (!execution.TryPrepare(element, out var waits)
            || !Evaluate(node.Assignee, "the assignee", out var assignee)
            || !Evaluate(node.CandidateUsers, "the candidate users", out var users)
            || !Evaluate(node.CandidateGroups, "the candidate groups", out var groups)
            || !TryPriority(execution, element, node, out var priority)
            || !TryInstant(execution, element, node.DueDate, "the due date", out var due)
            || !TryInstant(execution, element, node.FollowUpDate, "the follow-up date", out var followUp)) return;
        var corrected = execution.Instance.HeldChanges.GetValueOrDefault(element.Key)?.Corrections ?? TaskCorrection.None;
        if (corrected.DueDate is { } newDue) due = newDue.To;
        if (!EscalationPolicy.TryPrepare(execution, element, node, due, out var deadlines)) return;

        if (Listeners.PrepareTimeouts(execution, element, out var timeouts) is { } wrong)
        {
            execution.RaiseIncident(element, IncidentKind.Expression, wrong);
            return;
        }

        if (!execution.Start(element, waits)) return;
        var forWhom = corrected.AssigneeInsteadOf(Ids(assignee) is [var one, ..] ? one : null);
        var asksFirst = forWhom is not null && node.Listeners.Any(l => l.Event == ListenerEvent.Assigning);
        execution.Emit(new UserTaskCreated(
            element.Key, node.Label, asksFirst ? null : forWhom, corrected.CandidateUsers ?? Ids(users), corrected.CandidateGroups ?? Ids(groups), due,
            corrected.FollowUpDate is { } newFollowUp ? newFollowUp.To : followUp, corrected.Priority ?? priority, execution.At));
        EscalationPolicy.Arm(execution, element, deadlines);
        Listeners.Arm(execution, element, timeouts);
        if (asksFirst) HeldTasks.Hold(execution, element, new AssignUserTask(element.Key, forWhom) { At = execution.At });
        else if (forWhom is not null) Listeners.TryCall(execution, element, 0, ListenerEvent.Assignment);

        bool Evaluate(FeelExpression? expression, string purpose, out FeelValue value) =>
            TryIds(execution, element, expression, $"{purpose} of '{node.Label}'", out value);
    }

    /// <summary>People are text, or a list of texts; anything else would reach nobody.</summary>
    static bool TryIds(Execution execution, ElementInstance element, FeelExpression? expression, string purpose, out FeelValue value)
    {
        if (!execution.TryEvaluate(element, expression, element.Key, purpose, out value)) return false;
        if (value is FeelNull or FeelString || value is FeelList list && list.Items.All(i => i is FeelString)) return true;
        execution.RaiseIncident(element, IncidentKind.Expression, $"Expected {purpose} to be text or a list of texts, but {expression!.Text} gave {value}.");
        return false;
    }

    static bool TryInstant(Execution execution, ElementInstance element, FeelExpression? expression, string purpose, out DateTimeOffset? instant)
    {
        instant = null;
        if (!execution.TryEvaluate(element, expression, element.Key, purpose, out var value)) return false;
        if (value is FeelNull || value is FeelString { Value: "" }) return true;
        if (Instants.TryResolve(value, execution.At, out var resolved))
        {
            instant = resolved;
            return true;
        }
        execution.RaiseIncident(element, IncidentKind.Expression,
            $"Expected {purpose} to be a date and time or a duration, but {expression!.Text} gave {value}.");
        return false;
    }

    static bool TryPriority(Execution execution, ElementInstance element, UserTask node, out int priority)
    {
        priority = NormalPriority;
        if (!execution.TryEvaluate(element, node.Priority, element.Key, $"the priority of '{node.Label}'", out var value)) return false;
        decimal? number = value switch
        {
            FeelNumber n => n.Value,
            FeelString text when decimal.TryParse(text.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var n) => n,
            _ => null,
        };
        if (number is < 0 or > HighestPriority || (number is null && value is not FeelNull))
        {
            execution.RaiseIncident(element, IncidentKind.Expression,
                $"Expected the priority of '{node.Label}' to be from 0 to {HighestPriority}, but {node.Priority!.Text} gave {value}.");
            return false;
        }
        priority = (int)(number ?? NormalPriority);
        return true;
    }

    /// <summary>User or group ids: a list, or text with commas.</summary>
    public static EquatableArray<string> Ids(FeelValue value) => value switch
    {
        FeelString text => [.. text.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()],
        FeelList list => [.. list.Items.OfType<FeelString>().Select(s => s.Value).Distinct()],
        _ => [],
    };
}
