using Bpm.Engine;
using Bpm.Feel;

namespace Bpm.Storage;

/// <summary>
/// What a step's events mean for the tables: one switch, event to rows. Only the net effect of the step is written: an
/// element that was entered and left is one insert, a variable has its last value, a job that came and went is nothing.
/// All of it is computed on the caller's thread, so that the writer has nothing to do but to write.
/// </summary>
sealed class HistoryProjection
{
    readonly StepCommit _step;
    readonly List<RowChange> _rows = [];
    readonly Dictionary<long, ElementRow> _elements = [];
    readonly Dictionary<(long Scope, string Name), FeelValue?> _variables = [];
    readonly TaskRows _tasks;
    readonly JobRows _jobs;
    readonly JobLogRows _jobLog;
    readonly IncidentRows _incidents;
    readonly EventRows _events;

    HistoryProjection(StepCommit step)
    {
        _step = step;
        _tasks = new(step, ElementId);
        _jobs = new(step);
        _jobLog = new(step);
        _incidents = new(step, ElementId);
        _events = new(step, ElementId);
    }

    public static StepRows Of(StepCommit step)
    {
        var projection = new HistoryProjection(step);
        for (var i = 0; i < step.Events.Count; i++)
        {
            projection.Add(step.Events[i]);
        }

        return projection.ToRows();
    }

    void Add(HistoryEvent happened)
    {
        switch (happened)
        {
            case ElementActivated e: _elements[e.Key] = new(e); break;
            case ElementCompleted e: End(e.Key, e.At, "completed"); break;
            case ElementTerminated e: End(e.Key, e.At, "terminated"); break;
            case VariableAssigned e: _variables[(e.ScopeKey, e.Name)] = e.Value; break;
            case VariableRemoved e: _variables[(e.ScopeKey, e.Name)] = null; break;

            case DecisionEvaluated e: AddEvaluation(e); break;

            case UserTaskCreated e: _tasks.Create(e); break;
            case UserTaskClaimed e: _tasks.Assign(e.Key, e.UserId); break;
            case UserTaskReleased e: _tasks.Assign(e.Key, null); break;
            case UserTaskAssigned e: _tasks.Assign(e.Key, e.UserId); break;
            case UserTaskDelegated e: _tasks.Assign(e.Key, e.UserId); break;
            case UserTaskResolved e: _tasks.Resolve(e); break;
            case UserTaskUpdated e: _tasks.Update(e); break;
            case UserTaskRescheduled e: _tasks.Move(e); break;
            case UserTaskChangeGranted e: _tasks.Grant(e); break;
            case UserTaskEscalated e: _tasks.Escalate(e); break;
            case UserTaskEscalationClosed e: _tasks.CloseEscalation(e); break;
            case UserTaskCompleted e: _tasks.End(e.Key, "completed"); break;
            case UserTaskCancelled e: _tasks.End(e.Key, "cancelled"); break;

            case AttachmentAdded e: AddAttachment(e); break;
            case AttachmentRemoved e: _rows.Add(StepStatements.DeleteAttachment.With(e.AttachmentKey)); break;

            case JobCreated e: _jobs.Create(e); _jobLog.Create(e); break;
            case JobCompleted e: _jobs.Change(e.Key); _jobLog.End(e.Key, isDone: true); break;
            case JobCancelled e: _jobs.Change(e.Key); _jobLog.End(e.Key, isDone: false); break;
            case JobFailed e: _jobs.Change(e.Key, e.Message); _jobLog.Fail(e); break;
            case JobRescheduled e: _jobs.Change(e.Key); break;
            case JobRetriesSet e: _jobs.SetRetries(e); break;

            case IncidentRaised e: _incidents.Raise(e); break;
            case IncidentResolved e: _incidents.Resolve(e.Key); break;

            case SubscriptionOpened e: _events.Open(e); break;
            case SubscriptionClosed e: _events.Close(e.Key); break;
            case MessageThrown e: _events.Send(e.Key, e.ElementKey, WorkKind.Message, e); break;
            case SignalThrown e: _events.Send(e.Key, e.ElementKey, WorkKind.Signal, e); break;
            case ProcessCalled e: _events.Send(e.Key, e.ElementKey, WorkKind.Call, e); break;
            case CallCancelled e: _events.Send(e.Key, e.ElementKey, WorkKind.CancelCall, e); break;
            case CallAnswered e: _events.Send(e.Key, _step.Instance.Key, WorkKind.Answer, e); break;

            case ProcessInstanceSuspended e: SuspensionStatements.Suspend(_rows, _step.Instance.Key, e); break;
            case ProcessInstanceActivated: SuspensionStatements.Activate(_rows, _step); break;
            case ProcessInstanceCancelled: SuspensionStatements.Cancel(_rows, _step.Instance.Key); break;

            // The instance's row is written from its state; the others stand in the audit row alone.
            case ProcessInstanceStarted or ProcessInstanceCompleted or ProcessInstanceModified: break;
            case ElementStarted or ElementCompleting or SequenceFlowTaken or ScopeInterrupted or EventOccurred or CorrelationKeySet: break;
            case CompensationEnabled or CompensationTriggered or LoopStarted or LoopItemCollected or ActivitiesQueued or ComplexGatewayTurned: break;
            case UserTaskChangeHeld or UserTaskCorrected or UserTaskChangeDenied: break;
            case UserTaskCommentChanged or UserTaskCommentRemoved: break;
            case UserTaskCommented or ErrorThrown or EscalationThrown: break;
            default: throw new InvalidOperationException($"Expected a known history event, but got {happened.GetType().Name}.");
        }
    }

