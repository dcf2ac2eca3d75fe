using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// The scratchpad of one run: what is worked on, what has happened so far, and which tokens still move.
/// <para>
/// An element's life is here and nowhere else: a token arrives (<see cref="Drain"/>), the element is entered
/// (<see cref="Enter"/>), begins (<see cref="Begin(ElementInstance, int?)"/>), its behavior acts or waits, it completes
/// (<see cref="Complete"/>) and leaves (<see cref="Leave"/>) on the flows that its behavior chose. An element that
/// cannot go on gets an incident and keeps its state, so that resolving the incident tries the same stage again.
/// </para>
/// </summary>
sealed partial class Execution(ProcessDefinition definition, ProcessInstance instance, Command command, IDecisions decisions)
{
    /// <summary>Elements entered in one run before the rest becomes continuation jobs: a loop without a wait cannot hang a node.</summary>
    public const int StepBudget = 1000;

    /// <summary>Step of a continuation behind an event that was entered because it had occurred.</summary>
    public const int Occurred = 1;

    /// <summary>Step of a continuation behind a listener: this one, and more by the listener's place.</summary>
    public const int Listened = 2;

    readonly List<HistoryEvent> _events = [];
    readonly Queue<Move> _moves = [];
    readonly List<VariableChange> _changes = [];
    readonly HashSet<long> _interrupted = [];
    readonly SortedSet<long> _moved = [];
    int _steps;

    public ProcessDefinition Definition => definition;
    public ProcessInstance Instance => instance;
    public DateTimeOffset At => command.At;
    public string? Actor => command.Actor;
    public IReadOnlyList<HistoryEvent> Events => _events;
    public FeelEnvironment Environment => new(At);

    /// <summary>The instance is suspended: what would begin, or go on, does so by a continuation job, which is carried out afterwards.</summary>
    public bool IsHeld => instance.Suspension is not null;

    /// <summary>A decision that is not at hand: the run is given up.</summary>
    public DecisionRequest? Needs { get; private set; }

    /// <summary>Applies and records: the single place where both happen.</summary>
    public void Emit(HistoryEvent happened)
    {
        if (happened is VariableAssigned or VariableRemoved) Note(happened);
        if (happened is ScopeInterrupted interrupted) _interrupted.Add(interrupted.ScopeKey);
        if (definition.HasLateJoins) NoteScope(happened);
        instance.Apply(happened);
        _events.Add(happened);
    }

    /// <summary>The next key inside the instance. The event that uses it must be emitted before the next is asked for.</summary>
    public long NextKey() => instance.Key + instance.LastSequence + 1;

    public FlowNode NodeOf(ElementInstance element) => definition.Nodes[element.ElementId];

    /// <summary>Lets tokens move until every one of them waits.</summary>
    public void Drain()
    {
        do
        {
            while (Needs is null && (GatewaysReset() || _moves.Count > 0))
            {
                if (!_moves.TryDequeue(out var move)) continue;
                if (move.Then is { } then) then();
                else Arrive(move.Arrival);
            }
        }
        while (Needs is null && (JoinsRelease() || ConditionsOccur()));
        Correlations.Refresh(this);
    }

    void Arrive(Arrival arrival)
    {
        // The scope may have ended, or a join may have taken the token, since this token was put on its flow.
        if (instance.HasEnded || instance.TokensOn(arrival.ScopeKey, arrival.Flow.Id) == 0) return;

        var node = definition.Nodes[arrival.Flow.TargetId];
        if (ElementBehaviors.For(node).TryConsume(this, node, arrival, out var consumed)) Enter(node, arrival.ScopeKey, consumed);
    }

    /// <summary>Creates an element instance in a scope; it begins at once unless a continuation job stands before it.</summary>
    public ElementInstance Enter(FlowNode node, long scopeKey, EquatableArray<string> consumedFlows, ElementRole role = ElementRole.Single, long? thrownBy = null)
    {
        if (node is Activity { Loop: not null } && role == ElementRole.Single) role = ElementRole.Loop;
        return Begin(node, Activate(node, scopeKey, consumedFlows, role, null, thrownBy), node.AsyncBefore);
    }

