using Bpm.Model;

namespace Bpm.Engine;

/// <summary>The life of scopes: how they start, complete and are terminated.</summary>
sealed partial class Execution
{
    readonly HashSet<long> _opening = [];

    /// <summary>Who is just having the next thing undone.</summary>
    public HashSet<long> Undoing { get; } = [];

    /// <summary>The id of the process or subprocess that a scope is an instance of.</summary>
    public string ScopeIdOf(long scopeKey) => scopeKey == instance.Key ? definition.Id : instance.Elements[scopeKey].ElementId;

    /// <summary>Enters all that a scope begins with; none of them ends the scope before the last has begun.</summary>
    public void EnterAll(IReadOnlyCollection<FlowNode> nodes, long scopeKey)
    {
        _opening.Add(scopeKey);
        foreach (var node in nodes)
            if (!instance.HasEnded && !_interrupted.Contains(scopeKey) && IsAtWork(scopeKey)) Enter(node, scopeKey, []);
        _opening.Remove(scopeKey);
        ScopeStepDone(scopeKey);
    }

    /// <summary>Opens what a scope waits for; an event subprocess that begins and ends at once does not end the scope before it has begun.</summary>
    public void OpenWaits(long scopeKey, IReadOnlyCollection<PreparedWait> waits)
    {
        _opening.Add(scopeKey);
        Waits.Open(this, scopeKey, waits);
        _opening.Remove(scopeKey);
        if (_interrupted.Contains(scopeKey)) ScopeStepDone(scopeKey);
    }

    /// <summary>Not so when what was entered first has ended the scope, which may still have its outputs or a continuation before it.</summary>
    bool IsAtWork(long scopeKey) => scopeKey == instance.Key || (instance.Elements.TryGetValue(scopeKey, out var scope) && scope.State == ElementState.Active);

    /// <summary>An element in a scope has ended and no token came of it: the scope may be done.</summary>
    public void ScopeStepDone(long scopeKey, FlowNode? ended = null)
    {
        if (instance.HasEnded || _opening.Contains(scopeKey)) return;
        if (scopeKey != instance.Key && instance.Elements.TryGetValue(scopeKey, out var scope) && NodeOf(scope) is AdHocSubProcess adHoc && scope.Role != ElementRole.Loop)
        {
            AdHocSubProcessBehavior.GoOn(this, adHoc, scope, ended);
            return;
        }
        CompleteScopeIfDone(scopeKey);
    }

    public void CompleteScopeIfDone(long scopeKey)
    {
        if (instance.HasEnded || instance.ActiveIn(scopeKey) > 0 || _opening.Contains(scopeKey)) return;
        if (scopeKey == instance.Key) EndInstance();
        else if (instance.Elements.TryGetValue(scopeKey, out var scope) && scope.State != ElementState.Completing) Complete(scope);
    }

    /// <summary>Everything in a scope has been terminated: the scope itself is done, whatever tokens are left in it.</summary>
    public void CompleteTerminatedScope(long scopeKey)
    {
        if (scopeKey == instance.Key)
        {
            EndInstance();
            return;
        }
        Forget(scopeKey);
        // The scope may not leave at once: a token that waits at a join in it must not be let go meanwhile.
        if (instance.FlowsWithTokens(scopeKey).Any()) Emit(new ScopeInterrupted(scopeKey));
        Complete(instance.Elements[scopeKey]);
    }

    /// <summary>The process is done: its end listeners are called, then a caller that waits for it is told.</summary>
    /// <param name="listener">The listener to go on with.</param>
    public void EndInstance(int listener = 0)
    {
        CloseInstance();
        if (!Listeners.TryCallOfProcess(this, listener)) return;
        if (instance.CallerKey is { } caller)
            Emit(new CallAnswered(NextKey(), caller, CallAnswer.Completed, null, null, VariableMappings.Local(this, instance.Key), At));
        Emit(new ProcessInstanceCompleted());
    }

    /// <summary>An error that nobody here catches ends the called instance; its caller goes on from there.</summary>
    public void EndForCaller(long callerKey, CallAnswer answer, string? code, string? message)
    {
        // A connector's error may end it while it is suspended: who has sent it something meanwhile learns that nobody is left.
        if (IsHeld) Emit(new ProcessInstanceActivated(null));
        TerminateChildren(instance.Key);
        CloseInstance();
        Emit(new CallAnswered(NextKey(), callerKey, answer, code, message, VariableMappings.Local(this, instance.Key), At));
        Emit(new ProcessInstanceCompleted());
    }

    /// <summary>Ends an element instance with everything inside it and everything it waits for.</summary>
    public void Terminate(ElementInstance element)
    {
        TerminateChildren(element.Key);
        foreach (var undoing in instance.UndoingFor(element.Key).ToList()) Terminate(undoing);
        if (instance.UserTasks.TryGetValue(element.Key, out var task))
        {
            Listeners.TryCall(this, element, 0, ListenerEvent.Cancel);
            UserTaskDecisions.CloseEscalations(this, task, EscalationOutcome.TaskCancelled, null);
            Emit(new UserTaskCancelled(element.Key));
        }
        if (NodeOf(element) is CallActivity && element is { State: ElementState.Active, Role: not ElementRole.Loop })
            Emit(new CallCancelled(NextKey(), element.Key, At));
        Waits.Close(this, element.Key);
        CloseIncidents(element.Key);
        Emit(new ElementTerminated(element.Key, At));
    }

    /// <summary>What the process itself waits for, and what stopped it, is over.</summary>
    public void CloseInstance()
    {
        Waits.Close(this, instance.Key);
        CloseIncidents(instance.Key);
    }

    void CloseIncidents(long hostKey)
    {
        foreach (var incident in instance.IncidentsOf(hostKey).ToList()) Emit(new IncidentResolved(incident.Key));
    }

    public void TerminateChildren(long scopeKey, long? except = null)
    {
        // Newest first: what was entered last is ended first.
        foreach (var child in instance.ChildrenOf(scopeKey).Reverse().ToList())
            if (child.Key != except && instance.Elements.ContainsKey(child.Key)) Terminate(child);
    }

    /// <summary>Tokens of a scope that is ending arrive nowhere.</summary>
    void Forget(long scopeKey)
    {
        var moving = _moves.Where(m => m.Then is not null || m.Arrival.ScopeKey != scopeKey).ToList();
        _moves.Clear();
        moving.ForEach(_moves.Enqueue);
    }
}
