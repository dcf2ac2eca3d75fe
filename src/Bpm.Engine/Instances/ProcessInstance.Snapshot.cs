namespace Bpm.Engine;

/// <summary>The state as plain data, and back.</summary>
public sealed partial class ProcessInstance
{
    /// <summary>The state as data, in a fixed order: equal states give equal snapshots.</summary>
    public InstanceSnapshot ToSnapshot() => new(
        Key, State, BusinessKey, StartedBy, StartedAt, LastSequence,
        [.. _elements.All.Values.Select(ElementSnapshot.Of)],
        [.. _tokens.InOrder.Select(t => new TokenSnapshot(t.ScopeKey, t.FlowId, t.Count))],
        [.. _scopes.OrderBy(s => s.Key).Select(s => new ScopeSnapshot(s.Key, [.. s.Value.OrderBy(v => v.Key, StringComparer.Ordinal)]))],
        [.. _userTasks.OrderBy(t => t.Key).Select(t => t.Value)],
        [.. _jobs.All.Values],
        [.. _incidents.All.Values])
    {
        CallerKey = CallerKey,
        Subscriptions = [.. _subscriptions.All.Values],
        Compensations = [.. _completed.InOrder],
        ResettingGateways = [.. _resetting.Select(g => new GatewaySnapshot(g.Scope, g.Gateway))],
    };

    /// <summary>The instance that a snapshot was taken of.</summary>
    public static ProcessInstance Restore(InstanceSnapshot snapshot)
    {
        var instance = new ProcessInstance(snapshot.Key)
        {
            State = snapshot.State,
            BusinessKey = snapshot.BusinessKey,
            StartedBy = snapshot.StartedBy,
            StartedAt = snapshot.StartedAt,
            LastSequence = snapshot.LastSequence,
            CallerKey = snapshot.CallerKey,
        };
        foreach (var e in snapshot.Elements.Select(e => e.Restore()))
        {
            instance._elements.Put(e.Key, e);
            if (e.ThrownBy is not null) instance._undoing.Put(e.Key, e);
        }
        foreach (var e in snapshot.Elements) instance.AddChildren(e.ScopeKey, 1);
        foreach (var t in snapshot.Tokens)
        {
            instance._tokens.Add(t.ScopeKey, t.FlowId, t.Count);
            instance.AddChildren(t.ScopeKey, t.Count);
        }
        foreach (var s in snapshot.Scopes) instance._scopes[s.ScopeKey] = s.Variables.ToDictionary();
        foreach (var t in snapshot.UserTasks) instance._userTasks[t.Key] = t;
        foreach (var j in snapshot.Jobs) instance._jobs.Put(j.Key, j);
        foreach (var i in snapshot.Incidents) instance._incidents.Put(i.Key, i);
        foreach (var s in snapshot.Subscriptions) instance._subscriptions.Put(s.Key, s);
        foreach (var c in snapshot.Compensations) instance._completed.Add(c);
        foreach (var g in snapshot.ResettingGateways) instance._resetting.Add((g.ScopeKey, g.ElementId));
        return instance;
    }
}
