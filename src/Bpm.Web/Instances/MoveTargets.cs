using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Web.Instances;

/// <summary>What a token can be moved from and to, and what that means in words.</summary>
static class MoveTargets
{
    /// <summary>What is active and has nothing active inside, oldest first.</summary>
    public static IEnumerable<ElementRow> Sources(InstanceView view)
    {
        var active = view.Elements.Where(e => e.EndedAt is null).ToList();
        var scopes = active.Select(e => e.ScopeKey).ToHashSet();
        return active.Where(e => !scopes.Contains(e.ElementInstanceKey)).OrderBy(e => e.ElementInstanceKey);
    }

    /// <summary>Elements by the scope that they are in, in the order of the model.</summary>
    public static IEnumerable<MoveScope> Of(InstanceView view)
    {
        var definition = view.Model.Definition;
        return definition.Nodes.Values.Where(n => MayStart(definition, n)).OrderBy(n => n.Location.Line).ThenBy(n => n.Location.Column)
            .GroupBy(n => n.ScopeId).OrderBy(g => g.Key == definition.Id ? 0 : 1)
            .Select(g => new MoveScope(g.Key == definition.Id ? "The process itself" : $"In “{view.NameOf(g.Key)}”", [.. g]));
    }

    static bool MayStart(ProcessDefinition definition, FlowNode node) =>
        node is not (Activity { IsForCompensation: true } or SubProcess { IsTriggeredByEvent: true } or BoundaryEvent { Definition: CompensateEventDefinition })
        && definition.StartEvents(node.ScopeId).All(s => s.Definition is not CompensateEventDefinition);

    /// <summary>The scope instance around what is cancelled, when the other element is in it too: of several, that one is meant.</summary>
    public static long? AncestorFor(InstanceView view, ElementRow source, string target)
    {
        var scopeId = view.Node(target)?.ScopeId;
        for (var scope = Around(view, source); scope is not null; scope = Around(view, scope))
            if (scope is { IsLoop: false } && scope.ElementId == scopeId) return scope.ElementInstanceKey;
        return null;
    }

    public static string Words(InstanceView view, ElementRow source, string target, string named)
    {
        var scopeId = view.Node(target)?.ScopeId ?? "";
        var inside = scopeId == view.Model.Definition.Id || scopeId.Length == 0 ? ""
            : AncestorFor(view, source, target) is not null || view.Elements.Any(e => e.EndedAt is null && e.ElementId == scopeId) ? $" in “{view.NameOf(scopeId)}”"
            : $" in “{view.NameOf(scopeId)}”, which is entered for it without its own start";
        var called = view.CalledBy(source.ElementInstanceKey) is not null ? ", and so is the process that it has called" : "";
        var gateway = view.Node(target) is Gateway ? " It waits for no other tokens." : "";
        return $"“{named}” is cancelled with all that it waits for{called}; its result is lost. “{view.NameOf(target)}” starts{inside}, as if the process had just come there.{gateway} "
            + "Your name, the reason and the time stay in the timeline.";
    }

    public static string ItemOf(InstanceView view, ElementRow element)
    {
        for (var item = element; item is not null; item = Around(view, item))
            if (item.LoopCounter is { } counter) return $", no. {counter + 1}";
        return "";
    }

    static ElementRow? Around(InstanceView view, ElementRow element) => view.Elements.FirstOrDefault(e => e.ElementInstanceKey == element.ScopeKey);
}

sealed record MoveScope(string Name, IReadOnlyList<FlowNode> Nodes);

/// <summary>A token to be moved by hand.</summary>
/// <param name="AncestorKey">The scope's instance in which it stays, if it stays in one.</param>
public sealed record MoveWish(ElementRow Source, string Target, long? AncestorKey, string Reason);
