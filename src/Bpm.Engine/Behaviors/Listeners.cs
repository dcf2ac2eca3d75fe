using System.Collections.Immutable;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Listeners of an element, called one after the other: expressions in place, jobs by waiting until each is done. A listener's job
/// is one for workers whose step is the listener's place among those of its element.
/// </summary>
static class Listeners
{
    /// <summary>Whether a job is that of a listener, rather than the element's own work.</summary>
    public static bool IsListener(Job job) => job is { Kind: JobKind.External, Step: not null };

    /// <summary>Calls the listeners of these events from a place on; false when one of them is a job, or has failed, so that the element waits.</summary>
    public static bool TryCall(Execution execution, ElementInstance element, int from, params ReadOnlySpan<ListenerEvent> events)
    {
        var listeners = execution.NodeOf(element).Listeners;
        for (var i = from; i < listeners.Length; i++)
        {
            if (!events.Contains(listeners[i].Event)) continue;
            if (listeners[i].JobType is { } type)
            {
                CreateJob(execution, element, listeners[i], type, i);
                return false;
            }
            if (!TryAssign(execution, element, element.Key, listeners[i].Assignments, i)) return StopAtEnd(execution, element, listeners[i]);
        }
        return true;
    }

    /// <summary>A listener is done: those behind it are called, or the element goes on when there is none.</summary>
    public static void Continue(Execution execution, ElementInstance element, int done) => Continue(execution, element, done + 1, done);

    /// <summary>What was stopped at this step is tried again.</summary>
    public static void Retry(Execution execution, ElementInstance element, int step) => Continue(execution, element, step, step);

    static void Continue(Execution execution, ElementInstance element, int step, int like)
    {
        switch (element.State)
        {
            case ElementState.Activating: execution.Begin(element, step); break;
            case ElementState.Completing: execution.Leave(element, step); break;
            default:
                // It has not held the element up, only what is wished for its task. Each timeout is for itself.
                var moment = execution.NodeOf(element).Listeners[like].Event;
                if (moment is ListenerEvent.Assigning or ListenerEvent.Updating or ListenerEvent.Completing) HeldTasks.GoOn(execution, element, step);
                else if (moment != ListenerEvent.Timeout) TryCall(execution, element, step, moment);
                else if (step == like) CallAt(execution, element, step);
                break;
        }
    }

    /// <summary>The timers of a task's timeout listeners, made ready; says what went wrong, or null.</summary>
    public static string? PrepareTimeouts(Execution execution, ElementInstance element, out List<(int Place, TimerSchedule Schedule)> timeouts)
    {
        timeouts = [];
        var node = execution.NodeOf(element);
        for (var i = 0; i < node.Listeners.Length; i++)
        {
            if (node.Listeners[i].Timer is not { } timer) continue;
            if (TimerTrigger.Prepare(execution, node, timer, element.Key, out var schedule) is { } problem) return problem;
            timeouts.Add((i, schedule));
        }
        return null;
    }

    public static void Arm(Execution execution, ElementInstance element, List<(int Place, TimerSchedule Schedule)> timeouts)
    {
        foreach (var (place, schedule) in timeouts)
            execution.Emit(execution.JobFor(element.Key, element.ElementId, JobKind.Timer, schedule.Due) with
            {
                RepeatsLeft = schedule.RepeatsLeft,
                RepeatEvery = schedule.RepeatEvery,
                Step = place,
            });
    }

    /// <summary>Calls one listener, whose moment has come while its element is at work.</summary>
    public static void CallAt(Execution execution, ElementInstance element, int place)
    {
        var listener = execution.NodeOf(element).Listeners[place];
        if (listener.JobType is { } type) CreateJob(execution, element, listener, type, place);
        else TryAssign(execution, element, element.Key, listener.Assignments, place);
    }

