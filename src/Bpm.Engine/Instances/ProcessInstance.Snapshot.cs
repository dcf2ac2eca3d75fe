namespace Bpm.Engine;

/// <summary>The state as plain data, and back.</summary>
public sealed partial class ProcessInstance
{
    /// <summary>The state as data, in the order of keys: equal states give equal snapshots.</summary>
    public InstanceSnapshot ToSnapshot() => ToSnapshot(Key, Key + LastSequence + 1) with
    {
        LoopValues = [.. _elements.All.Values.Where(e => e.Loop is not null).SelectMany(LoopValues)],
    };

    /// <summary>One part of the state; it costs as much as it holds, however much there is beside it.</summary>
    public InstanceSnapshot ToSnapshot(int part)
    {
        var (from, to) = InstanceKey.KeysOf(Key, part);
        return ToSnapshot(from, to);
    }

    InstanceSnapshot ToSnapshot(long from, long to) => new(
        Key, State, BusinessKey, StartedBy, StartedAt, LastSequence,
        [.. Between(_elements.All, from, to).Select(ElementSnapshot.Of)],
        [.. Keys(from, to).SelectMany(scope => _tokens.In(scope).Select(t => new TokenSnapshot(scope, t.Key, t.Value)))],
        [.. Keys(from, to).Where(_scopes.ContainsKey).Select(scope => new ScopeSnapshot(scope, [.. _scopes[scope].OrderBy(v => v.Key, StringComparer.Ordinal)]))],
        [.. Between(_userTasks, from, to)],
        [.. Between(_jobs.All, from, to)],
        [.. Between(_incidents.All, from, to)])
    {
        CallerKey = CallerKey,
        CallDepth = CallDepth,
        Suspension = Suspension,
        HeldChanges = [.. Between(_held, from, to)],
        Subscriptions = [.. Between(_subscriptions.All, from, to)],
        // They are the instance's own, and lie where that does.
        CorrelationKeys = from == Key ? [.. _correlationKeys] : [],
        Compensations = [.. Between(_completed.ByKey, from, to)],
        ResettingGateways = [.. _resetting.Where(g => g.Key.Scope >= from && g.Key.Scope < to).Select(g => new GatewaySnapshot(g.Key.Scope, g.Key.Gateway, g.Value))],
    };

    /// <summary>The instance that a snapshot was taken of; to its store, all of it is new.</summary>
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
            CallDepth = snapshot.CallDepth,
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
        foreach (var s in snapshot.Scopes)
        {
            instance.Unsaved.Touch(s.ScopeKey);
            instance._scopes[s.ScopeKey] = s.Variables.ToDictionary();
        }
        foreach (var t in snapshot.UserTasks)
        {
            instance.Unsaved.Touch(t.Key);
            instance._userTasks[t.Key] = t;
        }
        foreach (var h in snapshot.HeldChanges) instance.Hold(h);
        foreach (var j in snapshot.Jobs) instance._jobs.Put(j.Key, j);
        foreach (var i in snapshot.Incidents) instance._incidents.Put(i.Key, i);
        foreach (var s in snapshot.Subscriptions) instance._subscriptions.Put(s.Key, s);
        foreach (var (key, value) in snapshot.CorrelationKeys) instance._correlationKeys[key] = value;
        foreach (var c in snapshot.Compensations.OrderBy(c => c.Order)) instance._completed.Add(c);
        foreach (var g in snapshot.ResettingGateways) instance.Turn(new(g.ElementId, g.ScopeKey, true) { ConsumedFlows = g.ConsumedFlows });
        foreach (var v in snapshot.LoopValues) instance.Put(v);
        instance.Suspension = snapshot.Suspension;
        return instance;
    }

    static IEnumerable<long> Keys(long from, long to)
    {
        for (var key = from; key < to; key++) yield return key;
    }

    static IEnumerable<T> Between<T>(IReadOnlyDictionary<long, T> all, long from, long to)
    {
        if (all.Count == 0) yield break;
        for (var key = from; key < to; key++)
            if (all.TryGetValue(key, out var thing)) yield return thing;
    }

    static IEnumerable<LoopValue> LoopValues(ElementInstance element)
    {
        var loop = element.Loop!;
        if (loop.Items is { } items) yield return new LoopValue(element.Key, LoopValue.Items, items);
        foreach (var (counter, result) in loop.Results) yield return new LoopValue(element.Key, counter, result);
    }
}
