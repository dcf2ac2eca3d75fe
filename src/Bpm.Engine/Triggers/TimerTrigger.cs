using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Timers (BPMN 2.0.2, 10.4.5): a date, a duration, or a cycle becomes a job that is due; carrying it out makes the
/// event occur. A cycle keeps its job and moves its due instant on. What it could not fire in time, because nothing ran,
/// it fires once, and goes on at the next instant of its grid; the firings that were missed count as fired, so that
/// <c>R5/PT1H</c> is over five hours after its beginning, whatever happened meanwhile.
/// </summary>
public static class TimerTrigger
{
    /// <summary>The due instant and repetitions that a timer's value means in UTC.</summary>
    public static bool TrySchedule(TimerKind kind, FeelValue value, DateTimeOffset from, out TimerSchedule schedule) =>
        TrySchedule(kind, value, from, TimerCalendar.Utc, out schedule);

    /// <summary>The due instant and repetitions that a timer's value means. Shared with timer start events.</summary>
    public static bool TrySchedule(TimerKind kind, FeelValue value, DateTimeOffset from, TimerCalendar calendar, out TimerSchedule schedule)
    {
        schedule = default!;
        if (kind == TimerKind.Cycle && value is FeelString text && calendar.TrySchedule(text.Value.Trim(), from, out schedule)) return true;
        if (kind == TimerKind.Cycle || !calendar.TryResolve(value, from, out var due)) return false;
        schedule = new TimerSchedule(due, 0, null);
        return true;
    }

    /// <summary>The next firing of a cycle, one interval after the last one was due; null when the calendar has no such instant.</summary>
    public static DateTimeOffset? Next(DateTimeOffset lastDue, string interval) => TimerCalendar.Next(lastDue, interval);

    /// <summary>How many further firings of a cycle were missed before an instant, and when the last of them was due.</summary>
    /// <param name="most">How often it would have fired again; negative without end.</param>
    public static (DateTimeOffset LastDue, int Missed) Missed(DateTimeOffset due, string interval, int most, DateTimeOffset now)
    {
        var missed = 0;
        if (IsoDuration.TryParse(interval, out var span) && span is { Months: 0, IsPositive: true } && now > due)
        {
            // At once, however many: a cycle of seconds and a node that stood for a year.
            var steps = (now - due - TimeSpan.FromTicks(1)).Ticks / span.Time.Ticks;
            missed = (int)Math.Min(steps, most < 0 ? int.MaxValue : most);
            return (due + (span.Time * missed), missed);
        }
        while (missed != most && Next(due, interval) is { } next && next < now)
        {
            due = next;
            missed++;
        }
        return (due, missed);
    }

    /// <summary>When the timer is due, as seen from a scope; says what went wrong, or null.</summary>
    internal static string? Prepare(Execution execution, FlowNode node, TimerEventDefinition timer, long scopeKey, out TimerSchedule schedule) =>
        Prepare(execution, node, timer, scopeKey, execution.At, out schedule);

    /// <summary>When a waiting timer would be due if it had begun to wait at an instant; says why that cannot be told, or null.</summary>
    internal static string? PrepareAgain(Execution execution, Job job, DateTimeOffset from, out TimerSchedule schedule)
    {
        schedule = default!;
        var node = execution.Definition.Nodes[job.ElementId];
        // A timer that calls a listener, or one of several of an event, is planned by more than the event's own expression.
        return job is { Kind: JobKind.Timer, Step: null } && node is Event { Definitions: var definitions } && definitions.OfType<TimerEventDefinition>().ToList() is [var timer]
            ? Prepare(execution, node, timer, job.ElementKey, from, out schedule)
            : $"Expected the job of an event with one timer, but {job.Key} at '{node.Label}' is none: its due date cannot be calculated anew. Set it.";
    }

    static string? Prepare(Execution execution, FlowNode node, TimerEventDefinition timer, long scopeKey, DateTimeOffset from, out TimerSchedule schedule)
    {
        schedule = default!;
        if (execution.EvaluateData(timer.Expression, scopeKey, $"the timer '{node.Label}'", out var value) is { } problem) return problem;
        if (TimerCalendar.Of(execution.Definition, node) is not { } calendar)
            return $"Expected the time zone of the timer '{node.Label}' to be one such as Europe/Berlin, but '{TimerCalendar.ZoneName(execution.Definition, node)}' is none.";
        return TrySchedule(timer.Kind, value, from, calendar, out schedule)
            ? null
            : $"Expected the timer '{node.Label}' to be an ISO 8601 {timer.Kind.ToString().ToLowerInvariant()}, but {timer.Expression.Text} gave {value}.";
    }

    internal static void Fire(Execution execution, Job job)
    {
        if ((job.Step is not null || ConditionTrigger.Repeats(execution.Definition.Nodes[job.ElementId])) && job is { RepeatsLeft: not 0, RepeatEvery: { } interval }) Repeat(execution, job, interval);
        else execution.Emit(new JobCompleted(job.Key));
        if (job.Step is { } listener) Listeners.CallAt(execution, execution.Instance.Elements[job.ElementKey], listener);
        else Occurrence.Of(execution, job.ElementKey, job.ElementId, VariableSet.Empty);
    }

    static void Repeat(Execution execution, Job job, string interval)
    {
        var (lastDue, missed) = Missed(job.PlannedAt ?? job.DueAt ?? execution.At, interval, job.RepeatsLeft, execution.At);
        var isOver = missed == job.RepeatsLeft;
        if (!isOver && Next(lastDue, interval) is { } next)
        {
            execution.Emit(new JobRescheduled(job.Key, next, job.Retries, job.RepeatsLeft < 0 ? -1 : job.RepeatsLeft - missed - 1));
            return;
        }
        execution.Emit(new JobCompleted(job.Key));
        if (isOver) return;
        execution.RaiseIncident(job.ElementKey, IncidentKind.Expression,
            $"Expected the timer '{execution.Definition.Nodes[job.ElementId].Label}' to fire again after {interval}, but the calendar ends before: it has fired for the last time.");
    }
}

/// <summary>When a timer fires, and how often again: -1 without end.</summary>
public sealed record TimerSchedule(DateTimeOffset Due, int RepeatsLeft, string? RepeatEvery);