    /// <summary>Calls the listeners of the process's end from a place on; false when one of them is a job, or has failed.</summary>
    public static bool TryCallOfProcess(Execution execution, int from)
    {
        var (definition, key) = (execution.Definition, execution.Instance.Key);
        for (var i = from; i < definition.EndListeners.Length; i++)
        {
            var listener = definition.EndListeners[i];
            foreach (var (target, source) in listener.Assignments)
            {
                if (execution.EvaluateData(source, key, "a listener of the process's end", out var value) is { } problem) return Stop(problem);
                if (target.Length > 0) execution.Emit(new VariableAssigned(key, target, value));
            }
            if (listener.JobType is not { } type) continue;
            if (execution.EvaluateData(type, key, "the job type of a listener", out var topic) is { } wrong) return Stop(wrong);
            if (topic is not FeelString { Value.Length: > 0 } name) return Stop($"Expected the job type of a listener, but {type.Text} gave {topic}.");
            execution.Emit(execution.JobFor(key, LastOf(definition).Id, JobKind.External) with { Type = name.Value, Retries = listener.Retries ?? Job.DefaultRetries, Step = i });
            return false;

            bool Stop(string problem)
            {
                execution.RaiseIncident(key, IncidentKind.Expression, problem, step: EndOfProcess + i);
                return false;
            }
        }
        return true;
    }

    /// <summary>Steps of incidents of the process itself, from this one on: the listeners of its end.</summary>
    public const int EndOfProcess = 1;

    /// <summary>A job belongs to some element: one at which the process ends.</summary>
    static FlowNode LastOf(ProcessDefinition definition) =>
        definition.Nodes.Values.Where(n => n.ScopeId == definition.Id).OrderByDescending(n => n is EndEvent).ThenBy(n => n.Id, StringComparer.Ordinal).First();

    /// <summary>What is evaluated as tokens take these flows, before they do.</summary>
    /// <param name="step">The step of leaving to go on with: the flows before it have had theirs.</param>
    public static bool TryTake(Execution execution, ElementInstance element, ImmutableArray<SequenceFlow> flows, int? step)
    {
        var first = Execution.FlowsStep(execution.NodeOf(element));
        for (var i = Math.Max(0, (step ?? first) - first); i < flows.Length; i++)
            if (!TryAssign(execution, element, element.ScopeKey, flows[i].Assignments, first + i)) return execution.StopAtLeaving(element);
        return true;
    }

    static void CreateJob(Execution execution, ElementInstance element, Listener listener, FeelExpression type, int place)
    {
        if (!execution.TryEvaluate(element, type, element.Key, "the job type of a listener", out var value, step: place))
        {
            StopAtEnd(execution, element, listener);
            return;
        }
        if (value is not FeelString { Value.Length: > 0 } topic)
        {
            StopAtEnd(execution, element, listener);
            execution.RaiseIncident(element, IncidentKind.Expression, $"Expected the job type of a listener, but {type.Text} gave {value}.", step: place);
            return;
        }
        StopAtEnd(execution, element, listener);
        execution.Emit(execution.JobFor(element.Key, element.ElementId, JobKind.External) with
        {
            Type = topic.Value,
            Retries = listener.Retries ?? Job.DefaultRetries,
            Step = place,
        });
    }

    /// <summary>The work of an element whose end listeners are called is done: nothing on its edge fires any more. Always false.</summary>
    static bool StopAtEnd(Execution execution, ElementInstance element, Listener listener) =>
        listener.Event == ListenerEvent.End && execution.StopAtCompleting(element);

    static bool TryAssign(Execution execution, ElementInstance element, long scopeKey, ImmutableArray<VariableMapping> assignments, int step)
    {
        foreach (var (target, source) in assignments)
        {
            if (!execution.TryEvaluate(element, source, scopeKey, $"a listener of '{execution.NodeOf(element).Label}'", out var value, step: step)) return false;
            if (target.Length > 0) VariableMappings.AssignOutward(execution, scopeKey, target, value);
        }
        return true;
    }
}
