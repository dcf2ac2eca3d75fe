using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Web.Instances;

/// <summary>What an instance waits for, in words.</summary>
static class WaitingText
{
    /// <summary>What is heard where: the event's name, or the message's where the event has none.</summary>
    public static string Label(SubscriptionRow row, InstanceView view) =>
        view.Node(row.ElementId) is { Name: { } name } && !string.IsNullOrWhiteSpace(name) ? name : $"“{row.Name}”";

    public static string Sentence(SubscriptionRow row, InstanceView view)
    {
        var what = row.Kind == "signal" ? $"the signal “{row.Name}”" : $"the message “{row.Name}”{(row.CorrelationKey is { } key ? $" for “{key}”" : "")}";
        return Place(view, row.ElementId) is { } place ? $"{place}, {what} is caught." : $"Waits for {what}.";
    }

    public static string Sentence(Event conditional, InstanceView view)
    {
        var condition = conditional.Definition is ConditionalEventDefinition { Condition.Text: var text } ? $"“{text}”" : "a condition";
        return Place(view, conditional.Id) is { } place ? $"{place}, it occurs once {condition} holds." : $"Waits until {condition} holds. It is asked again whenever a variable changes.";
    }

    /// <summary>An active element that only the model can explain.</summary>
    public static string Sentence(FlowNode? node) => node switch
    {
        ReceiveTask { Message: null } => "Waits until somebody lets it go on.",
        ParallelGateway or InclusiveGateway or ComplexGateway => "Waits for what has not arrived yet.",
        Event => "At work.",
        _ => "Active.",
    };

    static string? Place(InstanceView view, string elementId) => view.Node(elementId) switch
    {
        BoundaryEvent boundary => $"While “{view.NameOf(boundary.AttachedToId)}” is at work",
        StartEvent { ScopeId: var scope } when view.Node(scope) is SubProcess { ScopeId: var around } =>
            around == view.Model.Definition.Id ? "As long as the instance runs" : $"As long as “{view.NameOf(around)}” runs",
        _ => null,
    };
}
