using Bpm.Engine;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Conformance.Tests;

/// <summary>
/// The engine's own door: commands into <see cref="Interpreter"/>, history events out. What leaves an instance
/// (messages, signals, calls) is carried to the others in memory.
/// </summary>
sealed class EngineDoor : IDoor
{
    readonly World _world = new();
    ConformanceCase? _case;

    public Task<IReadOnlyList<string>> Deploy(ConformanceCase @case)
    {
        _case = @case;
        _world.Now = @case.Clock;
        return Task.FromResult(_world.Deploy(@case.Files()));
    }

    public Task<string?> Start(string processId, FeelContext variables, string? businessKey) =>
        Settle(() => _world.Definitions.TryGetValue(processId, out var definition)
            ? _world.Start(definition, new StartProcessInstance(Set(variables), businessKey) { At = _world.Now }, isTopLevel: true)
            : $"no process {processId}");

    public Task<string?> CompleteTask(string elementId, FeelContext? where, FeelContext variables) =>
        OnTask(elementId, where, task => new CompleteUserTask(task.Key, Set(variables)) { At = _world.Now });

    public Task<string?> Claim(string elementId, string userId) =>
        OnTask(elementId, null, task => new ClaimUserTask(task.Key, userId) { At = _world.Now, Actor = userId });

    public Task<string?> ThrowTaskError(string elementId, string code, FeelContext variables) =>
        OnTask(elementId, null, task => new ThrowTaskError(task.Key, code, null, Set(variables)) { At = _world.Now });

    public Task<string?> ThrowTaskEscalation(string elementId, string code, FeelContext variables) =>
        OnTask(elementId, null, task => new ThrowTaskEscalation(task.Key, code, Set(variables)) { At = _world.Now });

    public Task<string?> CompleteJob(string elementId, FeelContext variables) =>
        OnJob(elementId, job => new CompleteJob(job.Key, Set(variables)) { At = _world.Now });

    public Task<string?> FailJob(string elementId, string message, int retries) =>
        OnJob(elementId, job => new FailJob(job.Key, message, retries) { At = _world.Now });

    public Task<string?> ThrowJobError(string elementId, string code, string? message, FeelContext variables) =>
        OnJob(elementId, job => new ThrowJobError(job.Key, code, message, Set(variables)) { At = _world.Now });

    public Task<string?> Trigger(string elementId, FeelContext variables) =>
        OnElement(elementId, element => new TriggerElement(element.Key, Set(variables)) { At = _world.Now });

    public Task<string?> Message(string name, FeelContext? correlation, string? businessKey, FeelContext variables) =>
        Settle(() => _world.Deliver(name, correlation, businessKey, Set(variables)));

    public Task<string?> Signal(string name, FeelContext variables) => Settle(() => _world.Broadcast(name, Set(variables), except: null));

    public Task<string?> SetVariables(int instance, FeelContext variables) =>
        Settle(() => _world.TopLevel.ElementAtOrDefault(instance) is { } live
            ? _world.Run(live, new SetVariables(live.Instance.Key, Set(variables)) { At = _world.Now })
            : _world.StartConditionally(Set(variables)));

    public Task<string?> Cancel() => Settle(() => _world.Run(_world.TopLevel[0], new CancelProcessInstance { At = _world.Now }));

    public Task<string?> Enable(string elementId, FeelContext variables) =>
        Settle(() =>
        {
            foreach (var live in _world.Instances)
                foreach (var scope in live.Instance.Elements.Values.Where(e => e.Role != ElementRole.Loop && live.Definition.Nodes[e.ElementId] is AdHocSubProcess))
                    if (live.Definition.Nodes.TryGetValue(elementId, out var node) && node.ScopeId == scope.ElementId)
                        return _world.Run(live, new StartAdHocActivity(scope.Key, elementId, Set(variables)) { At = _world.Now });
            return $"no ad-hoc subprocess with {elementId}";
        });

    public Task<string?> CompleteAdHoc(string elementId) => OnElement(elementId, element => new CompleteAdHocSubProcess(element.Key) { At = _world.Now });

    public Task Advance(TimeSpan by)
    {
        _world.Advance(by, Work);
        return Task.CompletedTask;
    }

    public Task<Observation> Observe() => Task.FromResult(_world.Observe());

    public ValueTask DisposeAsync() => default;

    Task<string?> OnTask(string elementId, FeelContext? where, Func<OpenUserTask, Command> command) => Settle(() =>
    {
        foreach (var live in _world.Instances)
            foreach (var task in live.Instance.UserTasks.Values.Where(t => live.Instance.Elements[t.Key].ElementId == elementId).OrderBy(t => t.Key))
                if (where is null || where.Keys.All(k => live.Instance.TryGetVariable(task.Key, k, out var value) && where.TryGet(k, out var wanted) && value.Equals(wanted)))
                    return _world.Run(live, command(task));
        return $"no open task at {elementId}";
    });

    Task<string?> OnJob(string elementId, Func<Job, Command> command) => Settle(() =>
    {
        foreach (var live in _world.Instances)
            if (live.Instance.Jobs.Values.FirstOrDefault(j => j.ElementId == elementId && j.Kind == JobKind.External) is { } job) return _world.Run(live, command(job));
        return $"no open job at {elementId}";
    });

    Task<string?> OnElement(string elementId, Func<ElementInstance, Command> command) => Settle(() =>
    {
        foreach (var live in _world.Instances)
            if (live.Instance.Elements.Values.FirstOrDefault(e => e.ElementId == elementId && e.State == ElementState.Active && e.Role != ElementRole.Loop) is { } element)
                return _world.Run(live, command(element));
        return $"no active element {elementId}";
    });

    Task<string?> Settle(Func<string?> stimulus)
    {
        var refusal = stimulus();
        _world.Settle(Work);
        return Task.FromResult(refusal);
    }

    /// <summary>What a bound service does by itself.</summary>
    Command? Work(Job job)
    {
        if (_case!.ScriptError(job.ElementId) is { } code) return new ThrowJobError(job.Key, code, null, VariableSet.Empty) { At = _world.Now };
        if (_case.JobBinding(job.ElementId) is not { } binding || !binding.TryGetProperty("auto", out _)) return null;
        return new CompleteJob(job.Key, binding.TryGetProperty("set", out var set) ? Set((FeelContext)FeelJson.FromJson(set)) : VariableSet.Empty) { At = _world.Now };
    }

    static VariableSet Set(FeelContext context) => new([.. context.Entries]);
}
