using System.Collections.Frozen;

namespace Bpm.Model;

/// <summary>Reads one flow node: what its kind reads for itself, then what every node has.</summary>
static class FlowNodeReader
{
    const string Camunda = Namespaces.Camunda;

    /// <summary>The node, or null when it could not be read; why is reported.</summary>
    public static FlowNode? Read(SourceElement element, string scopeId, EscalationPolicySource? policy, ReadContext context)
    {
        var id = element.Id ?? "";
        FlowNode? node = element.Name switch
        {
            "task" => new UndefinedTask { Id = id, ScopeId = scopeId },
            "manualTask" => new ManualTask { Id = id, ScopeId = scopeId },
            "userTask" => UserTaskReader.Read(element, scopeId, policy, context),
            "businessRuleTask" => BusinessRuleTaskReader.Read(element, scopeId, context),
            "serviceTask" or "sendTask" => ServiceTaskReader.Read(element, scopeId, context),
            // In Camunda 8 a script task with a task definition is a job like any other.
            "scriptTask" when element.Extensions(Namespaces.Zeebe, "taskDefinition").Any() => ServiceTaskReader.Read(element, scopeId, context),
            "scriptTask" => context.Extensions.Script(element, scopeId),
            "subProcess" => new SubProcess { Id = id, ScopeId = scopeId },
            "exclusiveGateway" => new ExclusiveGateway { Id = id, ScopeId = scopeId },
            "parallelGateway" => new ParallelGateway { Id = id, ScopeId = scopeId },
            _ => EventReader.Read(element, scopeId, context),
        };
        return node is null ? null : WithCommonParts(node, element, context);
    }

    static FlowNode WithCommonParts(FlowNode node, SourceElement element, ReadContext context)
    {
        var mappings = context.Extensions.Mappings(element);
        return node with
        {
            Name = element["name"],
            Documentation = Documentation(element),
            Location = element.Location,
            Properties = Properties(element, context),
            Inputs = mappings.Inputs,
            Outputs = mappings.Outputs,
            AsyncBefore = Flag(element, "asyncBefore") || Flag(element, "async"),
            AsyncAfter = Flag(element, "asyncAfter"),
            Retries = context.Extensions.Retries(element),
            DefaultFlowId = element["default"]?.Trim() is { Length: > 0 } flow ? flow : null,
        };
    }

    public static string? Documentation(SourceElement element)
    {
        var text = string.Join("\n", element.Bpmn("documentation").Select(d => d.Text?.Value.Trim()).Where(t => !string.IsNullOrEmpty(t)));
        return text.Length == 0 ? null : text;
    }

    public static FrozenDictionary<string, string> Properties(SourceElement element, ReadContext context) =>
        context.Extensions.Properties(element).GroupBy(p => p.Name, p => p.Value.Value).ToFrozenDictionary(g => g.Key, g => g.Last());

    static bool Flag(SourceElement element, string attribute) => element.Find(attribute, Camunda)?.Value.Trim() is "true" or "1";
}
