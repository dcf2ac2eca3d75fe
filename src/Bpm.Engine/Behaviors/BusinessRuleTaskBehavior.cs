using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Business rule task (BPMN 2.0.2, 10.3.3): asks a decision in place and assigns its result; never waits. A decision
/// that is missing, that fails, whose result does not fit, or that came to nothing for want of a variable is an incident.
/// As in Camunda 7, a variable that an expression names and nobody has set is a failure in that dialect at any rate.
/// </summary>
sealed class BusinessRuleTaskBehavior : ElementBehavior<BusinessRuleTask>
{
    /// <summary>Where Camunda 7 puts the rows for the output mappings of the task.</summary>
    const string LocalResult = "decisionResult";

    protected override void Activate(Execution execution, BusinessRuleTask node, ElementInstance element)
    {
        if (!TryRequest(execution, node, element, out var request)) return;
        if (!execution.TryFind(request, out var decision)) return;
        if (decision is null)
        {
            execution.RaiseIncident(element, IncidentKind.Decision,
                $"Expected decision {request}, which '{node.Label}' asks, but there is none. Deploy a DMN file with it, then resolve the incident.");
            return;
        }

        var answer = decision.Ask(
            new VariableScope(execution, element.Key), execution.Environment, execution.Definition.Dialect == Dialect.Camunda7);
        if (answer.Problem is { } problem)
        {
            execution.RaiseIncident(element, IncidentKind.Decision, Explanation.Of(
                $"Expected decision '{decision.Label}' (version {decision.Version}), which '{node.Label}' asks, to give a value, but {problem}.",
                answer.Reasons, execution, element.Key));
            return;
        }

        if (DecisionRows.Map(node.ResultMapping, answer, out var result) is { } misfit)
        {
            execution.RaiseIncident(element, IncidentKind.Decision,
                $"Expected the result of decision '{decision.Label}' (version {decision.Version}) to fit '{node.Label}', but {misfit}. "
                + "Change the decision's hit policy or outputs and deploy it, then resolve the incident; or change the mapping for new instances.");
            return;
        }

        execution.Emit(new DecisionEvaluated(
            execution.NextKey(), element.Key, decision.Key, decision.Id, decision.Version, decision.Name, answer.Value,
            answer.Trace, execution.At));
        if (node.ResultMapping != DecisionResultMapping.Value && node.Outputs.Any(o => o.Source.Variables.Contains(LocalResult)))
            execution.Emit(new VariableAssigned(element.Key, LocalResult, new FeelList(answer.Rows)));
        if (node.ResultVariable is { } name)
            VariableMappings.AssignResult(execution, element, VariableSet.Of((name, result)));
        execution.Complete(element);
    }

    static bool TryRequest(Execution execution, BusinessRuleTask node, ElementInstance element, out DecisionRequest request)
    {
        request = null!;
        var reference = node.Decision;
        if (!execution.TryEvaluate(element, reference.Id, element.Key, "the id of the decision", out var id)
            || !execution.TryEvaluate(element, reference.Version, element.Key, "the version of the decision", out var version)
            || !execution.TryEvaluate(element, reference.VersionTag, element.Key, "the version tag of the decision", out var tag)) return false;
        if (DecisionRequest.TryMake(reference.Binding, id, version, tag, out request) is not { } problem) return true;
        execution.RaiseIncident(element, IncidentKind.Decision, $"Expected {problem}. '{node.Label}' asks for it with {reference.Id.Text}.");
        return false;
    }
}
