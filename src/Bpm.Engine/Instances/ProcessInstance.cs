using Bpm.Feel;

namespace Bpm.Engine;

/// <summary>
/// One run of a process: element instances, tokens, variables by scope, and what waits for the outside world.
/// <see cref="Apply"/> is the only code that changes it, so applying an instance's history to a new object gives the
/// same state again. Not thread-safe: one command at a time.
/// </summary>
public sealed partial class ProcessInstance
{
    readonly KeyedByHost<ElementInstance> _elements;
    readonly KeyedByHost<ElementInstance> _undoing;
    readonly WaitingTokens _tokens;
    readonly Dictionary<long, Dictionary<string, FeelValue>> _scopes = [];
    readonly Dictionary<long, OpenUserTask> _userTasks = [];
    readonly Dictionary<long, HeldTaskChange> _held = [];
    readonly KeyedByHost<Job> _jobs;
    readonly KeyedByHost<Incident> _incidents;
    readonly KeyedByHost<Subscription> _subscriptions;
    readonly SortedDictionary<string, string> _correlationKeys = new(StringComparer.Ordinal);
    readonly CompletedWork _completed;
    readonly SortedDictionary<(long Scope, string Gateway), EquatableArray<string>> _resetting = [];

    public ProcessInstance(long key)
    {
        Key = key;
        _elements = new(e => e.ScopeKey, Unsaved.Touch);
        _undoing = new(e => e.ThrownBy ?? 0, Unsaved.Touch);
        _tokens = new(Unsaved.Touch);
        _jobs = new(j => j.ElementKey, Unsaved.Touch);
        _incidents = new(i => i.ElementKey, Unsaved.Touch);
        _subscriptions = new(s => s.ElementKey, Unsaved.Touch);
        _completed = new(Unsaved.Touch);
    }

    public long Key { get; }

    /// <summary>What a store has to write anew; whoever stores it clears it.</summary>
    public UnsavedChanges Unsaved { get; } = new();

    public InstanceState State { get; private set; }
    public string? BusinessKey { get; private set; }
    public string? StartedBy { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Set while the instance is suspended: it keeps its state, and only <see cref="ActivateProcessInstance"/> lets it go on.</summary>
    public Suspension? Suspension { get; private set; }

    /// <summary>The call activity's element instance that waits for this one, inside another instance.</summary>
    public long? CallerKey { get; private set; }

    /// <summary>How many instances wait for this one, each for the next.</summary>
    public int CallDepth { get; private set; }

    /// <summary>The last key handed out inside this instance.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Nodes and tokens directly in the process itself.</summary>
    public int ActiveChildren { get; private set; }

    public IReadOnlyDictionary<long, ElementInstance> Elements => _elements.All;
    public IReadOnlyDictionary<long, OpenUserTask> UserTasks => _userTasks;

    /// <summary>What listeners of user tasks decide about at present, by the task's key.</summary>
    public IReadOnlyDictionary<long, HeldTaskChange> HeldChanges => _held;
    public IReadOnlyDictionary<long, Job> Jobs => _jobs.All;
    public IReadOnlyDictionary<long, Incident> Incidents => _incidents.All;
    public IReadOnlyDictionary<long, Dictionary<string, FeelValue>> Scopes => _scopes;

    public IReadOnlyDictionary<long, Subscription> Subscriptions => _subscriptions.All;

    /// <summary>Values of correlation keys whose conversation has begun, by key.</summary>
    public IReadOnlyDictionary<string, string> CorrelationKeys => _correlationKeys;

    /// <summary>What was done directly inside a scope and can be undone, in order of completion.</summary>
    public IReadOnlyList<Compensation> CompensationsIn(long scopeKey) => _completed.In(scopeKey);

    /// <summary>Flows inside a scope on which tokens wait.</summary>
    public IEnumerable<string> FlowsWithTokens(long scopeKey) => _tokens.FlowsIn(scopeKey);

    /// <summary>Whether a complex gateway has fired and waits for the tokens that are late; and the flows whose tokens it has taken.</summary>
    public bool IsResetting(long scopeKey, string gatewayId, out EquatableArray<string> consumedFlows) => _resetting.TryGetValue((scopeKey, gatewayId), out consumedFlows);

    /// <summary>All such gateways.</summary>
    public IReadOnlyCollection<(long ScopeKey, string GatewayId)> ResettingGateways => _resetting.Keys;

    public IEnumerable<Job> JobsOf(long elementKey) => _jobs.Of(elementKey);

    public IEnumerable<Incident> IncidentsOf(long elementKey) => _incidents.Of(elementKey);

    public IEnumerable<Subscription> SubscriptionsOf(long elementKey) => _subscriptions.Of(elementKey);

    /// <summary>Active element instances directly inside a scope, oldest first.</summary>
    public IEnumerable<ElementInstance> ChildrenOf(long scopeKey) => _elements.Of(scopeKey);

    /// <summary>What an event, or a resumed scope, waits for to be undone.</summary>
    public IEnumerable<ElementInstance> UndoingFor(long throwerKey) => _undoing.Of(throwerKey);

    public bool HasEnded => State is InstanceState.Completed or InstanceState.Cancelled;

    /// <summary>Tokens waiting on a flow inside a scope.</summary>
    public int TokensOn(long scopeKey, string flowId) => _tokens.On(scopeKey, flowId);

    /// <summary>Active element instances and waiting tokens directly inside a scope.</summary>
    public int ActiveIn(long scopeKey) =>
        scopeKey == Key ? ActiveChildren : _elements.All.TryGetValue(scopeKey, out var scope) ? scope.ActiveChildren : 0;

    /// <summary>The variable as seen from a scope: its own, else the nearest outer scope's.</summary>
    public bool TryGetVariable(long scopeKey, string name, out FeelValue value)
    {
        for (var scope = scopeKey; ; scope = _elements[scope].ScopeKey)
        {
            if (_scopes.TryGetValue(scope, out var variables) && variables.TryGetValue(name, out value!)) return true;
            if (scope == Key || !_elements.All.ContainsKey(scope)) break;
        }
        value = FeelNull.Instance;
        return false;
    }
}
