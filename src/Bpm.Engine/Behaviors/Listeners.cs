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
            if (!TryAssign(execution, element, element.Key, listeners[i].Assignments)) return StopAtEnd(execution, element, listeners[i]);
        }
        return true;
    }

    /// <summary>The job of a listener is done: the next one is called, or the element goes on.</summary>
    public static void Continue(Execution execution, ElementInstance element, int listener)
    {
        switch (element.State)
        {
            case ElementState.Activating: execution.Begin(element, listener + 1); break;
            case ElementState.Completing: execution.Leave(element, listener + 1); break;
            default: TryCall(execution, element, listener + 1, ListenerEvent.Assignment); break;
        }
    }

    /// <summary>What is evaluated as tokens take these flows, before they do.</summary>
    public static bool TryTake(Execution execution, ElementInstance element, ImmutableArray<SequenceFlow> flows)
    {
        foreach (var flow in flows)
            if (!TryAssign(execution, element, element.ScopeKey, flow.Assignments)) return execution.StopAtLeaving(element);
        return true;
    }

    static void CreateJob(Execution execution, ElementInstance element, Listener listener, FeelExpression type, int place)
    {
        if (!execution.TryEvaluate(element, type, element.Key, "the job type of a listener", out var value))
        {
            StopAtEnd(execution, element, listener);
            return;
        }
        if (value is not FeelString { Value.Length: > 0 } topic)
        {
            StopAtEnd(execution, element, listener);
            execution.RaiseIncident(element, IncidentKind.Expression, $"Expected the job type of a listener, but {type.Text} gave {value}.");
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

    static bool TryAssign(Execution execution, ElementInstance element, long scopeKey, ImmutableArray<VariableMapping> assignments)
    {
        foreach (var (target, source) in assignments)
        {
            if (!execution.TryEvaluate(element, source, scopeKey, $"a listener of '{execution.NodeOf(element).Label}'", out var value)) return false;
            if (target.Length > 0) VariableMappings.AssignOutward(execution, scopeKey, target, value);
        }
        return true;
    }
}
