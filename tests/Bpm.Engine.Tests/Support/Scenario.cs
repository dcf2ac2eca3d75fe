using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine.Tests.Support;

/// <summary>
/// The reading language of engine tests. After every command a new instance is fed with the whole history and must
/// equal the live one: what is not in an event does not exist.
/// </summary>
sealed class Scenario
{
    readonly ProcessDefinition _definition;
    readonly Deployed _decisions;
    readonly List<HistoryEvent> _history = [];

    ProcessInstance _instance = new(InstanceKey.FromNumber(1));

    public Scenario(ProcessDefinition definition, Deployed? decisions = null) => (_definition, _decisions) = (definition, decisions ?? new Deployed());

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    public IReadOnlyList<HistoryEvent> History => _history;
    public ProcessInstance Instance => _instance;

    public static Scenario Start(ProcessDefinition definition, params ReadOnlySpan<(string, object?)> variables) =>
        new Scenario(definition).StartAt(null, variables);

    public Scenario StartAt(string? startEvent, params ReadOnlySpan<(string, object?)> variables) =>
        Accept(new StartProcessInstance(Variables(variables), "B-1", startEvent) { At = Now, Actor = "carl" });

    public Scenario CompleteUserTask(string elementId, params ReadOnlySpan<(string, object?)> variables) =>
        Accept(new CompleteUserTask(Task(elementId).Key, Variables(variables)) { At = Now, Actor = "anna" });

    public Scenario CompleteJob(string elementId, params ReadOnlySpan<(string, object?)> variables) =>
        Accept(new CompleteJob(JobAt(elementId).Key, Variables(variables)) { At = Now });

    public Scenario FailJob(string elementId, int retriesLeft) =>
        Accept(new FailJob(JobAt(elementId).Key, "the ledger is closed", retriesLeft) { At = Now });

    public Scenario ThrowJobError(string elementId, string code) =>
        Accept(new ThrowJobError(JobAt(elementId).Key, code, "refused", VariableSet.Empty) { At = Now });

    public Scenario ContinueJob(string elementId) =>
        Accept(new ExecuteJob(_instance.Jobs.Values.First(j => j.ElementId == elementId && j.Kind == JobKind.Continuation).Key) { At = Now });

    public Scenario ResolveIncident() =>
        Accept(new ResolveIncident(_instance.Incidents.Values.First().Key) { At = Now, Actor = "olga" });

    public Scenario SetVariables(params ReadOnlySpan<(string, object?)> variables) =>
        Accept(new SetVariables(_instance.Key, Variables(variables)) { At = Now, Actor = "olga" });

    public Scenario Send(Func<OpenUserTask, UserTaskCommand> command, string elementId) => Accept(command(Task(elementId)));

    public Scenario Accept(Command command)
    {
        var outcome = Send(command);
        Assert.True(outcome.Rejection is null, outcome.Rejection?.Message);
        return this;
    }

    public Scenario Refuses(Command command, RejectionKind kind)
    {
        var before = Text(_instance);
        var outcome = Send(command);
        Assert.Equal(kind, outcome.Rejection?.Kind);
        Assert.Equal(before, Text(_instance));
        return this;
    }

    public Outcome Send(Command command)
    {
        var outcome = Interpreter.Run(_definition, _instance, command, _decisions);
        while (outcome.Needs is { } needs)
        {
            // The run that was given up has changed the instance.
            _decisions.Fetch(needs);
            _instance = Replayed();
            outcome = Interpreter.Run(_definition, _instance, command, _decisions);
        }
        _history.AddRange(outcome.Events);
        AssertReplayEqualsLive();
        return outcome;
    }

    /// <summary>Moves the clock and carries out what falls due, in order, each at its own instant.</summary>
    public Scenario Advance(TimeSpan by)
    {
        var until = Now + by;
        while (_instance.Jobs.Values.Where(j => j.Kind == JobKind.Timer && j.DueAt <= until).OrderBy(j => j.DueAt).FirstOrDefault() is { } job)
        {
            if (job.DueAt > Now) Now = job.DueAt.Value;
            Accept(new ExecuteJob(job.Key) { At = Now });
        }
        Now = until;
        return this;
    }

    public Scenario WaitsAt(params ReadOnlySpan<string> elementIds)
    {
        var scopes = _instance.Elements.Values.Select(e => e.ScopeKey).ToHashSet();
        var waiting = _instance.Elements.Values.Where(e => !scopes.Contains(e.Key)).Select(e => e.ElementId).Order();
        Assert.Equal(elementIds.ToArray().Order(), waiting);
        Assert.Equal(InstanceState.Active, _instance.State);
        return this;
    }

