using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>Messages and signals (BPMN 2.0.2, 10.4.5): what they are called when they are waited for and thrown.</summary>
static class MessageTrigger
{
    /// <summary>The name as seen from a scope; says what is wrong with it, or null.</summary>
    public static string? Name(Execution execution, FeelExpression expression, FlowNode node, long scopeKey, out string name)
    {
        name = "";
        if (execution.EvaluateData(expression, scopeKey, $"the name that '{node.Label}' waits for or throws", out var value) is { } problem) return problem;
        if (value is not FeelString { Value.Length: > 0 } text)
            return $"Expected a name for '{node.Label}', but {expression.Text} gave {value}.";
        name = text.Value;
        return null;
    }

    /// <summary>The correlation key's text; a key that is null would wait for ever, so that is a problem.</summary>
    public static string? Key(Execution execution, MessageEventDefinition message, FlowNode node, long scopeKey, out string? key)
    {
        key = message.Correlation is { } correlation ? Correlations.Expected(execution, correlation, scopeKey) : null;
        if (message.CorrelationKey is null) return null;
        if (execution.EvaluateData(message.CorrelationKey, scopeKey, $"the correlation key of '{node.Label}'", out var value) is { } problem) return problem;
        if (value is not (FeelString or FeelNumber))
            return $"Expected a text or a number as the correlation key of '{node.Label}', but {message.CorrelationKey.Text} gave {value}.";
        key = value.Text;
        return null;
    }

    /// <summary>Sends a message with the variables that the node's mappings made, or all of the process; says what went wrong, or null.</summary>
    public static string? Throw(Execution execution, ElementInstance element, MessageEventDefinition message)
    {
        var node = execution.NodeOf(element);
        if (Name(execution, message.Name, node, element.Key, out var name) is { } problem) return problem;
        if (Key(execution, message, node, element.Key, out var key) is { } noKey) return noKey;
        if (message.Correlation is not null) key = Correlations.Send(execution, message, element);
        execution.Emit(new MessageThrown(execution.NextKey(), element.Key, name, key, Payload(execution, element), execution.At));
        return null;
    }

    /// <summary>
    /// Throws a signal: this instance hears it at once, all others through the shell. Says what went wrong, or null;
    /// afterwards the element may be gone.
    /// </summary>
    public static string? Throw(Execution execution, ElementInstance element, SignalEventDefinition signal)
    {
        if (Name(execution, signal.Name, execution.NodeOf(element), element.Key, out var name) is { } problem) return problem;
        if (VariableMappings.Collect(execution, new CallMapping(signal.PassesAllVariables, signal.Payload), element.Key, out var variables) is { } wrong) return wrong;
        execution.Emit(new SignalThrown(execution.NextKey(), element.Key, name, variables, execution.At));
        EventDecisions.Hear(execution, name, variables);
        return null;
    }

    /// <summary>What the node's own inputs have put into its scope.</summary>
    static VariableSet Payload(Execution execution, ElementInstance element) => VariableMappings.Local(execution, element.Key);
}
