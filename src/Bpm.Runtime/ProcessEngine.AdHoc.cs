using Bpm.Engine;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Runtime;

/// <summary>Ad-hoc subprocesses: people choose what is done next.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>What may be started in the active ad-hoc subprocesses of an instance, in the order of the model.</summary>
    public async Task<IReadOnlyList<EnabledActivity>> EnabledAdHocActivities(long instanceKey, CancellationToken ct = default) =>
        await Peek<IReadOnlyList<EnabledActivity>>(instanceKey, (instance, definition) =>
        [
            .. from scope in instance.Elements.Values
               where scope is { State: ElementState.Active, Role: not ElementRole.Loop }
               from subProcess in new[] { definition.Nodes[scope.ElementId] }.OfType<AdHocSubProcess>()
               where !subProcess.IsSequential || instance.ActiveIn(scope.Key) == 0
               from activity in definition.Nodes.Values.OfType<Activity>()
               where activity.ScopeId == subProcess.Id && IsChosenByPeople(definition, activity)
               orderby scope.Key, activity.Location.Line, activity.Location.Column
               select new EnabledActivity(scope.Key, subProcess.Id, activity.Id, activity.Name, instance.ChildrenOf(scope.Key).Count(c => c.ElementId == activity.Id)),
        ], ct) ?? [];

    /// <summary>Starts an activity of an ad-hoc subprocess, once more if it has been started before.</summary>
    public Task<Reply> StartAdHocActivity(Actor actor, long scopeKey, string elementId, VariableSet variables, CancellationToken ct = default) =>
        OnAdHoc(actor, scopeKey, new StartAdHocActivity(scopeKey, elementId, variables) { At = Now, Actor = actor.Id }, ct);

    /// <summary>Completes an ad-hoc subprocess; what is still open in it is ended.</summary>
    public Task<Reply> CompleteAdHoc(Actor actor, long scopeKey, CancellationToken ct = default) =>
        OnAdHoc(actor, scopeKey, new CompleteAdHocSubProcess(scopeKey) { At = Now, Actor = actor.Id }, ct);

    async Task<Reply> OnAdHoc(Actor actor, long scopeKey, Command command, CancellationToken ct)
    {
        if (!actor.IsAny(Role.Staff, Role.Manager, Role.Operator)) return new Reply(Forbidden("choose what is done", "Staff"));
        var takesPart = await _instanceRights.MayRead(actor, scopeKey, ct);
        return await Execute(scopeKey, (instance, definition, _) => ValueTask.FromResult<Decision>(
            takesPart || IsNamedIn(actor, instance, definition, scopeKey) ? command : NoPartInIt), null, ct);
    }

    /// <summary>Whether a user task of the ad-hoc subprocess is meant for this person, as far as the model itself names people.</summary>
    static bool IsNamedIn(Actor actor, ProcessInstance instance, ProcessDefinition definition, long scopeKey)
    {
        if (!instance.Elements.TryGetValue(scopeKey, out var scope)) return false;
        var inside = definition.Nodes.Values.OfType<UserTask>().Where(t => t.ScopeId == scope.ElementId).ToList();
        return inside.Exists(t => Names(t.CandidateGroups).Any(actor.Groups.Contains))
            || inside.Exists(t => Names(t.CandidateUsers).Concat(Names(t.Assignee)).Contains(actor.UserId));
    }

    static string[] Names(FeelExpression? people) =>
        (people?.StaticValue as FeelString)?.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    static readonly Rejection NoPartInIt = new(RejectionKind.Forbidden,
        "You may not choose what is done here: you have no part in this process instance. Ask one of those who work on it.");

    static bool IsChosenByPeople(ProcessDefinition definition, Activity activity) =>
        activity is { IsForCompensation: false } and not SubProcess { IsTriggeredByEvent: true } && definition.Incoming(activity.Id).IsEmpty;
}

/// <summary>An activity that may be started in an ad-hoc subprocess.</summary>
/// <param name="ScopeKey">The ad-hoc subprocess's element instance.</param>
/// <param name="Active">How often it is at work now.</param>
public sealed record EnabledActivity(long ScopeKey, string SubProcessId, string ElementId, string? Name, int Active);