    /// <summary>Creates one instance of a loop.</summary>
    public void EnterItem(FlowNode node, ElementInstance loop, int loopCounter, bool isAsync)
    {
        var item = Activate(node, loop.Key, [], ElementRole.Item, loopCounter, null);
        LoopBehavior.Prepare(this, loop, item);
        Begin(node, item, isAsync);
    }

    /// <summary>Enters an element whose event has occurred already: it completes at once, or pauses behind the event.</summary>
    public void EnterOccurred(FlowNode node, long scopeKey, EquatableArray<string> consumedFlows, VariableSet variables, bool pauses = false)
    {
        var element = Activate(node, scopeKey, consumedFlows, ElementRole.Single, null, null);
        VariableMappings.AssignResult(this, element, variables);
        Complete(element, hasOccurred: true, pauses);
    }

    /// <summary>Creates the instance of an element that has nothing to do before it waits.</summary>
    public ElementInstance EnterWaiting(FlowNode node, long scopeKey) => Activate(node, scopeKey, [], ElementRole.Single, null, null);

    /// <summary>Creates the instance of an activity that undoes another; it begins when it has its variables.</summary>
    public ElementInstance EnterUndoing(Activity handler, long scopeKey, long? thrownBy) => Activate(handler, scopeKey, [], ElementRole.Undo, null, thrownBy);

    /// <summary>Opens a completed scope again, so that what was done in it can be undone.</summary>
    public ElementInstance Resume(Activity activity, long scopeKey, long? thrownBy)
    {
        var resumed = Activate(activity, scopeKey, [], ElementRole.Undo, null, thrownBy);
        Emit(new ElementStarted(resumed.Key));
        return resumed;
    }

    /// <summary>A token goes on at a node that no flow leads to: from a throwing link to the catching one.</summary>
    public void Jump(ElementInstance from, FlowNode to)
    {
        Finish(from);
        EnterOccurred(to, from.ScopeKey, [], VariableSet.Empty);
    }

    ElementInstance Activate(FlowNode node, long scopeKey, EquatableArray<string> consumedFlows, ElementRole role, int? loopCounter, long? thrownBy)
    {
        var key = NextKey();
        Emit(new ElementActivated(key, node.Id, scopeKey, consumedFlows, At) { Role = role, LoopCounter = loopCounter, ThrownBy = thrownBy });
        return instance.Elements[key];
    }

    ElementInstance Begin(FlowNode node, ElementInstance element, bool isAsync)
    {
        if (isAsync || IsHeld || ++_steps > StepBudget) ContinueLater(element, node);
        else Begin(element);
        return element;
    }

    /// <param name="listener">The listener to go on with; those before it are done, and the inputs with them.</param>
    public void Begin(ElementInstance element, int? listener = null)
    {
        var node = NodeOf(element);
        if (element.Role == ElementRole.Loop)
        {
            LoopBehavior.Begin(this, (Activity)node, element);
            return;
        }
        if (listener is null && !VariableMappings.TryApplyInputs(this, node, element)) return;
        if (Listeners.TryCall(this, element, listener ?? 0, ListenerEvent.Start, ListenerEvent.Creating)) ElementBehaviors.For(node).Activate(this, node, element);
    }

    /// <summary>What happens on an activity's edge while it is active, and inside it, made ready; a failure is an incident and false is returned.</summary>
    public bool TryPrepare(ElementInstance element, out List<PreparedWait> waits, params IEnumerable<FlowNode> own)
    {
        waits = [];
        var edge = element.Role == ElementRole.Item ? [] : definition.BoundaryEvents(element.ElementId).AsEnumerable<FlowNode>();
        if (Waits.Prepare(this, [.. edge, .. own], element.Key, out waits) is not { } problem) return true;
        RaiseIncident(element, IncidentKind.Expression, problem);
        return false;
    }

