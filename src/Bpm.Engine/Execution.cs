using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// The scratchpad of one run: what is worked on, what has happened so far, and which tokens still move.
/// <para>
/// An element's life is here and nowhere else: a token arrives (<see cref="Drain"/>), the element is entered
/// (<see cref="Enter"/>), begins (<see cref="Begin"/>), its behavior acts or waits, it completes
/// (<see cref="Complete"/>) and leaves (<see cref="Leave"/>) on the flows that its behavior chose. An element that
/// cannot go on gets an incident and keeps its state, so that resolving the incident tries the same stage again.
/// </para>
/// </summary>
sealed class Execution(ProcessDefinition definition, ProcessInstance instance, Command command, IDecisions decisions)
{
    /// <summary>Elements entered in one run before the rest becomes continuation jobs: a loop without a wait cannot hang a node.</summary>
    public const int StepBudget = 1000;

    readonly List<HistoryEvent> _events = [];
    readonly Queue<Arrival> _arrivals = [];
    int _steps;

    public ProcessDefinition Definition => definition;
    public ProcessInstance Instance => instance;
    public DateTimeOffset At => command.At;
    public string? Actor => command.Actor;
    public IReadOnlyList<HistoryEvent> Events => _events;
    public FeelEnvironment Environment => new(At);

    /// <summary>A decision that is not at hand: the run is given up.</summary>
    public DecisionRequest? Needs { get; private set; }

    /// <summary>Applies and records: the single place where both happen.</summary>
    public void Emit(HistoryEvent happened)
    {
        instance.Apply(happened);
        _events.Add(happened);
    }

    /// <summary>The next key inside the instance. The event that uses it must be emitted before the next is asked for.</summary>
    public long NextKey() => instance.Key + instance.LastSequence + 1;

    public FlowNode NodeOf(ElementInstance element) => definition.Nodes[element.ElementId];

    /// <summary>Lets tokens move until every one of them waits.</summary>
    public void Drain()
    {
        while (Needs is null && _arrivals.TryDequeue(out var arrival))
        {
            // The scope may have ended, or a join may have taken the token, since this token was put on its flow.
            if (instance.HasEnded || instance.TokensOn(arrival.ScopeKey, arrival.Flow.Id) == 0) continue;

            var node = definition.Nodes[arrival.Flow.TargetId];
            if (ElementBehaviors.For(node).TryConsume(this, node, arrival, out var consumed)) Enter(node, arrival.ScopeKey, consumed);
        }
    }

    /// <summary>Creates an element instance in a scope; it begins at once unless a continuation job stands before it.</summary>
    public void Enter(FlowNode node, long scopeKey, EquatableArray<string> consumedFlows)
    {
        var key = NextKey();
        Emit(new ElementActivated(key, node.Id, scopeKey, consumedFlows, At));
        if (node.AsyncBefore || ++_steps > StepBudget) ContinueLater(instance.Elements[key], node);
        else Begin(instance.Elements[key]);
    }

    public void Begin(ElementInstance element)
    {
        var node = NodeOf(element);
        if (!VariableMappings.TryApplyInputs(this, node, element)) return;
        ElementBehaviors.For(node).Activate(this, node, element);
    }

    /// <summary>The element's own work is done.</summary>
    public void Complete(ElementInstance element)
    {
        var node = NodeOf(element);
        if (node.AsyncAfter)
        {
            Emit(new ElementCompleting(element.Key));
            Disarm(element.Key);
            ContinueLater(element, node);
        }
        else
        {
            Leave(element);
        }
    }

    /// <summary>Evaluates outputs, chooses flows and puts tokens on them; the last to leave a scope completes the scope.</summary>
    public void Leave(ElementInstance element)
    {
        var node = NodeOf(element);
        if (!VariableMappings.TryApplyOutputs(this, node, element)
            || !ElementBehaviors.For(node).TryChooseFlows(this, node, element, out var flows)) return;

        Disarm(element.Key);
        Emit(new ElementCompleted(element.Key, At));
        foreach (var flow in flows) Take(flow, element.ScopeKey);
        if (flows.Length == 0) CompleteScopeIfDone(element.ScopeKey);
    }

    /// <summary>
    /// An element whose leaving failed is tried again at its leaving, not at its beginning; its work is done, so nothing on
    /// its edge fires any more. Always false.
    /// </summary>
    public bool StopAtCompleting(ElementInstance element)
    {
        if (element.State != ElementState.Completing) Emit(new ElementCompleting(element.Key));
        Disarm(element.Key);
        return false;
    }

    void Take(SequenceFlow flow, long scopeKey)
    {
        Emit(new SequenceFlowTaken(flow.Id, scopeKey));
        _arrivals.Enqueue(new Arrival(flow, scopeKey));
    }