    StepRows ToRows()
    {
        new StateRows(_step.Instance).AddTo(_rows);
        AddElements();
        AddVariables();
        _tasks.AddTo(_rows);
        var guard = _jobs.AddTo(_rows);
        _jobLog.AddTo(_rows);
        _incidents.AddTo(_rows);
        _events.AddTo(_rows);
        AddAudit();
        AddEnd();
        return new(new(InstanceRow(), _step.ExpectedVersion == 0 ? CommitResult.DefinitionGone : CommitResult.VersionConflict), Guards(guard), _rows);
    }

    List<StepGuard> Guards(RowChange? held)
    {
        List<StepGuard> guards = [];
        if (held is { } change)
        {
            guards.Add(new(change, CommitResult.LockLost));
        }

        var (instance, at) = (_step.Instance.Key, _step.Command.At);
        if (_step.Lock?.Delivery?.MessageKey is { } message)
        {
            guards.Add(new(MessageStatements.NoteDelivery.With(message, _step.ProcessId, instance, at), CommitResult.MessageTaken));
            _rows.Add(MessageStatements.CountDelivery.With(message));
        }

        if (_step.Claim is { } claim)
        {
            guards.Add(new(MessageStatements.Claim.With(_step.ProcessId, claim.Kind, claim.Key, instance), CommitResult.ClaimTaken));
        }

        if (_step.Request is { } request)
        {
            guards.Add(new(request.NotedOn(instance), CommitResult.RequestTaken));
        }

        return guards;
    }

    /// <summary>An instance that has ended makes room for those that want the same for themselves.</summary>
    void AddEnd()
    {
        if (!_step.Instance.HasEnded || (_step.ExpectedVersion == 0 && _step.Claim is null))
        {
            return;
        }

        var (instance, at) = (_step.Instance.Key, _step.Command.At);
        _rows.Add(MessageStatements.LookForNextStart.With(instance, _step.DefinitionKey, at, MessageStatements.AnyStart(at)));
        _rows.Add(MessageStatements.ReleaseClaims.With(instance));
    }

    RowChange InstanceRow()
    {
        var (instance, version) = (_step.Instance, _step.ExpectedVersion);
        var snapshot = SnapshotJson.Write(instance.ToSnapshot(part: 0));
        var state = StoredName.Of(instance.State);
        DateTimeOffset? endedAt = instance.HasEnded ? _step.Command.At : null;
        return version == 0
            ? (_step.IfDeployed ? StepStatements.InsertDeployedInstance : StepStatements.InsertInstance).With(
                instance.Key, _step.DefinitionKey, _step.ProcessId, instance.BusinessKey, state, instance.StartedAt,
                instance.StartedBy, endedAt, instance.Incidents.Count, version + 1, snapshot,
                instance.CallerKey, _step.Lock?.Delivery?.RootKey)
            : StepStatements.UpdateInstance.With(state, endedAt, instance.Incidents.Count, version + 1, snapshot, instance.Key, version);
    }

