using Bpm.Engine;
using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.Shared;

namespace Bpm.Web.Instances;

/// <summary>Reads an instance for its page, with a connection per question and none kept.</summary>
public sealed class InstanceReader(
    InstanceOverview instances, DeployedDefinitions models, UserTasks tasks, Jobs jobs, Incidents incidents, Variables variables,
    ElementHistory elements, DecisionEvaluations decisions, Timeline timeline, PeopleReads people, Subscriptions subscriptions, ProcessEngine engine)
{
    public async Task<InstanceView?> Find(long instanceKey, CancellationToken ct)
    {
        if (await instances.Find(instanceKey, ct) is not { } row || await models.Find(row.DefinitionKey, ct) is not { } model) return null;
        List<WaitingTask> waiting = [];
        foreach (var task in await tasks.List(new UserTaskQuery { InstanceKey = instanceKey }, Slice.All, ct))
            waiting.Add(new(task, task.Assignee is null ? await tasks.Candidates(task.TaskKey, ct) : []));
        return new(
            row, model,
            await instances.Trace(instanceKey, ct),
            waiting,
            await jobs.List(new JobQuery { InstanceKey = instanceKey, Sort = JobSort.DueAt }, Slice.All, ct),
            await incidents.List(new IncidentQuery { InstanceKey = instanceKey }, Slice.All, ct),
            await variables.List(new VariableQuery(instanceKey), Slice.All, ct),
            await elements.List(new ElementQuery { InstanceKey = instanceKey }, Slice.All, ct),
            await decisions.OfInstance(instanceKey, ct),
            await timeline.Instance(instanceKey, ct),
            await people.Names(ct),
            await Events(row, ct));
    }

    async Task<InstanceEvents> Events(InstanceRow row, CancellationToken ct)
    {
        var called = await instances.List(new InstanceQuery { CalledByInstance = row.InstanceKey, Descending = false }, Slice.All, ct);
        var caller = row.CallerKey is { } key ? await instances.Find(InstanceKey.Of(key), ct) : null;
        return row.IsOpen
            ? new(
                await subscriptions.List(new SubscriptionQuery { InstanceKey = row.InstanceKey }, Slice.All, ct),
                await engine.Loops(row.InstanceKey, ct),
                await engine.EnabledAdHocActivities(row.InstanceKey, ct),
                called, caller)
            : new([], [], [], called, caller);
    }
}