    /// <summary>
    /// The element is at work from now on, and hears what it waits for. False when a condition held at once, which has
    /// ended it or taken its token on.
    /// </summary>
    public bool Start(ElementInstance element, IReadOnlyCollection<PreparedWait> waits)
    {
        Emit(new ElementStarted(element.Key));
        OpenWaits(element.Key, waits);
        return !instance.HasEnded && element.State == ElementState.Active && instance.Elements.ContainsKey(element.Key) && !_interrupted.Contains(element.Key);
    }

    void Note(HistoryEvent happened)
    {
        if (!definition.HasConditions) return;
        _changes.Add(happened is VariableAssigned assigned
            ? new(assigned.ScopeKey, assigned.Name, Has(assigned.ScopeKey, assigned.Name) ? "update" : "create")
            : new(((VariableRemoved)happened).ScopeKey, ((VariableRemoved)happened).Name, "delete"));
    }

    /// <summary>Conditions are asked about what was set while the instance was suspended.</summary>
    public void NoteChanges(IEnumerable<SetWhileSuspended> changes)
    {
        if (definition.HasConditions) _changes.AddRange(changes.Select(c => new VariableChange(c.ScopeKey, c.Name, !Has(c.ScopeKey, c.Name) ? "delete" : c.IsNew ? "create" : "update")));
    }

    bool Has(long scopeKey, string name) => instance.Scopes.TryGetValue(scopeKey, out var own) && own.ContainsKey(name);

    bool ConditionsOccur()
    {
        if (instance.HasEnded || _changes.Count == 0) return false;
        VariableChange[] changes = [.. _changes];
        _changes.Clear();
        if (instance.Suspension is not null) return false;
        return ConditionTrigger.Ask(this, changes);
    }

    /// <summary>Whether an event subprocess has ended what was in the scope, in this run.</summary>
    public bool IsInterrupted(long scopeKey) => _interrupted.Contains(scopeKey);

    /// <summary>Gateways whose missing tokens cannot come any more let go of those that have.</summary>
    bool JoinsRelease()
    {
        if (!definition.HasLateJoins || instance.HasEnded) return false;
        while (_moved.Count > 0)
        {
            var scopeKey = _moved.Min;
            foreach (var flow in instance.FlowsWithTokens(scopeKey).Select(id => definition.Flows[id]).ToList())
            {
                if (definition.Nodes[flow.TargetId] is not (InclusiveGateway or ComplexGateway)) continue;
                var before = _events.Count;
                Arrive(new Arrival(flow, scopeKey));
                if (_events.Count > before) return true;
            }
            _moved.Remove(scopeKey);
        }
        return false;
    }

    /// <summary>Complex gateways that have fired start afresh before a token of the next round could come to them.</summary>
    bool GatewaysReset()
    {
        if (instance.HasEnded || instance.ResettingGateways.Count == 0) return false;
        var hasReset = false;
        foreach (var (scopeKey, gatewayId) in instance.ResettingGateways.ToList()) hasReset |= ComplexGatewayBehavior.TryReset(this, scopeKey, gatewayId);
        return hasReset;
    }

    /// <summary>Only where a token has moved or gone can a waiting gateway have become free.</summary>
    void NoteScope(HistoryEvent happened)
    {
        var scopeKey = happened switch
        {
            ElementActivated e => e.ScopeKey,
            ElementCompleted e => instance.Elements[e.Key].ScopeKey,
            ElementTerminated e => instance.Elements[e.Key].ScopeKey,
            SequenceFlowTaken e => e.ScopeKey,
            ScopeInterrupted e => e.ScopeKey,
            ComplexGatewayTurned e => e.ScopeKey,
            _ => 0,
        };
        if (scopeKey != 0) _moved.Add(scopeKey);
    }

    /// <summary>As many elements as one run may enter have been entered.</summary>
    public bool IsSpent => _steps >= StepBudget;

