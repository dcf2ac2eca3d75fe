using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Call activity (BPMN 2.0.2, 13.3.6): asks for another process to be run as an instance of its own, and waits until
/// that has answered.
/// </summary>
sealed class CallActivityBehavior : ElementBehavior<CallActivity>
{
    /// <summary>So many instances may wait for each other, each for the next: more is a process that calls itself without an end.</summary>
    public const int MostCalls = 1000;

    protected override void Activate(Execution execution, CallActivity node, ElementInstance element)
    {
        if (!execution.TryPrepare(element, out var waits) || Describe(execution, node, element) is not { } call) return;

        if (execution.Start(element, waits)) execution.Emit(call with { Key = execution.NextKey() });
    }

    /// <summary>Whether an incident stopped the call itself; others of the same element, such as a timer's on its edge, do not concern it.</summary>
    public static bool Stopped(Incident incident) => incident.Kind is IncidentKind.CallFailed or IncidentKind.UncaughtError;

    /// <summary>Calls once more, with the values of now: the incident of the call before has been resolved.</summary>
    public static void Repeat(Execution execution, ElementInstance element)
    {
        if (Describe(execution, (CallActivity)execution.NodeOf(element), element) is { } call) execution.Emit(call with { Key = execution.NextKey() });
    }

    /// <summary>The call, not numbered yet; null when there is an incident instead.</summary>
    static ProcessCalled? Describe(Execution execution, CallActivity node, ElementInstance element)
    {
        if (Describe(execution, node, element, out var call) is not { } problem) return call;
        // What was at work already has called before.
        execution.RaiseIncident(element, element.State == ElementState.Active ? IncidentKind.CallFailed : IncidentKind.Expression, problem);
        return null;
    }

    /// <summary>Says what went wrong, or null.</summary>
    static string? Describe(Execution execution, CallActivity node, ElementInstance element, out ProcessCalled? call)
    {
        call = null;
        if (execution.EvaluateData(node.CalledElement, element.Key, $"the process that '{node.Label}' calls", out var called) is { } noProcess) return noProcess;
        if (execution.EvaluateData(node.Version, element.Key, $"the version that '{node.Label}' calls", out var version) is { } noVersion) return noVersion;
        if (execution.EvaluateData(node.BusinessKey, element.Key, $"the business key of '{node.Label}'", out var businessKey) is { } noKey) return noKey;
        if (called is not FeelString { Value.Length: > 0 } id)
            return $"Expected the id of a process for '{node.Label}', but {node.CalledElement.Text} gave {called}.";
        if (execution.Instance.CallDepth >= MostCalls)
            return $"Expected at most {MostCalls} calls, each inside the one before, but '{execution.Definition.Id}' calls '{id.Value}' inside so many already: "
                + $"instance {execution.Instance.Key} is called by {InstanceKey.Of(execution.Instance.CallerKey ?? 0)}, which is called in its turn. "
                + "Let a condition end the calls, or cancel the outermost instance.";
        if (VariableMappings.Collect(execution, node.In, element.Key, out var variables) is { } problem) return problem;
        call = new ProcessCalled(
            0, element.Key, id.Value, node.Binding, version is FeelNull ? null : version.Text,
            businessKey is FeelNull ? null : businessKey.Text, variables, execution.At);
        return null;
    }

    /// <summary>The called process has answered.</summary>
    public static Rejection? Answer(Execution execution, ElementInstance element, AnswerCall answer)
    {
        switch (answer.Answer)
        {
            case CallAnswer.Error:
                if (!ErrorTrigger.Throw(execution, element, answer.Code, answer.Message))
                    execution.RaiseIncident(element, IncidentKind.UncaughtError, ErrorTrigger.Uncaught(execution.NodeOf(element).Label, answer.Code));
                return null;
            case CallAnswer.Escalation:
                EscalationTrigger.Throw(execution, element, answer.Code, answer.Variables);
                return null;
            case CallAnswer.Cancelled:
                var reason = string.IsNullOrWhiteSpace(answer.Message) ? "" : $" ({answer.Message.Trim()})";
                execution.RaiseIncident(element, IncidentKind.CallFailed,
                    $"Expected an end of the process that '{execution.NodeOf(element).Label}' calls, but it was cancelled{reason}. Resolve this incident to call it again.");
                return null;
            default:
                var node = (CallActivity)execution.NodeOf(element);
                if (VariableMappings.Take(execution, node.Out, element, answer.Variables, node) is { } problem) Keep(execution, element, answer.Variables, problem);
                else execution.Complete(element);
                return null;
        }
    }

    /// <summary>The called process has done its work: whatever is wrong with the mapping, it is not called again.</summary>
    static void Keep(Execution execution, ElementInstance element, VariableSet given, string problem)
    {
        var answer = FeelContext.Empty;
        foreach (var (name, value) in given.Items) answer = answer.With(name, value);
        execution.Emit(new VariableAssigned(element.Key, ReservedNames.Answer, answer));
        execution.StopAtCompleting(element);
        execution.RaiseIncident(element, IncidentKind.Expression, problem);
    }

    /// <summary>Tries again to take an answer that was kept; true when there is none.</summary>
    public static bool TryTakeKept(Execution execution, CallActivity node, ElementInstance element)
    {
        if (!execution.Instance.Scopes.TryGetValue(element.Key, out var own) || own.GetValueOrDefault(ReservedNames.Answer) is not FeelContext answer) return true;
        if (VariableMappings.Take(execution, node.Out, element, new VariableSet([.. answer.Entries]), node) is not { } problem) return true;
        execution.RaiseIncident(element, IncidentKind.Expression, problem);
        return false;
    }
}
