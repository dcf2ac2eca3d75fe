using Bpm.Feel;

namespace Bpm.Engine;

/// <summary>What each event changes.</summary>
public sealed partial class ProcessInstance
{
    public void Apply(HistoryEvent happened)
    {
        switch (happened)
        {
            case ProcessInstanceStarted e:
                (State, BusinessKey, StartedBy, StartedAt) = (InstanceState.Active, e.BusinessKey, e.StartedBy, e.At);
                (CallerKey, CallDepth) = (e.CallerKey, e.CallDepth);
                break;
            case ProcessInstanceCompleted: End(InstanceState.Completed); break;
            case ProcessInstanceCancelled: End(InstanceState.Cancelled); break;
            case ProcessInstanceSuspended e: Suspension = new(e.At, e.By, e.Reason, []); break;
            case ProcessInstanceActivated: Suspension = null; break;
            case VariableAssigned e: SetVariable(e); break;
            case VariableRemoved e: RemoveVariable(e); break;

            case ElementActivated e: Activate(e); break;
            case ElementStarted e: Changing(e.Key).State = ElementState.Active; break;
            case ElementCompleting e: Stop(Changing(e.Key), e.HasEnded); break;
            case ElementCompleted e: CountItem(e.Key); Remove(e.Key); break;
            case ElementTerminated e: Remove(e.Key); break;
            case ScopeInterrupted e: DropTokens(e.ScopeKey); break;
            case SequenceFlowTaken e: AddToken(e.ScopeKey, e.FlowId); break;

            case JobCreated e:
                Count(e.Key);
                _jobs.Put(e.Key, new(e.Key, e.ElementKey, e.ElementId, e.Kind, e.Type, e.DueAt, e.Retries, e.RepeatsLeft, e.RepeatEvery, e.Step));
                break;
            case JobCompleted e: _jobs.Remove(e.Key); break;
            case JobCancelled e: _jobs.Remove(e.Key); break;
            case JobFailed e: _jobs.Put(e.Key, Late(_jobs[e.Key]) with { Retries = e.RetriesLeft, DueAt = e.RetryAt }); break;
            case JobRetriesSet e: _jobs.Put(e.Key, _jobs[e.Key] with { Retries = e.Retries }); break;
            case JobRescheduled e:
                _jobs.Put(e.Key, (e.DueAt is null || e.KeepsPlan ? Late(_jobs[e.Key]) : _jobs[e.Key] with { PlannedAt = null }) with { DueAt = e.DueAt, Retries = e.Retries, RepeatsLeft = e.RepeatsLeft });
                break;

            case IncidentRaised e:
                Count(e.Key);
                _incidents.Put(e.Key, new(e.Key, e.ElementKey, e.JobKey, e.Kind, e.Message) { Step = e.Step });
                break;
            case IncidentResolved e: _incidents.Remove(e.Key); break;

            case UserTaskCreated e:
                Unsaved.Touch(e.Key);
                _held.Remove(e.Key);
                _userTasks[e.Key] = new(e.Key, e.Name, e.Assignee, e.CandidateUsers, e.CandidateGroups, e.At, e.DueDate, e.FollowUpDate, e.Priority, []);
                break;
            case UserTaskClaimed e: ChangeTask(e.Key, t => t with { Assignee = e.UserId }); break;
            case UserTaskReleased e: ChangeTask(e.Key, t => t.GivenTo(null)); break;
            case UserTaskAssigned e: ChangeTask(e.Key, t => t.GivenTo(e.UserId)); break;
            case UserTaskDelegated e: ChangeTask(e.Key, t => t with { Owner = e.OwnerId, Assignee = e.UserId, Delegation = DelegationState.Pending }); break;
            case UserTaskResolved e: ChangeTask(e.Key, t => t with { Assignee = e.OwnerId, Delegation = DelegationState.Resolved }); break;
            case UserTaskUpdated e: ChangeTask(e.Key, t => TaskChanges.Apply(t, e)); break;
            case UserTaskRescheduled e: ChangeTask(e.Key, t => t with { DueDate = e.DueDate, FollowUpDate = e.FollowUpDate }); break;
            case UserTaskChangeHeld e: Hold(new(e.Key, e.Wish, TaskCorrection.None)); break;
            case UserTaskCorrected e: Correct(e); break;
            case UserTaskChangeGranted e: LetGo(e.Key); break;
            case UserTaskChangeDenied e: LetGo(e.Key); break;
            case UserTaskCompleted e: RemoveTask(e.Key); break;
            case UserTaskCancelled e: RemoveTask(e.Key); break;
            case UserTaskEscalated e: Count(e.EscalationKey); ChangeTask(e.Key, t => Escalation.Open(t, e)); break;
            case UserTaskEscalationClosed e: ChangeTask(e.Key, t => Escalation.Close(t, e)); break;

            case SubscriptionOpened e:
                Count(e.Key);
                _subscriptions.Put(e.Key, new(e.Key, e.ElementKey, e.ElementId, e.Kind, e.Name, e.CorrelationKey, e.Definition));
                break;
            case CorrelationKeySet e:
                Unsaved.Touch(Key);
                _correlationKeys[e.KeyId] = e.Value;
                break;
            case SubscriptionClosed e: _subscriptions.Remove(e.Key); break;

            case CompensationEnabled e: _completed.Add(new(e.Key, e.ElementId, e.ScopeKey, e.Variables)); break;
            case CompensationTriggered e: _completed.Undo(e.Key, e.ResumedAs); break;

            case LoopStarted e:
                Changing(e.Key).Loop = new LoopState(e.Total);
                if (e.Items is { } items) Put(new LoopValue(e.Key, LoopValue.Items, items));
                break;
            case LoopItemCollected e: Put(new LoopValue(e.Key, e.LoopCounter, e.Result)); break;
            case ActivitiesQueued e: Changing(e.Key).Queued = e.ActivityIds; break;
            case ComplexGatewayTurned e: Turn(e); break;

            // They leave the instance; only their key is used up.
            case MessageThrown e: Count(e.Key); break;
            case SignalThrown e: Count(e.Key); break;
            case ProcessCalled e: Count(e.Key); break;
            case CallCancelled e: Count(e.Key); break;
            case CallAnswered e: Count(e.Key); break;
            case DecisionEvaluated e: Count(e.Key); break;
            case AttachmentAdded e: Count(e.AttachmentKey); break;

            // For the record only: they change nothing by themselves.
            case UserTaskCommentChanged or UserTaskCommentRemoved or AttachmentRemoved: break;
            case UserTaskCommented or ErrorThrown or EscalationThrown or EventOccurred or ProcessInstanceModified: break;
            default: throw new InvalidOperationException($"Expected a known history event, but got {happened.GetType().Name}.");
        }
    }

