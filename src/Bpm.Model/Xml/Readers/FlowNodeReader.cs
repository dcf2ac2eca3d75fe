using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Bpm.Feel;

namespace Bpm.Model;

/// <summary>Reads one flow node: what its kind reads for itself, then what every node has.</summary>
static class FlowNodeReader
{
    const string Camunda = Namespaces.Camunda;
    const int MostTokens = 1000;

    /// <summary>The node, or null when it could not be read; why is reported.</summary>
    public static FlowNode? Read(SourceElement element, string scopeId, EscalationPolicySource? policy, ReadContext context)
    {
        var id = element.Id ?? "";
        FlowNode? node = element.Name switch
        {
            "task" => new UndefinedTask { Id = id, ScopeId = scopeId },
            "manualTask" => new ManualTask { Id = id, ScopeId = scopeId },
            "userTask" => UserTaskReader.Read(element, scopeId, policy, context),
            "sendTask" when SendTaskReader.IsMessage(element, context) => SendTaskReader.Read(element, scopeId, context),
            "receiveTask" => ReceiveTaskReader.Read(element, scopeId, context),
            "callActivity" => CallActivityReader.Read(element, scopeId, context),
            "businessRuleTask" => BusinessRuleTaskReader.Read(element, scopeId, context),
            "serviceTask" or "sendTask" => ServiceTaskReader.Read(element, scopeId, context),
            // In Camunda 8 a script task with a task definition is a job like any other.
            "scriptTask" when element.Extensions(Namespaces.Zeebe, "taskDefinition").Any() => ServiceTaskReader.Read(element, scopeId, context),
            "scriptTask" => context.Extensions.Script(element, scopeId),
            "subProcess" => new SubProcess { Id = id, ScopeId = scopeId, IsTriggeredByEvent = element.Is("triggeredByEvent", otherwise: false) },
            "transaction" => new Transaction { Id = id, ScopeId = scopeId },
            "adHocSubProcess" => AdHocSubProcessReader.Read(element, scopeId, context),
            "exclusiveGateway" => new ExclusiveGateway { Id = id, ScopeId = scopeId },
            "parallelGateway" => new ParallelGateway { Id = id, ScopeId = scopeId },
            "inclusiveGateway" => new InclusiveGateway { Id = id, ScopeId = scopeId },
            "complexGateway" => new ComplexGateway { Id = id, ScopeId = scopeId, ActivationCondition = ActivationCondition(element, context) },
            "eventBasedGateway" => new EventBasedGateway
            {
                Id = id,
                ScopeId = scopeId,
                Instantiates = element.Is("instantiate", otherwise: false),
                IsParallel = element["eventGatewayType"]?.Trim() == "Parallel",
            },
            _ => EventReader.Read(element, scopeId, context),
        };
        if (node is Activity activity)
        {
            node = activity with
            {
                Loop = LoopReader.Read(element, context),
                IsForCompensation = element.Is("isForCompensation", otherwise: false),
                StartQuantity = Quantity("startQuantity", element, context),
                CompletionQuantity = Quantity("completionQuantity", element, context),
            };
        }

        return node is null ? null : WithCommonParts(node, element, context);
    }

    static FeelExpression? ActivationCondition(SourceElement gateway, ReadContext context) =>
        gateway.Bpmn("activationCondition").FirstOrDefault()?.Text is { IsEmpty: false } text ? context.Expressions.Condition(text, gateway.Id) : null;

    static int Quantity(string attribute, SourceElement element, ReadContext context)
    {
        if (element.Find(attribute) is not { } text)
        {
            return 1;
        }

        if (int.TryParse(text.Value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) && quantity is >= 1 and <= MostTokens)
        {
            return quantity;
        }

        context.Diagnostics.Error("token-quantity", text.Location, element.Id,
            $"Expected a number of tokens from 1 to {MostTokens} as {attribute}, but found “{text.Value}”.", "Write 1, or leave the attribute out.");
        return 1;
    }

    static FlowNode WithCommonParts(FlowNode node, SourceElement element, ReadContext context)
    {
        var mappings = context.Extensions.Mappings(element);
        var data = DataReader.Associations(element, context);
        return node with
        {
            Name = element["name"],
            Documentation = Documentation(element),
            Location = element.Location,
            Properties = Properties(element, context),
            Inputs = [.. data.Inputs, .. mappings.Inputs],
            Outputs = [.. mappings.Outputs, .. data.Outputs],
            Listeners = Listeners(element, context),
            AsyncBefore = Flag(element, "asyncBefore") || Flag(element, "async"),
            AsyncAfter = Flag(element, "asyncAfter"),
            Retries = context.Extensions.Retries(element),
            OutgoingIds = [.. element.Bpmn("outgoing").Select(o => o.Text?.Value.Trim()).OfType<string>()],
            DefaultFlowId = element["default"]?.Trim() is { Length: > 0 } flow ? flow : null,
        };
    }

    /// <summary>Every instance begins with a start event: it calls the process's own start listeners before its own.</summary>
    static ImmutableArray<Listener> Listeners(SourceElement element, ReadContext context)
    {
        var ofProcess = element is { Name: "startEvent", Parent: { Name: "process" } process } ? context.Extensions.Listeners(process).Where(l => l.Event == ListenerEvent.Start) : [];
        return [.. ofProcess.Concat(context.Extensions.Listeners(element)).OrderBy(l => l.Event)];
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
