using Bpm.Engine.Tests.Support;
using Bpm.Model;

namespace Bpm.Engine.Tests.RandomWalks;

/// <summary>One instance on its way, looked over after each step.</summary>
sealed class Walk(ProcessDefinition definition)
{
    readonly List<HistoryEvent> _history = [];
    readonly SortedDictionary<int, InstanceSnapshot> _parts = [];
    readonly SortedDictionary<(long LoopKey, int Counter), LoopValue> _loopValues = [];

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    public ProcessInstance Instance { get; private set; } = new(InstanceKey.FromNumber(1));

    public void Send(Command command)
    {
        try
        {
            _history.AddRange(Interpreter.Run(definition, Instance, command).Events);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{command}: {e}", e);
        }
        Now += TimeSpan.FromMinutes(1);
        Store();
        CheckHosts(command);
        if (!Instance.HasEnded) CheckItWaits(command);
    }

    /// <summary>The history gives the same state, and the walk goes on with what a snapshot gives.</summary>
    public void CheckReplay()
    {
        CheckParts();
        var replayed = new ProcessInstance(Instance.Key);
        foreach (var happened in _history) replayed.Apply(happened);
        Assert.Equal(Scenario.Text(Instance), Scenario.Text(replayed));
        var restored = ProcessInstance.Restore(Instance.ToSnapshot());
        Assert.Equal(Scenario.Text(Instance), Scenario.Text(restored));
        Instance = restored;
        Store();
    }

    /// <summary>Keeps what the step has touched, as a store does.</summary>
    void Store()
    {
        foreach (var part in Instance.Unsaved.Parts) _parts[part] = Instance.ToSnapshot(part);
        foreach (var key in Instance.Unsaved.EndedLoops)
            foreach (var over in _loopValues.Keys.Where(k => k.LoopKey == key).ToList()) _loopValues.Remove(over);
        foreach (var value in Instance.ToSnapshot().LoopValues.Where(v => Instance.Unsaved.LoopValues.Contains((v.LoopKey, v.Counter))))
            _loopValues[(value.LoopKey, value.Counter)] = value;
        Instance.Unsaved.Clear();
    }

    /// <summary>What the steps have touched, put together, is the whole state.</summary>
    void CheckParts()
    {
        // What concerns the instance as a whole is stored with each step.
        var stored = _parts[0] with { State = Instance.State, Suspension = Instance.Suspension, LastSequence = Instance.LastSequence, LoopValues = [.. _loopValues.Values] };
        Assert.Equal(Scenario.Text(Instance), Scenario.Text(ProcessInstance.Restore(stored.With([.. _parts.Where(p => p.Key != 0).Select(p => p.Value)]))));
    }

    public void CheckNothingIsLeft()
    {
        var left = Instance.ToSnapshot();
        Assert.True(Instance.HasEnded);
        Assert.Empty(left.Elements);
        Assert.Empty(left.Tokens);
        Assert.Empty(left.Jobs);
        Assert.Empty(left.UserTasks);
        Assert.Empty(left.Subscriptions);
        Assert.Empty(left.Incidents);
        Assert.Empty(left.Compensations);
        Assert.Empty(left.ResettingGateways);
        Assert.All(left.Scopes, s => Assert.Equal(Instance.Key, s.ScopeKey));
    }

    void CheckHosts(Command command)
    {
        var state = Instance.ToSnapshot();
        foreach (var element in state.Elements) Host(element.ScopeKey, element);
        foreach (var token in state.Tokens)
        {
            Host(token.ScopeKey, token);
            var scopeId = token.ScopeKey == Instance.Key ? definition.Id : Instance.Elements[token.ScopeKey].ElementId;
            Assert.True(definition.Nodes[definition.Flows[token.FlowId].SourceId].ScopeId == scopeId, $"{token} lies in a foreign scope after {command}");
        }
        foreach (var job in state.Jobs) Host(job.ElementKey, job);
        foreach (var subscription in state.Subscriptions) Host(subscription.ElementKey, subscription);
        foreach (var incident in state.Incidents) Host(incident.ElementKey, incident);
        foreach (var task in state.UserTasks) Host(task.Key, task);
        foreach (var scope in state.Scopes) Host(scope.ScopeKey, scope);

        void Host(long key, object what) =>
            Assert.True(key == Instance.Key ? !Instance.HasEnded || what is ScopeSnapshot : Instance.Elements.ContainsKey(key), $"{what} belongs to nothing after {command}");
    }

    /// <summary>Each leaf waits for something, or, where nothing is active, tokens wait at a join that lacks others.</summary>
    void CheckItWaits(Command command)
    {
        foreach (var element in Instance.Elements.Values)
        {
            var node = definition.Nodes[element.ElementId];
            var waits = Instance.ActiveIn(element.Key) > 0 || Instance.JobsOf(element.Key).Any() || Instance.IncidentsOf(element.Key).Any()
                || Instance.UserTasks.ContainsKey(element.Key) || Instance.UndoingFor(element.Key).Any()
                || element.State == ElementState.Active && (node is CallActivity or AdHocSubProcess || Instance.SubscriptionsOf(element.Key).Any(s => s.ElementId == node.Id || node is EventBasedGateway));
            Assert.True(waits, $"{element.ElementId} ({element.Role}, {element.State}) waits for nothing after {command}:\n{string.Join('\n', _history.TakeLast(40))}");
        }
        if (Instance.Elements.Count > 0) return;
        var joins = Instance.ToSnapshot().Tokens.Select(t => definition.Nodes[definition.Flows[t.FlowId].TargetId]).Distinct().ToList();
        Assert.True(joins.Exists(j => j is ParallelGateway or ComplexGateway or Activity { StartQuantity: > 1 }) || joins.Count > 1,
            $"nothing is active after {command}, and tokens stand at {string.Join(", ", joins.Select(j => j.Id))}");
    }
}