    void Activate(ElementActivated e)
    {
        Count(e.Key);
        foreach (var flow in e.ConsumedFlows.AsSpan())
        {
            _tokens.Remove(e.ScopeKey, flow);
            AddChildren(e.ScopeKey, -1);
        }
        var element = new ElementInstance(e.Key, e.ElementId, e.ScopeKey) { Role = e.Role, LoopCounter = e.LoopCounter, ThrownBy = e.ThrownBy };
        _elements.Put(e.Key, element);
        if (e.ThrownBy is not null) _undoing.Put(e.Key, element);
        if (e.Role == ElementRole.Item) Changing(e.ScopeKey).Loop!.Started++;
        AddChildren(e.ScopeKey, 1);
    }

    static void Stop(ElementInstance element, bool hasEnded)
    {
        element.State = ElementState.Completing;
        element.HasEnded |= hasEnded;
    }

    void CountItem(long elementKey)
    {
        var element = _elements[elementKey];
        if (element.Role == ElementRole.Item) Changing(element.ScopeKey).Loop!.Completed++;
    }

    void Remove(long elementKey)
    {
        var element = _elements.Remove(elementKey);
        _undoing.Remove(elementKey);
        _held.Remove(elementKey);
        if (element.Loop is not null) Unsaved.End(elementKey);
        _scopes.Remove(elementKey);
        AddChildren(element.ScopeKey, -1);
        // Tokens inside a terminated scope are gone with it.
        _tokens.Drop(elementKey);
        // Its own part is touched already.
        foreach (var gateway in _resetting.Keys.Where(g => g.Scope == elementKey).ToList()) _resetting.Remove(gateway);
        if (!_completed.ByKey.ContainsKey(elementKey)) _completed.Forget(elementKey);
    }

