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

    public long Key { get; } = key;
    public InstanceState State { get; private set; }
    public string? BusinessKey { get; private set; }
    public string? StartedBy { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>The last key handed out inside this instance.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Nodes and tokens directly in the process itself.</summary>
    public int ActiveChildren { get; private set; }

    public IReadOnlyDictionary<long, ElementInstance> Elements => _elements;
    public IReadOnlyDictionary<long, OpenUserTask> UserTasks => _userTasks;
    public IReadOnlyDictionary<long, Job> Jobs => _jobs;
    public IReadOnlyDictionary<long, Incident> Incidents => _incidents;
    public IReadOnlyDictionary<long, Dictionary<string, FeelValue>> Scopes => _scopes;

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
                (State, BusinessKey, StartedBy, StartedAt) = (InstanceState.Active, e.BusinessKey, e.StartedBy, e.At);
                break;
            case ProcessInstanceCompleted: End(InstanceState.Completed); break;
            case ProcessInstanceCancelled: End(InstanceState.Cancelled); break;
            case VariableAssigned e: SetVariable(e); break;

            case ElementActivated e: Activate(e); break;
            case ElementStarted e: _elements[e.Key].State = ElementState.Active; break;
            case ElementCompleting e: _elements[e.Key].State = ElementState.Completing; break;
            case ElementCompleted e: Remove(e.Key); break;
            case ElementTerminated e: Remove(e.Key); break;
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

            case DecisionEvaluated e: Count(e.Key); break;

            // For the record only: they change nothing by themselves.
            case UserTaskCommented or ErrorThrown or EscalationThrown: break;
            default: throw new InvalidOperationException($"Expected a known history event, but got {happened.GetType().Name}.");
        }
    }

    void Activate(ElementActivated e)
    {
        Count(e.Key);
        foreach (var flow in e.ConsumedFlows.AsSpan()) RemoveToken(e.ScopeKey, flow);
        _elements[e.Key] = new ElementInstance(e.Key, e.ElementId, e.ScopeKey);
        AddChildren(e.ScopeKey, 1);
    }

    void Remove(long elementKey)
    {
        _elements.Remove(elementKey, out var element);
        _scopes.Remove(elementKey);
        AddChildren(element!.ScopeKey, -1);
        // Tokens inside a terminated scope are gone with it.
        if (element.ActiveChildren > 0)
            foreach (var place in _tokens.Keys.Where(p => p.Scope == elementKey).ToList()) _tokens.Remove(place);
    }

    void End(InstanceState state)
    {
        State = state;
        _tokens.Clear();
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
        [.. _elements.Values.Select(e => new ElementSnapshot(e.Key, e.ElementId, e.ScopeKey, e.State))],
        [.. _tokens.OrderBy(t => t.Key.Scope).ThenBy(t => t.Key.Flow, StringComparer.Ordinal).Select(t => new TokenSnapshot(t.Key.Scope, t.Key.Flow, t.Value))],
        [.. _scopes.OrderBy(s => s.Key).Select(s => new ScopeSnapshot(s.Key, [.. s.Value.OrderBy(v => v.Key, StringComparer.Ordinal)]))],
        [.. _userTasks.OrderBy(t => t.Key).Select(t => t.Value)],
        [.. _jobs.Values],
        [.. _incidents.OrderBy(i => i.Key).Select(i => i.Value)]);

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
        };
        foreach (var e in snapshot.Elements)
            instance._elements[e.Key] = new ElementInstance(e.Key, e.ElementId, e.ScopeKey) { State = e.State };
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
        return instance;
    }
}
