using Bpm.Feel;

namespace Bpm.Engine;

/// <summary>
/// One run of a process: element instances, tokens, variables by scope, and what waits for the outside world.
/// <see cref="Apply"/> is the only code that changes it, so applying an instance's history to a new object gives the
/// same state again. Not thread-safe: one command at a time.
/// </summary>
public sealed class ProcessInstance(long key)
{
    readonly SortedDictionary<long, ElementInstance> _elements = [];
    readonly Dictionary<(long Scope, string Flow), int> _tokens = [];
    readonly Dictionary<long, Dictionary<string, FeelValue>> _scopes = [];
    readonly Dictionary<long, OpenUserTask> _userTasks = [];
    readonly SortedDictionary<long, Job> _jobs = [];
    readonly Dictionary<long, Incident> _incidents = [];
    readonly SortedDictionary<long, Subscription> _subscriptions = [];
    readonly List<Compensation> _compensations = [];
    readonly SortedSet<(long Scope, string Gateway)> _resetting = [];

    public long Key { get; } = key;
    public InstanceState State { get; private set; }
    public string? BusinessKey { get; private set; }
    public string? StartedBy { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>The call activity's element instance that waits for this one, inside another instance.</summary>
    public long? CallerKey { get; private set; }

    /// <summary>The last key handed out inside this instance.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Nodes and tokens directly in the process itself.</summary>
    public int ActiveChildren { get; private set; }

    public IReadOnlyDictionary<long, ElementInstance> Elements => _elements;
    public IReadOnlyDictionary<long, OpenUserTask> UserTasks => _userTasks;
    public IReadOnlyDictionary<long, Job> Jobs => _jobs;
    public IReadOnlyDictionary<long, Incident> Incidents => _incidents;
    public IReadOnlyDictionary<long, Dictionary<string, FeelValue>> Scopes => _scopes;

    public IReadOnlyDictionary<long, Subscription> Subscriptions => _subscriptions;

    /// <summary>What can be undone, in order of completion.</summary>
    public IReadOnlyList<Compensation> Compensations => _compensations;

    /// <summary>Tokens that wait on flows, by scope.</summary>
    public IEnumerable<(long ScopeKey, string FlowId)> WaitingTokens => _tokens.Keys;

    /// <summary>Whether a complex gateway has fired and waits for the tokens that are late.</summary>
    public bool IsResetting(long scopeKey, string gatewayId) => _resetting.Contains((scopeKey, gatewayId));

    public IEnumerable<Job> JobsOf(long elementKey) => _jobs.Values.Where(j => j.ElementKey == elementKey);

    public IEnumerable<Subscription> SubscriptionsOf(long elementKey) => _subscriptions.Values.Where(s => s.ElementKey == elementKey);

    /// <summary>Active element instances directly inside a scope, oldest first.</summary>
    public IEnumerable<ElementInstance> ChildrenOf(long scopeKey) => _elements.Values.Where(e => e.ScopeKey == scopeKey);

    public bool HasEnded => State is InstanceState.Completed or InstanceState.Cancelled;

    /// <summary>Tokens waiting on a flow inside a scope.</summary>
    public int TokensOn(long scopeKey, string flowId) => _tokens.GetValueOrDefault((scopeKey, flowId));

    /// <summary>Active element instances and waiting tokens directly inside a scope.</summary>
    public int ActiveIn(long scopeKey) =>
        scopeKey == Key ? ActiveChildren : _elements.TryGetValue(scopeKey, out var scope) ? scope.ActiveChildren : 0;

    /// <summary>The variable as seen from a scope: its own, else the nearest outer scope's.</summary>
    public bool TryGetVariable(long scopeKey, string name, out FeelValue value)
    {
        for (var scope = scopeKey; ; scope = _elements[scope].ScopeKey)
        {
            if (_scopes.TryGetValue(scope, out var variables) && variables.TryGetValue(name, out value!)) return true;
            if (scope == Key || !_elements.ContainsKey(scope)) break;
        }
        value = FeelNull.Instance;
        return false;
    }

    public void Apply(HistoryEvent happened)
    {
        switch (happened)
        {
            case ProcessInstanceStarted e:
                (State, BusinessKey, StartedBy, StartedAt, CallerKey) = (InstanceState.Active, e.BusinessKey, e.StartedBy, e.At, e.CallerKey);
                break;
            case ProcessInstanceCompleted: End(InstanceState.Completed); break;
            case ProcessInstanceCancelled: End(InstanceState.Cancelled); break;
            case VariableAssigned e: SetVariable(e); break;

            case ElementActivated e: Activate(e); break;
            case ElementStarted e: _elements[e.Key].State = ElementState.Active; break;
            case ElementCompleting e: _elements[e.Key].State = ElementState.Completing; break;
            case ElementCompleted e: CountItem(e.Key); Remove(e.Key); break;
            case ElementTerminated e: Remove(e.Key); break;
            case ScopeInterrupted e: DropTokens(e.ScopeKey); break;
            case SequenceFlowTaken e: AddToken(e.ScopeKey, e.FlowId); break;

            case JobCreated e:
                Count(e.Key);
                _jobs[e.Key] = new(e.Key, e.ElementKey, e.ElementId, e.Kind, e.Type, e.DueAt, e.Retries, e.RepeatsLeft, e.RepeatEvery, e.Step);
                break;
            case JobCompleted e: _jobs.Remove(e.Key); break;
            case JobCancelled e: _jobs.Remove(e.Key); break;
            case JobFailed e: _jobs[e.Key] = _jobs[e.Key] with { Retries = e.RetriesLeft, DueAt = e.RetryAt }; break;
            case JobRescheduled e:
                _jobs[e.Key] = _jobs[e.Key] with { DueAt = e.DueAt, Retries = e.Retries, RepeatsLeft = e.RepeatsLeft };
                break;

            case IncidentRaised e:
                Count(e.Key);
                _incidents[e.Key] = new(e.Key, e.ElementKey, e.JobKey, e.Kind, e.Message);
                break;
            case IncidentResolved e: _incidents.Remove(e.Key); break;

            case UserTaskCreated e:
                _userTasks[e.Key] = new(e.Key, e.Name, e.Assignee, e.CandidateUsers, e.CandidateGroups, e.At, e.DueDate, e.FollowUpDate, e.Priority, []);
                break;
            case UserTaskClaimed e: ChangeTask(e.Key, t => t with { Assignee = e.UserId }); break;
            case UserTaskReleased e: ChangeTask(e.Key, t => t with { Assignee = null }); break;
            case UserTaskAssigned e: ChangeTask(e.Key, t => t with { Assignee = e.UserId }); break;
            case UserTaskRescheduled e: ChangeTask(e.Key, t => t with { DueDate = e.DueDate, FollowUpDate = e.FollowUpDate }); break;
            case UserTaskCompleted e: _userTasks.Remove(e.Key); break;
            case UserTaskCancelled e: _userTasks.Remove(e.Key); break;
            case UserTaskEscalated e: Count(e.EscalationKey); ChangeTask(e.Key, t => Escalation.Open(t, e)); break;
            case UserTaskEscalationClosed e: ChangeTask(e.Key, t => Escalation.Close(t, e)); break;

            case SubscriptionOpened e:
                Count(e.Key);
                _subscriptions[e.Key] = new(e.Key, e.ElementKey, e.ElementId, e.Kind, e.Name, e.CorrelationKey, e.Definition);
                break;
            case SubscriptionClosed e: _subscriptions.Remove(e.Key); break;

            case CompensationEnabled e: _compensations.Add(new(e.Key, e.ElementId, e.ScopeKey, e.Variables)); break;
            case CompensationTriggered e: Undo(e); break;

            case LoopStarted e: _elements[e.Key].Loop = new LoopState(e.Total, e.Items); break;
            case LoopItemCollected e: _elements[e.Key].Loop!.Collect(e.LoopCounter, e.Result); break;
            case ComplexGatewayTurned { WaitsForReset: true } e: _resetting.Add((e.ScopeKey, e.ElementId)); break;
            case ComplexGatewayTurned e: _resetting.Remove((e.ScopeKey, e.ElementId)); break;

            // They leave the instance; only their key is used up.
            case MessageThrown e: Count(e.Key); break;
            case SignalThrown e: Count(e.Key); break;
            case ProcessCalled e: Count(e.Key); break;
            case CallCancelled e: Count(e.Key); break;
            case CallAnswered e: Count(e.Key); break;
            case DecisionEvaluated e: Count(e.Key); break;

            // For the record only: they change nothing by themselves.
            case UserTaskCommented or ErrorThrown or EscalationThrown or EventOccurred: break;
            default: throw new InvalidOperationException($"Expected a known history event, but got {happened.GetType().Name}.");
        }
    }

    void Activate(ElementActivated e)
    {
        Count(e.Key);
        foreach (var flow in e.ConsumedFlows.AsSpan()) RemoveToken(e.ScopeKey, flow);
        _elements[e.Key] = new ElementInstance(e.Key, e.ElementId, e.ScopeKey) { Role = e.Role, LoopCounter = e.LoopCounter, ThrownBy = e.ThrownBy };
        if (e.Role == ElementRole.Item) _elements[e.ScopeKey].Loop!.Started++;
        AddChildren(e.ScopeKey, 1);
    }

    void CountItem(long elementKey)
    {
        var element = _elements[elementKey];
        if (element.Role == ElementRole.Item) _elements[element.ScopeKey].Loop!.Completed++;
    }

    void Undo(CompensationTriggered e)
    {
        _compensations.RemoveAll(c => c.Key == e.Key);
        if (e.ResumedAs is not { } resumed) return;
        for (var i = 0; i < _compensations.Count; i++)
            if (_compensations[i].ScopeKey == e.Key) _compensations[i] = _compensations[i] with { ScopeKey = resumed };
    }

    void Remove(long elementKey)
    {
        _elements.Remove(elementKey, out var element);
        _scopes.Remove(elementKey);
        AddChildren(element!.ScopeKey, -1);
        // Tokens inside a terminated scope are gone with it.
        if (element.ActiveChildren > 0)
            foreach (var place in _tokens.Keys.Where(p => p.Scope == elementKey).ToList()) _tokens.Remove(place);
        if (_resetting.Count > 0) _resetting.RemoveWhere(g => g.Scope == elementKey);
        if (_compensations.Count > 0 && !_compensations.Exists(c => c.Key == elementKey)) Forget(elementKey);
    }

    /// <summary>What was done in a scope cannot be undone any more.</summary>
    void Forget(long scopeKey)
    {
        foreach (var inside in _compensations.Where(c => c.ScopeKey == scopeKey).ToList())
        {
            _compensations.Remove(inside);
            Forget(inside.Key);
        }
    }

    void End(InstanceState state)
    {
        State = state;
        _tokens.Clear();
        _compensations.Clear();
        _resetting.Clear();
        ActiveChildren = _elements.Values.Count(e => e.ScopeKey == Key);
    }

    void AddToken(long scopeKey, string flowId)
    {
        _tokens[(scopeKey, flowId)] = TokensOn(scopeKey, flowId) + 1;
        AddChildren(scopeKey, 1);
    }

    void RemoveToken(long scopeKey, string flowId)
    {
        if (TokensOn(scopeKey, flowId) is var count && count > 1) _tokens[(scopeKey, flowId)] = count - 1;
        else _tokens.Remove((scopeKey, flowId));
        AddChildren(scopeKey, -1);
    }

    void DropTokens(long scopeKey)
    {
        foreach (var place in _tokens.Keys.Where(p => p.Scope == scopeKey).ToList())
        {
            AddChildren(scopeKey, -_tokens[place]);
            _tokens.Remove(place);
        }
    }

    void AddChildren(long scopeKey, int count)
    {
        if (scopeKey == Key) ActiveChildren += count;
        else _elements[scopeKey].ActiveChildren += count;
    }

    void SetVariable(VariableAssigned e)
    {
        if (!_scopes.TryGetValue(e.ScopeKey, out var variables)) _scopes[e.ScopeKey] = variables = [];
        variables[e.Name] = e.Value;
    }

    void ChangeTask(long taskKey, Func<OpenUserTask, OpenUserTask> change) => _userTasks[taskKey] = change(_userTasks[taskKey]);

    void Count(long key) => LastSequence = Math.Max(LastSequence, key - Key);

    /// <summary>The state as data, in a fixed order: equal states give equal snapshots.</summary>
    public InstanceSnapshot ToSnapshot() => new(
        Key, State, BusinessKey, StartedBy, StartedAt, LastSequence,
        [.. _elements.Values.Select(ElementSnapshot.Of)],
        [.. _tokens.OrderBy(t => t.Key.Scope).ThenBy(t => t.Key.Flow, StringComparer.Ordinal).Select(t => new TokenSnapshot(t.Key.Scope, t.Key.Flow, t.Value))],
        [.. _scopes.OrderBy(s => s.Key).Select(s => new ScopeSnapshot(s.Key, [.. s.Value.OrderBy(v => v.Key, StringComparer.Ordinal)]))],
        [.. _userTasks.OrderBy(t => t.Key).Select(t => t.Value)],
        [.. _jobs.Values],
        [.. _incidents.OrderBy(i => i.Key).Select(i => i.Value)])
    {
        CallerKey = CallerKey,
        Subscriptions = [.. _subscriptions.Values],
        Compensations = [.. _compensations],
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
        foreach (var e in snapshot.Elements) instance._elements[e.Key] = e.Restore();
        foreach (var e in snapshot.Elements) instance.AddChildren(e.ScopeKey, 1);
        foreach (var t in snapshot.Tokens)
        {
            instance._tokens[(t.ScopeKey, t.FlowId)] = t.Count;
            instance.AddChildren(t.ScopeKey, t.Count);
        }
        foreach (var s in snapshot.Scopes) instance._scopes[s.ScopeKey] = s.Variables.ToDictionary();
        foreach (var t in snapshot.UserTasks) instance._userTasks[t.Key] = t;
        foreach (var j in snapshot.Jobs) instance._jobs[j.Key] = j;
        foreach (var i in snapshot.Incidents) instance._incidents[i.Key] = i;
        foreach (var s in snapshot.Subscriptions) instance._subscriptions[s.Key] = s;
        instance._compensations.AddRange(snapshot.Compensations);
        foreach (var g in snapshot.ResettingGateways) instance._resetting.Add((g.ScopeKey, g.ElementId));
        return instance;
    }
}
