using Bpm.Model;

namespace Bpm.Engine;

/// <summary>How elements are entered by hand, where no token has brought them.</summary>
sealed partial class Execution
{
    /// <summary>The same run on a copy of the instance: what is tried on it leaves no trace.</summary>
    public Execution OnCopy() => new(definition, ProcessInstance.Restore(instance.ToSnapshot()), command, decisions);

    /// <summary>Enters an element that begins only when everything else that is being done by hand has been done.</summary>
    public ElementInstance EnterLater(FlowNode node, long scopeKey)
    {
        var role = node is Activity { Loop: not null } ? ElementRole.Loop : ElementRole.Single;
        var element = Activate(node, scopeKey, [], role, null, null);
        Afterwards(element, () => Begin(node, element, node.AsyncBefore));
        return element;
    }

    /// <summary>
    /// Enters a scope without its start events; <paramref name="assign"/> sets variables in it once its inputs are there. Says what
    /// went wrong, or null.
    /// </summary>
    /// <param name="scope">Null when a condition that held at once has ended it again.</param>
    public string? Open(SubProcess node, long scopeKey, Action<long> assign, out ElementInstance? scope)
    {
        var opened = Activate(node, scopeKey, [], ElementRole.Single, null, null);
        scope = null;
        if (!VariableMappings.TryApplyInputs(this, node, opened)) return instance.IncidentsOf(opened.Key).First().Message;
        assign(opened.Key);
        if (!Listeners.TryCall(this, opened, 0, ListenerEvent.Start)
            || !TryPrepare(opened, out var waits, EventSubProcessTrigger.StartsIn(this, node.Id))) return instance.IncidentsOf(opened.Key).First().Message;
        if (Start(opened, waits)) scope = opened;
        return null;
    }

    /// <summary>Ends tokens that wait in front of a node for others; whether there were any.</summary>
    public bool DropTokens(FlowNode node, long scopeKey)
    {
        List<string> waiting = [.. definition.Incoming(node.Id).SelectMany(f => Enumerable.Repeat(f.Id, instance.TokensOn(scopeKey, f.Id)))];
        if (waiting.Count == 0) return false;
        // The node takes them, so that they are gone, and is ended itself before it has begun.
        Emit(new ElementTerminated(Activate(node, scopeKey, [.. waiting], ElementRole.Single, null, null).Key, At));
        return true;
    }
}