    public void CompleteScopeIfDone(long scopeKey)
    {
        if (instance.HasEnded || instance.ActiveIn(scopeKey) > 0) return;
        if (scopeKey == instance.Key) Emit(new ProcessInstanceCompleted());
        else if (instance.Elements.TryGetValue(scopeKey, out var scope)) Complete(scope);
    }

    /// <summary>Everything in a scope has been terminated: the scope itself is done, whatever tokens are left in it.</summary>
    public void CompleteTerminatedScope(long scopeKey)
    {
        if (scopeKey == instance.Key)
        {
            Emit(new ProcessInstanceCompleted());
            return;
        }
        var moving = _arrivals.Where(a => a.ScopeKey != scopeKey).ToList();
        _arrivals.Clear();
        moving.ForEach(_arrivals.Enqueue);
        Complete(instance.Elements[scopeKey]);
    }

    /// <summary>Ends an element instance with everything inside it and everything it waits for.</summary>
    public void Terminate(ElementInstance element)
    {
        TerminateChildren(element.Key);
        if (instance.UserTasks.TryGetValue(element.Key, out var task))
        {
            UserTaskDecisions.CloseEscalations(this, task, EscalationOutcome.TaskCancelled, null);
            Emit(new UserTaskCancelled(element.Key));
        }
        Disarm(element.Key);
        foreach (var incident in instance.Incidents.Values.Where(i => i.ElementKey == element.Key).ToList())
            Emit(new IncidentResolved(incident.Key));
        Emit(new ElementTerminated(element.Key, At));
    }

    public void TerminateChildren(long scopeKey)
    {
        // Newest first: what was entered last is ended first.
        foreach (var child in instance.Elements.Values.Where(e => e.ScopeKey == scopeKey).Reverse().ToList()) Terminate(child);
    }

    /// <summary>Cancels the jobs of an element: timers on its edge, deadlines, its own work.</summary>
    void Disarm(long elementKey)
    {
        if (instance.Jobs.Count == 0) return;
        foreach (var job in instance.Jobs.Values.Where(j => j.ElementKey == elementKey).ToList()) Emit(new JobCancelled(job.Key));
    }

    void ContinueLater(ElementInstance element, FlowNode node) =>
        Emit(JobOf(element, node.Id, JobKind.Continuation));

    /// <summary>A new job of an element, due at once unless said otherwise.</summary>
    public JobCreated JobOf(ElementInstance element, string elementId, JobKind kind, DateTimeOffset? dueAt = null) =>
        new(NextKey(), element.Key, elementId, kind, null, dueAt, NodeOf(element).Retries?.Attempts ?? Job.DefaultRetries, 0, 0, null, null, At);

    /// <summary>Stops an element until a person has mended the cause.</summary>
    public void RaiseIncident(ElementInstance element, IncidentKind kind, string message, long? jobKey = null) =>
        Emit(new IncidentRaised(NextKey(), element.Key, jobKey, kind, message, At));

    public FeelResult Evaluate(FeelExpression expression, long scopeKey) =>
        expression.Evaluate(new VariableScope(this, scopeKey), Environment);

    /// <summary>The decision, or null when there is none; false when it is not at hand and the run is given up.</summary>
    public bool TryFind(DecisionRequest request, out LoadedDecision? decision)
    {
        if (decisions.TryFind(request, out decision)) return true;
        Needs = request;
        return false;
    }

    /// <summary>Evaluates for an element as seen from a scope; a failure becomes an incident and false is returned.</summary>
    public bool TryEvaluate(ElementInstance element, FeelExpression? expression, long scopeKey, string purpose, out FeelValue value)
    {
        if (EvaluateData(expression, scopeKey, purpose, out value) is not { } problem) return true;
        RaiseIncident(element, IncidentKind.Expression, problem);
        return false;
    }

    /// <summary>Evaluates as seen from a scope and changes nothing; what went wrong, or null.</summary>
    public string? EvaluateData(FeelExpression? expression, long scopeKey, string purpose, out FeelValue value)
    {
        value = expression?.StaticValue ?? FeelNull.Instance;
        if (expression is null or { StaticValue: not null }) return null;
        var result = Evaluate(expression, scopeKey);
        value = result.Value;
        if (result.Failure is { } failure) return $"Expected a value for {purpose}, but {expression.Text} failed: {failure}";
        return value.IsData ? null : $"Expected data for {purpose}, but {expression.Text} gave a {value.TypeName}, which cannot be kept.";
    }
}

/// <summary>A token that has just been put on a flow.</summary>
readonly record struct Arrival(SequenceFlow Flow, long ScopeKey);