    public void ContinueLater(ElementInstance element, FlowNode node, int? step = null) =>
        Emit(JobFor(element.Key, node.Id, JobKind.Continuation) with { Step = step });

    /// <summary>A new job of an element, or of a scope, due at once unless said otherwise.</summary>
    public JobCreated JobFor(long hostKey, string elementId, JobKind kind, DateTimeOffset? dueAt = null)
    {
        var retries = instance.Elements.TryGetValue(hostKey, out var host) ? NodeOf(host).Retries?.Attempts : null;
        return new(NextKey(), hostKey, elementId, kind, null, dueAt, retries ?? Job.DefaultRetries, 0, 0, null, null, At);
    }

    /// <summary>Stops an element until a person has mended the cause.</summary>
    public void RaiseIncident(ElementInstance element, IncidentKind kind, string message, long? jobKey = null, int? step = null) =>
        RaiseIncident(element.Key, kind, message, jobKey, step);

    /// <summary>The same for a scope.</summary>
    public void RaiseIncident(long hostKey, IncidentKind kind, string message, long? jobKey = null, int? step = null) =>
        Emit(new IncidentRaised(NextKey(), hostKey, jobKey, kind, message, At) { Step = step });

    public FeelResult Evaluate(FeelExpression expression, long scopeKey) =>
        expression.Evaluate(new VariableScope(this, scopeKey), Environment);

    /// <summary>The decision, or null when there is none; false when it is not at hand and the run is given up.</summary>
    public bool TryFind(DecisionRequest request, out LoadedDecision? decision)
    {
        if (decisions.TryFind(request, out decision)) return true;
        Needs = request;
        return false;
    }

    /// <summary>Whether mappings and scripts may read variables that are not there: in Camunda 7 that fails, FEEL gives null.</summary>
    public bool AllowsMissing => definition.Dialect != Dialect.Camunda7;

    /// <summary>Evaluates for an element as seen from a scope; a failure becomes an incident and false is returned.</summary>
    public bool TryEvaluate(
        ElementInstance element, FeelExpression? expression, long scopeKey, string purpose, out FeelValue value, bool mayBeMissing = false, int? step = null, IFeelScope? seen = null)
    {
        if (EvaluateData(expression, scopeKey, purpose, out value, mayBeMissing, seen) is not { } problem) return true;
        RaiseIncident(element, IncidentKind.Expression, problem, step: step);
        return false;
    }

    /// <summary>Evaluates as seen from a scope and changes nothing; what went wrong, or null.</summary>
    /// <param name="seen">What the expression sees, if that is more than the scope's variables.</param>
    public string? EvaluateData(
        FeelExpression? expression, long scopeKey, string purpose, out FeelValue value, bool mayBeMissing = false, IFeelScope? seen = null)
    {
        value = expression?.StaticValue ?? FeelNull.Instance;
        if (expression is null or { StaticValue: not null }) return null;
        var result = expression.Evaluate(seen ?? new VariableScope(this, scopeKey), Environment);
        value = result.Value;
        if (result.Failure is { } failure) return $"Expected a value for {purpose}, but {expression.Text} failed: {failure}";
        // A null for want of something is nobody's wish: an assignee, a date, a name that silently became nothing.
        if (value is FeelNull && result.Warnings.Count > 0 && !mayBeMissing)
            return Explanation.Of($"Expected a value for {purpose}, but {expression.Text} gave null.", Explanation.Reasons(expression, result), this, scopeKey);
        return value.IsData ? null : $"Expected data for {purpose}, but {expression.Text} gave a {value.TypeName}, which cannot be kept.";
    }
}

/// <summary>A token that has just been put on a flow.</summary>
readonly record struct Arrival(SequenceFlow Flow, long ScopeKey);

/// <summary>What is to be done next: a token arrives, or something goes on that waited for the tokens before it.</summary>
readonly record struct Move(Arrival Arrival, Action? Then = null);