    public Scenario IsCompleted()
    {
        Assert.Equal(InstanceState.Completed, _instance.State);
        return LeavesNothingBehind();
    }

    public Scenario IsCancelled()
    {
        Assert.Equal(InstanceState.Cancelled, _instance.State);
        return LeavesNothingBehind();
    }

    public Scenario Checks(Action<Scenario> check)
    {
        check(this);
        return this;
    }

    public Scenario HasIncident(string text)
    {
        Assert.Contains(_instance.Incidents.Values, i => i.Message.Contains(text, StringComparison.Ordinal));
        return this;
    }

    public Scenario TookFlows(params ReadOnlySpan<string> flowIds)
    {
        Assert.Equal(flowIds.ToArray(), _history.OfType<SequenceFlowTaken>().Select(f => f.FlowId));
        return this;
    }

    public Scenario HasVariable(string name, object? value)
    {
        Assert.True(_instance.TryGetVariable(_instance.Key, name, out var actual), $"no variable {name}");
        Assert.Equal(Value(value), actual);
        return this;
    }

    public OpenUserTask Task(string elementId) =>
        _instance.UserTasks.Values.First(t => _instance.Elements[t.Key].ElementId == elementId);

    public Job JobAt(string elementId) => _instance.Jobs.Values.First(j => j.ElementId == elementId);

    Scenario LeavesNothingBehind()
    {
        Assert.Empty(_instance.Elements);
        Assert.Empty(_instance.UserTasks);
        Assert.Empty(_instance.Jobs);
        Assert.Empty(_instance.Incidents);
        Assert.Empty(_instance.ToSnapshot().Tokens);
        return this;
    }

    void AssertReplayEqualsLive()
    {
        Assert.Equal(Text(_instance), Text(Replayed()));
        Assert.Equal(Text(_instance), Text(ProcessInstance.Restore(_instance.ToSnapshot())));
    }

    ProcessInstance Replayed()
    {
        var replayed = new ProcessInstance(_instance.Key);
        foreach (var happened in _history) replayed.Apply(happened);
        return replayed;
    }

    /// <summary>The whole state in words, to be compared.</summary>
    public static string Text(ProcessInstance instance)
    {
        var s = instance.ToSnapshot();
        return string.Join('\n', [
            $"{s.Key} {s.State} {s.BusinessKey} {s.StartedBy} {s.StartedAt:O} {s.CallDepth} {s.LastSequence} {instance.ActiveIn(instance.Key)}",
            $"{s.Suspension?.At:O} {s.Suspension?.By} {s.Suspension?.Reason} {string.Join(',', s.Suspension?.Changes ?? [])}",
            .. s.Elements.Select(e => $"{e with { Queued = [] }} {string.Join(',', e.Queued)} children {instance.ActiveIn(e.Key)}"), .. s.Tokens.Select(t => t.ToString()),
            .. s.Scopes.Select(x => $"{x.ScopeKey}: {string.Join(", ", x.Variables)}"),
            .. s.UserTasks.Select(t => $"{t} {string.Join(',', t.CandidateUsers)}|{string.Join(',', t.CandidateGroups)}|{string.Join(',', t.Escalations)}"),
            .. s.HeldChanges.Select(h => $"{h.Key} {h.Wish} {(h.Wish is CompleteUserTask done ? string.Join(", ", done.Variables.Items) : "")} {h.Corrections}"),
            .. s.Jobs.Select(j => j.ToString()), .. s.Incidents.Select(i => i.ToString()), .. s.Subscriptions.Select(x => x.ToString()),
            .. s.Compensations.Select(c => $"{c with { Variables = VariableSet.Empty }} {string.Join(", ", c.Variables.Items)}"), .. s.ResettingGateways.Select(g => $"{g} {string.Join(',', g.ConsumedFlows)}"),
            .. s.LoopValues.Select(v => v.ToString())]);
    }

    public static VariableSet Variables(ReadOnlySpan<(string Name, object? Value)> variables) =>
        new([.. variables.ToArray().Select(v => KeyValuePair.Create(v.Name, Value(v.Value)))]);

    static FeelValue Value(object? value) => value switch
    {
        null => FeelNull.Instance,
        bool b => FeelBoolean.Of(b),
        string s => new FeelString(s),
        int i => new FeelNumber(i),
        decimal d => new FeelNumber(d),
        FeelValue given => given,
        _ => throw new ArgumentException($"No FEEL value for {value.GetType()}."),
    };
}
