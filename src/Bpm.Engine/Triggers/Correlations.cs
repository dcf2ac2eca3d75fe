using System.Collections.Immutable;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Correlation keys of the standard (BPMN 2.0.2, 8.4.2). The first message that an instance sends or receives in a
/// conversation gives it the key's values; later ones must have the same. Where the process binds the key to its data, that
/// data counts, and whenever it changes another message is waited for.
/// </summary>
public static class Correlations
{
    /// <summary>The values of the message's own key as one text; null when it does not have all of them.</summary>
    public static string? KeyOf(MessageEventDefinition message, VariableSet payload, DateTimeOffset at)
    {
        if (message.Correlation is not { } correlation) return null;
        var scope = FeelContext.Empty;
        foreach (var (name, value) in payload.Items) scope = scope.With(name, value);
        return Text(correlation.Paths, path => path.Evaluate(scope, new FeelEnvironment(at)));
    }

    /// <summary>The key that an instance waits for; null while every message of the name will do.</summary>
    internal static string? Expected(Execution execution, MessageCorrelation correlation, long scopeKey) =>
        correlation.Expected.IsEmpty
            ? execution.Instance.CorrelationKeys.GetValueOrDefault(correlation.KeyId)
            : Text(correlation.Expected, path => execution.Evaluate(path, scopeKey));

    /// <summary>The key of a message that an element sends, which begins the conversation if nobody has.</summary>
    internal static string? Send(Execution execution, MessageEventDefinition message, ElementInstance element)
    {
        if (message.Correlation is not { } correlation) return null;
        var key = Text(correlation.Paths, path => execution.Evaluate(path, element.Key));
        if (key is not null) Begin(execution, correlation, key);
        return key ?? Expected(execution, correlation, element.Key);
    }

    /// <summary>A message has come to a node.</summary>
    internal static void Receive(Execution execution, FlowNode node, string name, VariableSet payload)
    {
        if (!execution.Definition.HasCorrelation) return;
        foreach (var message in Waits.Definitions(node).OfType<MessageEventDefinition>())
            if (message.Correlation is { } correlation && (message.StaticName is null || message.StaticName == name) && KeyOf(message, payload, execution.At) is { } key)
                Begin(execution, correlation, key);
    }

    /// <summary>Who waits for a key that is another one now waits for that.</summary>
    internal static void Refresh(Execution execution)
    {
        if (!execution.Definition.HasCorrelation || execution.Instance.HasEnded) return;
        foreach (var open in execution.Instance.Subscriptions.Values.Where(s => s.Kind == SubscriptionKind.Message).ToList())
        {
            if (Waits.Definitions(execution.Definition.Nodes[open.ElementId])[open.Definition] is not MessageEventDefinition { Correlation: { } correlation }) continue;
            var expected = Expected(execution, correlation, open.ElementKey);
            if (expected == open.CorrelationKey) continue;
            execution.Emit(new SubscriptionClosed(open.Key));
            execution.Emit(new SubscriptionOpened(execution.NextKey(), open.ElementKey, open.ElementId, open.Kind, open.Name, expected, open.Definition, execution.At));
        }
    }

    static void Begin(Execution execution, MessageCorrelation correlation, string key)
    {
        if (!execution.Instance.CorrelationKeys.ContainsKey(correlation.KeyId)) execution.Emit(new CorrelationKeySet(correlation.KeyId, key));
    }

    static string? Text(ImmutableArray<FeelExpression> properties, Func<FeelExpression, FeelResult> evaluate)
    {
        List<string> values = [];
        foreach (var property in properties)
        {
            if (evaluate(property) is not { Failure: null, Value: FeelString or FeelNumber or FeelBoolean } result) return null;
            values.Add(result.Value.Text);
        }
        return values is [var only] ? only : string.Join(", ", values.Select(v => $"\"{v.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
    }
}
