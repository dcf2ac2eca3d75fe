using System.Globalization;
using Bpm.Model;

namespace Bpm.Runtime;

/// <summary>
/// What makes jobs of the engine's own at one element of a version: its timer, its continuation or its escalation policy. They are
/// told from the model; only what operators set for them is stored.
/// </summary>
/// <param name="Type">As Camunda 7 calls it.</param>
/// <param name="Configuration">What the model says about it.</param>
public sealed record JobDefinition(JobDefinitionKey Key, string Type, string Configuration)
{
    /// <summary>Those of a version, in the order of the model.</summary>
    public static IEnumerable<JobDefinition> Of(long definitionKey, ProcessDefinition definition) =>
        definition.Nodes.Values.OrderBy(n => n.Location.Line).ThenBy(n => n.Location.Column).ThenBy(n => n.Id, StringComparer.Ordinal).SelectMany(node => Of(definitionKey, definition, node));

    static IEnumerable<JobDefinition> Of(long definitionKey, ProcessDefinition definition, FlowNode node)
    {
        JobDefinition One(string kind, string type, string configuration) => new(new(definitionKey, kind, node.Id), type, configuration);
        if (node is Event { Definitions: var definitions } and not (EndEvent or IntermediateThrowEvent) && definitions.OfType<TimerEventDefinition>().FirstOrDefault() is { } timer)
            yield return One(JobDefinitionKey.Timer, TypeOf(definition, node), $"{timer.Kind.ToString().ToUpperInvariant()}: {timer.Expression.Text}");
        if (node.AsyncBefore || node.AsyncAfter || node is Activity { Loop: MultiInstance { AsyncBefore: true } or MultiInstance { AsyncAfter: true } })
            yield return One(JobDefinitionKey.Continuation, "async-continuation", node.AsyncBefore || node is Activity { Loop: MultiInstance { AsyncBefore: true } } ? "async-before" : "async-after");
        if (node is UserTask { EscalationPolicy.IsEmpty: false } task)
            yield return One(JobDefinitionKey.Deadline, "deadline", string.Create(CultureInfo.InvariantCulture, $"STEPS: {task.EscalationPolicy.Length}"));
    }

    static string TypeOf(ProcessDefinition definition, FlowNode node) => node switch
    {
        StartEvent when node.ScopeId == definition.Id => "timer-start-event",
        StartEvent => "timer-start-event-subprocess",
        BoundaryEvent => "timer-transition",
        _ => "timer-intermediate-transition",
    };
}

/// <summary>Names a job definition; its text is <c>version:kind:element</c>.</summary>
public sealed record JobDefinitionKey(long DefinitionKey, string Kind, string ElementId)
{
    public const string Timer = "timer";
    public const string Continuation = "continuation";
    public const string Deadline = "deadline";

    public long DefinitionKey { get; } = DefinitionKey;

    /// <summary>That of its jobs.</summary>
    public string Kind { get; } = Kind;

    public string ElementId { get; } = ElementId;

    /// <summary>Null when the text names nothing.</summary>
    public static JobDefinitionKey? Read(string? text) =>
        text?.Split(':', 3) is [var key, Timer or Continuation or Deadline, { Length: > 0 }] and var parts && long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var definition)
            ? new(definition, parts[1], parts[2])
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{DefinitionKey}:{Kind}:{ElementId}");
}
