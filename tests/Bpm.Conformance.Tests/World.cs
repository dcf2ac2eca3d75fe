using Bpm.Engine;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Conformance.Tests;

/// <summary>Instances that live together in memory; every history is checked to give the live state again.</summary>
sealed class World
{
    readonly Dictionary<string, ProcessDefinition> _definitions = [];
    readonly List<Live> _instances = [];
    readonly Queue<(Live From, HistoryEvent Sent)> _outbox = [];
    readonly List<(ProcessDefinition Definition, StartEvent Start, TimerSchedule Schedule)> _startTimers = [];
    readonly List<string> _visits = [];
    readonly List<string> _completions = [];

    public DateTimeOffset Now { get; set; }
    public IReadOnlyDictionary<string, ProcessDefinition> Definitions => _definitions;
    public IReadOnlyList<Live> Instances => _instances;
    public IReadOnlyList<Live> TopLevel => _instances.FindAll(i => i.IsTopLevel);

    public IReadOnlyList<string> Deploy(IReadOnlyList<(string Name, byte[] Content)> files)
    {
        List<string> errors = [];
        foreach (var (name, content) in files.Where(f => f.Name.EndsWith(".bpmn", StringComparison.Ordinal) || f.Name.EndsWith(".xml", StringComparison.Ordinal)))
        {
            var file = BpmnReader.Read(content, name);
            errors.AddRange(file.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => $"{d.Code} {d.ElementId}: {d.Message}"));
            foreach (var process in file.Processes) _definitions[process.Id] = process;
        }
        if (errors.Count > 0) return errors;
        foreach (var definition in _definitions.Values)
            foreach (var (start, timer) in definition.StartTimers)
                if (TimerTrigger.TrySchedule(timer.Kind, timer.Expression.Evaluate(FeelContext.Empty, new FeelEnvironment(Now)).Value, Now, TimerCalendar.Of(definition, start) ?? TimerCalendar.Utc, out var schedule))
                    _startTimers.Add((definition, start, schedule));
        return errors;
    }

    public string? Start(ProcessDefinition definition, StartProcessInstance command, bool isTopLevel)
    {
        var live = new Live(definition, new ProcessInstance(InstanceKey.FromNumber(_instances.Count + 1)), isTopLevel, command.CallerKey);
        _instances.Add(live);
        if (Run(live, command) is not { } refusal) return null;
        _instances.Remove(live);
        return refusal;
    }

    public string? Run(Live live, Command command)
    {
        var outcome = Interpreter.Run(live.Definition, live.Instance, command);
        live.History.AddRange(outcome.Events);
        foreach (var happened in outcome.Events)
        {
            switch (happened)
            {
                case ElementActivated { Role: not ElementRole.Loop } e when !IsResumed(live, e):
                    live.Elements[e.Key] = e.ElementId;
                    _visits.Add(e.ElementId);
                    break;
                case ElementCompleted e when live.Elements.TryGetValue(e.Key, out var id): _completions.Add(id); break;
                case MessageThrown or SignalThrown or ProcessCalled or CallCancelled or CallAnswered: _outbox.Enqueue((live, happened)); break;
            }
        }
        live.AssertReplayEqualsLive();
        return outcome.Rejection?.Message;
    }

    /// <summary>A scope that is opened again only to undo what was done in it is not a visit.</summary>
    static bool IsResumed(Live live, ElementActivated e) => e.Role == ElementRole.Undo && live.Definition.Nodes[e.ElementId] is Activity { IsForCompensation: false };

    /// <summary>Carries what was sent, and the engine's own jobs, until nothing moves.</summary>
    public void Settle(Func<Job, Command?> work)
    {
        for (var rounds = 0; rounds < 10_000; rounds++)
        {
            if (_outbox.TryDequeue(out var sent)) Carry(sent.From, sent.Sent);
            else if (!WorkOnce(work)) return;
        }
        throw new InvalidOperationException("The instances do not come to rest.");
    }

    bool WorkOnce(Func<Job, Command?> work)
    {
        foreach (var live in _instances.ToList())
        {
            foreach (var job in live.Instance.Jobs.Values.ToList())
            {
                var command = job.Kind switch
                {
                    JobKind.Continuation => new ExecuteJob(job.Key) { At = Now },
                    JobKind.External when job.Retries > 0 => work(job),
                    _ => null,
                };
                if (command is null) continue;
                Run(live, command);
                return true;
            }
        }
        return false;
    }

    void Carry(Live from, HistoryEvent sent)
    {
        switch (sent)
        {
            case MessageThrown e: Deliver(e.Name, null, null, e.Variables, e.CorrelationKey, isThrown: true); break;
            case SignalThrown e: Broadcast(e.Name, e.Variables, from); break;
            case ProcessCalled e: Call(from, e); break;
            case CallCancelled e:
                foreach (var callee in _instances.Where(i => i.CallerKey == e.ElementKey && !i.Instance.HasEnded).ToList())
                    Run(callee, new CancelProcessInstance { At = Now });
                break;
            case CallAnswered e:
                var caller = _instances.First(i => i.Instance.Key == InstanceKey.Of(e.CallerKey));
                Run(caller, new AnswerCall(e.CallerKey, e.Answer, e.Code, e.Message, e.Variables) { At = Now });
                break;
        }
    }

    void Call(Live from, ProcessCalled call)
    {
        if (!_definitions.TryGetValue(call.CalledElement, out var called)) from.Problems.Add($"called process {call.CalledElement} does not exist");
        else Start(called, new StartProcessInstance(call.Variables, call.BusinessKey, null, call.ElementKey) { CallDepth = from.Instance.CallDepth + 1, At = Now }, isTopLevel: false);
    }

    public string? Deliver(string name, FeelContext? correlation, string? businessKey, VariableSet variables, string? key = null, bool isThrown = false)
    {
        var waiting = _instances.Where(i => businessKey is null || i.Instance.BusinessKey == businessKey)
            .SelectMany(i => i.Instance.Subscriptions.Values.Where(s => s.Kind == SubscriptionKind.Message && s.Name == name && Fits(i, s, correlation, key ?? Carried(i, s, variables))), (live, s) => (live, s)).ToList();
        if (waiting.FindAll(w => w.s.CorrelationKey is { } own && own == (key ?? Carried(w.live, w.s, variables))) is { Count: > 0 } exact) waiting = exact;
        if (isThrown && waiting.Count > 1) waiting = [waiting[0]];
        if (waiting.Count > 1 && waiting.TrueForAll(w => w.live.Definition.Nodes[w.s.ElementId] is StartEvent && w.s.ElementKey != w.live.Instance.Key)) waiting = [waiting[0]];
        if (waiting.Count > 0 && waiting.Select(w => w.live).Distinct().Count() > 1) return $"{waiting.Count} instances wait for the message {name}";
        if (waiting.Count > 0) return Run(waiting[0].live, new DeliverMessage(waiting[0].s.Key, variables) { At = Now });
        var refusals = 0;
        var starts = _definitions.Values.SelectMany(d => MessageStarts(d, name), (d, id) => (d, id))
            .Concat(_definitions.Values.SelectMany(d => d.Nodes.Values.Where(n => IsMessage(n, name) && n is not StartEvent && Instantiates(d, n)), (d, n) => (d, n.Id))).ToList();
        foreach (var (definition, id) in starts)
            if (Start(definition, new StartProcessInstance(variables, businessKey, id) { Trigger = new(StartTriggerKind.Message, name), At = Now }, isTopLevel: true) is not null) refusals++;
        return starts.Count > refusals ? null : $"nobody waits for the message {name}";
    }

    static IEnumerable<string> MessageStarts(ProcessDefinition definition, string name) =>
        definition.StartEvents(definition.Id).Where(s => IsMessage(s, name)).Select(s => s.Id);

    static bool IsMessage(FlowNode node, string name) => node switch
    {
        Event e => e.Definitions.OfType<MessageEventDefinition>().Any(m => m.StaticName == name),
        ReceiveTask task => task.Message?.StaticName == name,
        _ => false,
    };

    static bool Instantiates(ProcessDefinition definition, FlowNode node) =>
        node is ReceiveTask { Instantiates: true } || definition.Incoming(node.Id).Any(f => definition.Nodes[f.SourceId] is EventBasedGateway { Instantiates: true });

    /// <summary>The key of the standard that is in the message itself.</summary>
    string? Carried(Live live, Subscription subscription, VariableSet variables) =>
        live.Definition.HasCorrelation && live.Definition.Nodes[subscription.ElementId] switch
        {
            Event e => e.Definitions[subscription.Definition] as MessageEventDefinition,
            ReceiveTask task => task.Message,
            _ => null,
        } is { } message ? Correlations.KeyOf(message, variables, Now) : null;

    static bool Fits(Live live, Subscription subscription, FeelContext? correlation, string? key)
    {
        if (subscription.CorrelationKey is { } wanted)
            return key is not null ? wanted == key : correlation is null || correlation.Entries.Any(e => e.Value.Text == wanted);
        return correlation is null || correlation.Entries.All(e => live.Instance.TryGetVariable(subscription.ElementKey, e.Key, out var value) && value.Equals(e.Value));
    }

    public string? Broadcast(string name, VariableSet variables, Live? except)
    {
        var starting = _instances.SelectMany(i => i.Instance.Subscriptions.Values.Where(s => s.Kind == SubscriptionKind.Signal && s.Name == name), (i, s) => (i.Definition.Id, s.ElementId)).ToHashSet();
        foreach (var live in _instances.Where(i => i != except).ToList())
            if (live.Instance.Subscriptions.Values.Any(s => s.Kind == SubscriptionKind.Signal && s.Name == name)) Run(live, new DeliverSignal(name, variables) { At = Now });
        foreach (var definition in _definitions.Values)
            foreach (var start in definition.StartEvents(definition.Id).Where(s => s.Definitions.OfType<SignalEventDefinition>().Any(d => d.Name.StaticValue?.Text == name)))
                if (!start.IsParallelMultiple || !starting.Contains((definition.Id, start.Id)))
                    Start(definition, new StartProcessInstance(variables, null, start.Id) { Trigger = new(StartTriggerKind.Signal, name), At = Now }, isTopLevel: true);
        return null;
    }

    /// <summary>Starts every process whose conditional start event holds for these variables.</summary>
    public string? StartConditionally(VariableSet variables)
    {
        var scope = FeelContext.Empty;
        foreach (var (name, value) in variables.Items) scope = scope.With(name, value);
        foreach (var definition in _definitions.Values)
            foreach (var start in definition.StartEvents(definition.Id))
                if (start.Definitions.OfType<ConditionalEventDefinition>().Any(c => c.Condition.Evaluate(scope, new FeelEnvironment(Now)).Value is FeelBoolean { Value: true }))
                    return Start(definition, new StartProcessInstance(variables, null, start.Id) { Trigger = new(StartTriggerKind.Condition), At = Now }, isTopLevel: true);
        return "no conditional start event holds";
    }

    public void Advance(TimeSpan by, Func<Job, Command?> work)
    {
        var until = Now + by;
        while (true)
        {
            var job = _instances.SelectMany(i => i.Instance.Jobs.Values, (live, job) => (live, job))
                .Where(j => j.job.Kind == JobKind.Timer && j.job.DueAt <= until).OrderBy(j => j.job.DueAt).FirstOrDefault();
            var start = _startTimers.Where(t => t.Schedule.Due <= until).OrderBy(t => t.Schedule.Due).FirstOrDefault();
            if (job.job is null && start.Definition is null) break;
            if (job.job is not null && (start.Definition is null || job.job.DueAt <= start.Schedule.Due))
            {
                Now = job.job.DueAt > Now ? job.job.DueAt.Value : Now;
                Run(job.live, new ExecuteJob(job.job.Key) { At = Now });
            }
            else
            {
                Now = start.Schedule.Due > Now ? start.Schedule.Due : Now;
                _startTimers.Remove(start);
                if (start.Schedule is { RepeatsLeft: not 0, RepeatEvery: { } every } && TimerTrigger.Next(start.Schedule.Due, every) is { } next)
                    _startTimers.Add((start.Definition, start.Start, start.Schedule with { Due = next, RepeatsLeft = start.Schedule.RepeatsLeft < 0 ? -1 : start.Schedule.RepeatsLeft - 1 }));
                Start(start.Definition, new StartProcessInstance(VariableSet.Empty, null, start.Start.Id) { Trigger = new(StartTriggerKind.Timer), At = Now }, isTopLevel: true);
            }
            Settle(work);
        }
        Now = until;
    }

    public Observation Observe()
    {
        var root = TopLevel.Count > 0 ? TopLevel[0] : null;
        return new Observation
        {
            Active = [.. _instances.SelectMany(Leaves)],
            Tasks = [.. _instances.SelectMany(i => i.Instance.UserTasks.Values.Select(t => i.Instance.Elements[t.Key].ElementId))],
            Visits = [.. _visits],
            Completions = [.. _completions],
            RootHasEnded = root?.Instance.HasEnded ?? true,
            RootVariables = root is null ? FeelContext.Empty : new FeelContext(root.LastVariables()),
            Instances = [.. TopLevel.Select(i => (i.Definition.Id, i.Instance.HasEnded))],
            TaskDetails = _instances.SelectMany(i => i.Instance.UserTasks.Values.Select(t => (i.Instance.Elements[t.Key].ElementId, View(i, t)))).GroupBy(t => t.ElementId).ToDictionary(g => g.Key, g => g.First().Item2),
            Incidents = [.. _instances.SelectMany(i => i.Problems.Concat(i.Instance.Incidents.Values.Select(x => x.Message)))],
        };
    }

    static TaskView View(Live live, OpenUserTask task) => new(
        task.Assignee, task.CandidateUsers, task.CandidateGroups, task.Name, live.Definition.Nodes[live.Instance.Elements[task.Key].ElementId].Documentation,
        task.Priority, task.DueDate, task.FollowUpDate);

    static IEnumerable<string> Leaves(Live live)
    {
        var called = live.Instance.Elements.Values.Where(e => live.Definition.Nodes[e.ElementId] is CallActivity).Select(e => e.Key).ToHashSet();
        var throwers = live.Instance.Elements.Values.Select(e => e.ThrownBy).OfType<long>()
            .Where(k => !live.Instance.Elements.TryGetValue(k, out var e) || live.Definition.Nodes[e.ElementId] is not EndEvent { Definition: CancelEventDefinition }).ToHashSet();
        return live.Instance.Elements.Values
            .Where(e => e.Role != ElementRole.Loop && live.Definition.Nodes[e.ElementId] is not SubProcess && !called.Contains(e.Key) && !throwers.Contains(e.Key))
            .Select(e => e.ElementId);
    }

    /// <summary>An instance with its history.</summary>
    public sealed record Live(ProcessDefinition Definition, ProcessInstance Instance, bool IsTopLevel, long? CallerKey)
    {
        public List<HistoryEvent> History { get; } = [];
        public List<string> Problems { get; } = [];
        public Dictionary<long, string> Elements { get; } = [];

        public IEnumerable<KeyValuePair<string, FeelValue>> LastVariables() =>
            History.OfType<VariableAssigned>().Where(v => v.ScopeKey == Instance.Key).GroupBy(v => v.Name).Select(g => KeyValuePair.Create(g.Key, g.Last().Value));

        public void AssertReplayEqualsLive()
        {
            var replayed = new ProcessInstance(Instance.Key);
            foreach (var happened in History) replayed.Apply(happened);
            var (live, again) = (Instance.ToSnapshot(), replayed.ToSnapshot());
            Assert.Equal(string.Join('\n', live.Elements), string.Join('\n', again.Elements));
            Assert.Equal(string.Join('\n', live.Tokens), string.Join('\n', again.Tokens));
            Assert.Equal(string.Join('\n', live.Jobs), string.Join('\n', again.Jobs));
            Assert.Equal(string.Join('\n', live.Subscriptions), string.Join('\n', again.Subscriptions));
        }
    }
}
