using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Timers (BPMN 2.0.2, 10.4.5): a date, a duration, or a cycle becomes a job that is due; carrying it out fires the
/// event. A cycle keeps its job and moves its due instant on.
/// </summary>
public static class TimerTrigger
{
    /// <summary>The due instant and repetitions that a timer's value means. Shared with timer start events.</summary>
    public static bool TrySchedule(TimerKind kind, FeelValue value, DateTimeOffset from, out TimerSchedule schedule)
    {
        schedule = default!;
        if (kind == TimerKind.Cycle && value is FeelString text && IsoCycle.TryParse(text.Value.Trim(), out var cycle))
        {
            if (!cycle.Interval.TryAddTo(cycle.Start ?? from, out var next)) return false;
            schedule = new TimerSchedule(cycle.Start ?? next, cycle.Repetitions - 1 ?? -1, cycle.IntervalText);
            return true;
        }
        if (kind == TimerKind.Cycle || !Instants.TryResolve(value, from, out var due)) return false;
        schedule = new TimerSchedule(due, 0, null);
        return true;
    }

    /// <summary>The next firing of a cycle, one interval after the last one was due; null when the calendar has no such instant.</summary>
    public static DateTimeOffset? Next(DateTimeOffset lastDue, string interval) =>
        IsoDuration.TryParse(interval, out var span)
            ? span.TryAddTo(lastDue, out var next) ? next : null
            : throw new InvalidOperationException($"Expected an ISO 8601 duration, but a job repeats every '{interval}'.");

    internal static bool TryPrepareBoundaries(Execution execution, ElementInstance element, out List<PreparedTimer> timers)
    {
        timers = [];
        foreach (var boundary in execution.Definition.BoundaryEvents(element.ElementId))
        {
            if (boundary.Definition is not TimerEventDefinition) continue;
            if (!TryPrepare(execution, element, boundary, out var timer)) return false;
            timers.Add(timer);
        }
        return true;
    }

    internal static bool TryPrepare(Execution execution, ElementInstance element, Event timerEvent, out PreparedTimer timer)
    {
        timer = default!;
        var definition = (TimerEventDefinition)timerEvent.Definition!;
        if (!execution.TryEvaluate(element, definition.Expression, element.Key, $"the timer '{timerEvent.Label}'", out var value)) return false;
        if (TrySchedule(definition.Kind, value, execution.At, out var schedule))
        {
            timer = new PreparedTimer(timerEvent.Id, schedule);
            return true;
        }
        execution.RaiseIncident(element, IncidentKind.Expression,
            $"Expected the timer '{timerEvent.Label}' to be an ISO 8601 {definition.Kind.ToString().ToLowerInvariant()}, but {definition.Expression.Text} gave {value}.");
        return false;
    }

    internal static void Arm(Execution execution, ElementInstance element, IEnumerable<PreparedTimer> timers)
    {
        foreach (var (elementId, schedule) in timers)
            execution.Emit(execution.JobOf(element, elementId, JobKind.Timer, schedule.Due) with
            {
                RepeatsLeft = schedule.RepeatsLeft,
                RepeatEvery = schedule.RepeatEvery,
            });
    }

    internal static void Fire(Execution execution, Job job)
    {
        var element = execution.Instance.Elements[job.ElementKey];
        var boundary = execution.Definition.Nodes[job.ElementId] as BoundaryEvent;
        if (boundary is { IsInterrupting: false } && job is { RepeatsLeft: not 0, RepeatEvery: { } interval }) Repeat(execution, element, job, interval);
        else execution.Emit(new JobCompleted(job.Key));

        if (boundary is null) execution.Complete(element);
        else BoundaryTrigger.Catch(execution, element, boundary);
    }

    static void Repeat(Execution execution, ElementInstance element, Job job, string interval)
    {
        if (Next(job.DueAt ?? execution.At, interval) is { } next)
        {
            execution.Emit(new JobRescheduled(job.Key, next, job.Retries, job.RepeatsLeft < 0 ? -1 : job.RepeatsLeft - 1));
            return;
        }
        execution.Emit(new JobCompleted(job.Key));
        execution.RaiseIncident(element, IncidentKind.Expression,
            $"Expected the timer '{execution.Definition.Nodes[job.ElementId].Label}' to fire again after {interval}, but the calendar ends before: it has fired for the last time.");
    }
}

/// <summary>When a timer fires, and how often again: -1 without end.</summary>
public sealed record TimerSchedule(DateTimeOffset Due, int RepeatsLeft, string? RepeatEvery);

/// <summary>A timer whose expression has been evaluated and which is about to be armed.</summary>
sealed record PreparedTimer(string ElementId, TimerSchedule Schedule);