    void AddElements()
    {
        foreach (var (key, row) in _elements)
        {
            _rows.Add(row.Activated is { } e
                ? StepStatements.InsertElement.With(key, _step.Instance.Key, e.ElementId, e.ScopeKey, e.At, row.EndedAt, row.Outcome,
                    e.Role == ElementRole.Single ? null : StoredName.Of(e.Role), e.LoopCounter)
                : StepStatements.EndElement.With(row.EndedAt, row.Outcome, key));
        }
    }

    void AddVariables()
    {
        foreach (var ((scope, name), assigned) in _variables)
        {
            if (assigned is not { } value)
            {
                _rows.Add(StepStatements.DeleteVariable.With(scope, name));
                continue;
            }

            var json = StoredJson.Write(value, static (w, v) => FeelJson.Write(w, v, tagged: true));
            if (IsNewScope(scope))
            {
                _rows.Add(StepStatements.InsertVariable.With(_step.Instance.Key, scope, name, value.TypeName, json));
            }
            else
            {
                _rows.Add(StepStatements.UpdateVariable.With(value.TypeName, json, scope, name));
                _rows.Add(StepStatements.InsertMissingVariable.With(_step.Instance.Key, scope, name, value.TypeName, json));
            }
        }
    }

    void AddEvaluation(DecisionEvaluated e) => _rows.Add(StepStatements.InsertEvaluation.With(
        e.Key, _step.Instance.Key, _step.DefinitionKey, _step.ProcessId, e.ElementKey, ElementId(e.ElementKey), e.DecisionKey, e.DecisionId,
        e.Version, e.Name, e.At,
        StoredJson.Write(e.Value, static (w, v) => FeelJson.Write(w, v, tagged: true)),
        StoredJson.Write(e.Trace, DecisionTraceJson.Write), e.Trace.Count));

    void AddAttachment(AttachmentAdded e)
    {
        var (instance, actor) = (_step.Instance.Key, _step.Command.Actor);
        // The content is no part of the event: it comes with the command that the event is of.
        _rows.Add(e.Url is null
            ? StepStatements.InsertFile.With(e.AttachmentKey, instance, e.Key, e.Name, e.Description, e.ContentType, e.Size, e.At, actor,
                Cell.OfBytes(((AttachToUserTask)_step.Command).Attachment.Content.ToArray()))
            : StepStatements.InsertLink.With(e.AttachmentKey, instance, e.Key, e.Name, e.Description, e.ContentType, e.Size, e.At, actor, e.Url));
    }

    void AddAudit()
    {
        var (instance, command) = (_step.Instance, _step.Command);
        var elementKey = _step.ElementKey ?? (command as UserTaskCommand)?.TaskKey;
        _rows.Add(StepStatements.InsertAudit.With(
            command.At, command.Actor, command.GetType().Name, instance.Key, _step.ExpectedVersion + 1, elementKey,
            HistoryJson.Write(_step.Events, instance.Key, command.At)));
    }

    bool IsNewScope(long scope) =>
        scope == _step.Instance.Key ? _step.ExpectedVersion == 0 : _elements.TryGetValue(scope, out var row) && row.Activated is not null;

    void End(long key, DateTimeOffset at, string outcome)
    {
        if (!_elements.TryGetValue(key, out var row))
        {
            _elements[key] = row = new(null);
        }

        (row.EndedAt, row.Outcome) = (at, outcome);
    }

    // An element that was entered in an earlier step and left in this one has no id any more; what was born on it in between
    // (an incident, say) died with it and is kept for the record.
    string ElementId(long key) =>
        _elements.TryGetValue(key, out var row) && row.Activated is { } activated ? activated.ElementId
        : _step.Instance.Elements.TryGetValue(key, out var element) ? element.ElementId
        : "";

    sealed class ElementRow(ElementActivated? activated)
    {
        public ElementActivated? Activated { get; } = activated;
        public DateTimeOffset? EndedAt { get; set; }
        public string? Outcome { get; set; }
    }
}