    void End(InstanceState state)
    {
        State = state;
        Suspension = null;
        _tokens.Clear();
        _completed.Clear();
        foreach (var (scopeKey, _) in _resetting.Keys) Unsaved.Touch(scopeKey);
        _resetting.Clear();
        ActiveChildren = _elements.Of(Key).Count();
    }

    void AddToken(long scopeKey, string flowId)
    {
        _tokens.Add(scopeKey, flowId, 1);
        AddChildren(scopeKey, 1);
    }

    void DropTokens(long scopeKey) => AddChildren(scopeKey, -_tokens.Drop(scopeKey));

    void AddChildren(long scopeKey, int count)
    {
        if (scopeKey == Key) ActiveChildren += count;
        else _elements[scopeKey].ActiveChildren += count;
    }

    void SetVariable(VariableAssigned e)
    {
        Unsaved.Touch(e.ScopeKey);
        if (!_scopes.TryGetValue(e.ScopeKey, out var variables)) _scopes[e.ScopeKey] = variables = [];
        Suspension = Suspension?.With(e, isNew: !variables.ContainsKey(e.Name));
        variables[e.Name] = e.Value;
    }

    void RemoveVariable(VariableRemoved e)
    {
        Unsaved.Touch(e.ScopeKey);
        var variables = _scopes[e.ScopeKey];
        variables.Remove(e.Name);
        if (variables.Count == 0) _scopes.Remove(e.ScopeKey);
        Suspension = Suspension?.With(e);
    }

    void ChangeTask(long taskKey, Func<OpenUserTask, OpenUserTask> change)
    {
        Unsaved.Touch(taskKey);
        _userTasks[taskKey] = change(_userTasks[taskKey]);
    }

    void RemoveTask(long taskKey)
    {
        Unsaved.Touch(taskKey);
        _userTasks.Remove(taskKey);
    }

    void Hold(HeldTaskChange change)
    {
        Unsaved.Touch(change.Key);
        _held[change.Key] = change;
    }

    void LetGo(long taskKey)
    {
        Unsaved.Touch(taskKey);
        _held.Remove(taskKey);
    }

    /// <summary>Before its task is there, nobody has wished anything: it is the task to come that is corrected.</summary>
    void Correct(UserTaskCorrected e)
    {
        var held = _held.GetValueOrDefault(e.Key) ?? new(e.Key, null, TaskCorrection.None);
        Hold(held with { Corrections = held.Corrections.With(e.Correction) });
    }

    static Job Late(Job job) => job.RepeatEvery is null ? job : job with { PlannedAt = job.PlannedAt ?? job.DueAt };

    void Turn(ComplexGatewayTurned e)
    {
        Unsaved.Touch(e.ScopeKey);
        if (e.WaitsForReset) _resetting[(e.ScopeKey, e.ElementId)] = e.ConsumedFlows;
        else _resetting.Remove((e.ScopeKey, e.ElementId));
    }

    void Put(LoopValue value)
    {
        Unsaved.Add(value.LoopKey, value.Counter);
        var loop = _elements[value.LoopKey].Loop!;
        if (value.Counter == LoopValue.Items) loop.Items = (FeelList)value.Value;
        else loop.Collect(value.Counter, value.Value);
    }

    /// <summary>An element instance about to change, which its part of the state has to show.</summary>
    ElementInstance Changing(long elementKey)
    {
        Unsaved.Touch(elementKey);
        return _elements[elementKey];
    }

    void Count(long key) => LastSequence = Math.Max(LastSequence, key - Key);
}
