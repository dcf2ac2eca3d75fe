using System.Text.Json;
using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>
/// Adding, changing and removing people and groups, for administrators only. Every change leaves an audit row with who did
/// it and what it is now. Changes run one after another on this node, since their checks look at other people than the one
/// they write: who is the last administrator, who manages whom.
/// </summary>
public sealed partial class PeopleAdministration : IDisposable
{
    static readonly Rejection Forbidden = new(RejectionKind.Forbidden, "You may not manage people. Only someone with the role Administrator can.");

    readonly PeopleStore _store;
    readonly People _people;
    readonly UserTasks _tasks;
    readonly Escalations _escalations;
    readonly TimeProvider _time;
    readonly SemaphoreSlim _oneAtATime = new(1);

    internal PeopleAdministration(PeopleStore store, People people, UserTasks tasks, Escalations escalations, TimeProvider time) =>
        (_store, _people, _tasks, _escalations, _time) = (store, people, tasks, escalations, time);

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>Everybody and every group, with what only administrators see.</summary>
    public async Task<Reply<PeopleDirectory>> List(Actor actor, CancellationToken ct = default)
    {
        if (!actor.Is(Role.Administrator)) return Forbidden;
        var now = _time.GetUtcNow();
        var members = await _store.Members(ct);
        var groupsOf = members.ToLookup(m => m.UserId, m => m.GroupId);
        var membersOf = members.ToLookup(m => m.GroupId, m => m.UserId);
        return new PeopleDirectory(
            [.. (await _store.Users(ct))
                .Select(u => new Account(u.UserId, ProfileOf(u), [.. groupsOf[u.UserId]], u.LockedUntil > now ? u.LockedUntil : null, u.MustChange))
                .OrderBy(a => a.Profile.DisplayName, StringComparer.OrdinalIgnoreCase).ThenBy(a => a.UserId, StringComparer.Ordinal)],
            [.. (await _store.Groups(ct))
                .Select(g => new GroupOfPeople(g.GroupId, g.Name, g.ManagerId, [.. membersOf[g.GroupId]]))
                .OrderBy(g => g.Name, StringComparer.OrdinalIgnoreCase).ThenBy(g => g.GroupId, StringComparer.Ordinal)]);
    }

    static UserProfile ProfileOf(StoredUser user) => new(user.DisplayName, user.Email, People.RolesOf(user.Roles), user.ManagerId);

    /// <summary>Runs a change when the actor may and nothing speaks against it; credentials that were found right before are checked anew.</summary>
    async Task<Reply<T>> Change<T>(Actor actor, Func<Task<Reply<T>>> change, CancellationToken ct)
    {
        if (!actor.Is(Role.Administrator)) return Forbidden;
        await _oneAtATime.WaitAsync(ct);
        try
        {
            var reply = await change();
            if (reply.IsDone) _people.ForgetVerified();
            return reply;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    async Task<Reply> Change(Actor actor, Func<Task<Rejection?>> change, CancellationToken ct)
    {
        var reply = await Change<bool>(actor, async () => await change() is { } rejection ? rejection : true, ct);
        return new Reply(reply.Rejection);
    }

    AuditEntry Entry(Actor actor, string action, object detail) => new(_time.GetUtcNow(), actor.Id, action, JsonSerializer.Serialize(detail));

    /// <summary>What speaks against a manager who is to be that of the people on the way up from here.</summary>
    async Task<Rejection?> ManagerProblem(string? managerId, string? ofUser, CancellationToken ct)
    {
        if (managerId is null) return null;
        var users = (await _store.Users(ct)).ToDictionary(u => u.UserId);
        if (!users.ContainsKey(managerId)) return Invalid($"Expected an existing person as manager, but there is no '{managerId}'.");
        HashSet<string> chain = [];
        for (var id = managerId; id is not null && chain.Add(id); id = users.GetValueOrDefault(id)?.ManagerId)
        {
            if (id != ofUser) continue;
            return Invalid(managerId == ofUser
                ? "Expected another person as manager: nobody is their own manager."
                : $"Expected a manager who does not work for this person, but {users[managerId].DisplayName} does: {string.Join(" → ", chain.Select(c => users[c].DisplayName))}.");
        }
        return null;
    }

    static Rejection? Wrong(params ReadOnlySpan<string?> problems)
    {
        foreach (var problem in problems)
            if (problem is not null) return Invalid(problem);
        return null;
    }

    static Rejection Invalid(string message) => new(RejectionKind.Invalid, message);

    static Rejection NoSuchUser(string userId) => new(RejectionKind.NotFound, $"There is no person '{userId}' any more.");

    static Rejection NoSuchGroup(string groupId) => new(RejectionKind.NotFound, $"There is no group '{groupId}' any more.");

    static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";
}
