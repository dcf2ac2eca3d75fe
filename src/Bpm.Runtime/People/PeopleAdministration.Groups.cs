using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>Groups, and who belongs to them.</summary>
public sealed partial class PeopleAdministration
{
    /// <summary>Adds a group without members. Models name it by its id.</summary>
    public Task<Reply> AddGroup(Actor actor, string groupId, string name, string? managerId, CancellationToken ct = default) => Change(actor, async () =>
    {
        if (Wrong(PeopleRules.Id(groupId), PeopleRules.Name(name)) is { } wrong) return wrong;
        if (await ManagerProblem(managerId, ofUser: null, ct) is { } problem) return problem;
        if ((await _store.Groups(ct)).FirstOrDefault(g => g.GroupId.Equals(groupId, StringComparison.OrdinalIgnoreCase)) is { } other)
            return Conflict($"There is a group '{other.GroupId}' already. Choose another id.");
        await Save(actor, "AddGroup", new StoredGroup(groupId, name.Trim(), managerId), ct);
        return null;
    }, ct);

    /// <summary>Changes a group's name and manager; its id stays.</summary>
    public Task<Reply> ChangeGroup(Actor actor, string groupId, string name, string? managerId, CancellationToken ct = default) => Change(actor, async () =>
    {
        if (await _store.FindGroup(groupId, ct) is null) return NoSuchGroup(groupId);
        if (Wrong(PeopleRules.Name(name)) is { } wrong) return wrong;
        if (await ManagerProblem(managerId, ofUser: null, ct) is { } problem) return problem;
        await Save(actor, "ChangeGroup", new StoredGroup(groupId, name.Trim(), managerId), ct);
        return null;
    }, ct);

    /// <summary>Removes a group that no open task waits for and nothing was escalated to; its members stay.</summary>
    public Task<Reply> RemoveGroup(Actor actor, string groupId, CancellationToken ct = default) => Change(actor, async () =>
    {
        if (await _store.FindGroup(groupId, ct) is not { } group) return NoSuchGroup(groupId);
        var tasks = await _tasks.Count(new UserTaskQuery { CandidateGroups = [groupId] }, ct);
        if (tasks > 0)
            return Conflict($"{group.Name} is a candidate for {Count(tasks, "open task", "open tasks")}. Delete the group when {(tasks == 1 ? "it is" : "they are")} finished.");
        var escalated = (await _escalations.Open("", [groupId], ct)).Count;
        if (escalated > 0)
            return Conflict($"{group.Name} received {Count(escalated, "escalation", "escalations")} that nobody has handled yet. Hand {(escalated == 1 ? "it" : "them")} to somebody first.");
        return await _store.RemoveGroup(groupId, Entry(actor, "RemoveGroup", new { group = groupId, name = group.Name }), ct) ? null : NoSuchGroup(groupId);
    }, ct);

    /// <summary>Done as well when the person is a member already.</summary>
    public Task<Reply> AddMember(Actor actor, string groupId, string userId, CancellationToken ct = default) => Change(actor, async () =>
    {
        if (await _store.FindGroup(groupId, ct) is null) return NoSuchGroup(groupId);
        if (await _store.FindUser(userId, ct) is null) return NoSuchUser(userId);
        await _store.AddMember(groupId, userId, Entry(actor, "AddMember", new { group = groupId, user = userId }), ct);
        return null;
    }, ct);

    /// <summary>Done as well when the person is no member. Tasks that the person has claimed stay with them.</summary>
    public Task<Reply> RemoveMember(Actor actor, string groupId, string userId, CancellationToken ct = default) => Change(actor, async () =>
    {
        if (await _store.FindGroup(groupId, ct) is null) return NoSuchGroup(groupId);
        await _store.RemoveMember(groupId, userId, Entry(actor, "RemoveMember", new { group = groupId, user = userId }), ct);
        return null;
    }, ct);

    Task Save(Actor actor, string action, StoredGroup group, CancellationToken ct) =>
        _store.SaveGroup(group, Entry(actor, action, new { group = group.GroupId, name = group.Name, manager = group.ManagerId }), ct);
}
