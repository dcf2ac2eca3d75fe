using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>The people themselves.</summary>
public sealed partial class PeopleAdministration
{
    /// <summary>Adds a person and gives the one-time password, which is told nowhere again.</summary>
    public Task<Reply<string>> AddUser(Actor actor, string userId, UserProfile profile, CancellationToken ct = default) =>
        AddUser(actor, userId, profile, OneTimePassword.New(), ct);

    /// <summary>
    /// Adds a person with a password that the caller has chosen. It has to be changed at the first sign-in as well, except
    /// by one who is nothing but a worker: a program sees no page to do that on.
    /// </summary>
    public Task<Reply<string>> AddUser(Actor actor, string userId, UserProfile profile, string password, CancellationToken ct = default) => Change<string>(actor, async () =>
    {
        if (Wrong(PeopleRules.Id(userId), PeopleRules.Password(password)) is { } wrong) return wrong;
        if (await Problem(userId, profile, ct) is { } problem) return problem;
        // Ids that differ only in capitals are mistaken for one another.
        if ((await _store.Users(ct)).FirstOrDefault(u => u.UserId.Equals(userId, StringComparison.OrdinalIgnoreCase)) is { } other)
            return Taken(other.UserId);
        var user = new StoredUser(
            userId, profile.DisplayName.Trim(), Given(profile.Email), PasswordHash.Of(password, PasswordHash.Rounds), Text(profile.Roles), profile.ManagerId,
            0, null, MustChange: !IsProgram(profile.Roles), _time.GetUtcNow());
        return await _store.AddUser(user, Entry(actor, "AddUser", Detail(user)), ct) ? password : Taken(userId);
    }, ct);

    /// <summary>Changes name, address, roles and manager.</summary>
    public Task<Reply> ChangeUser(Actor actor, string userId, UserProfile profile, CancellationToken ct = default) => Change(actor, async () =>
    {
        if (await _store.FindUser(userId, ct) is not { } present) return NoSuchUser(userId);
        if (await Problem(userId, profile, ct) is { } problem) return problem;
        if (!profile.Roles.Contains(Role.Administrator) && await IsLastAdministrator(present, ct))
            return Invalid($"{present.DisplayName} is the last administrator and keeps the role. Make somebody else administrator first.");
        var user = present with
        {
            DisplayName = profile.DisplayName.Trim(),
            Email = Given(profile.Email),
            Roles = Text(profile.Roles),
            ManagerId = profile.ManagerId,
        };
        return await _store.ChangeUser(user, Entry(actor, "ChangeUser", Detail(user)), ct) ? null : NoSuchUser(userId);
    }, ct);

    /// <summary>Gives a new one-time password and ends a lock-out; the former password is void at once.</summary>
    public Task<Reply<string>> ResetPassword(Actor actor, string userId, CancellationToken ct = default) => Change<string>(actor, async () =>
    {
        if (userId == actor.UserId) return Invalid("Expected somebody else's password: you change your own with 'Change password' in the menu behind your name.");
        if (await _store.FindUser(userId, ct) is not { } user) return NoSuchUser(userId);
        var password = OneTimePassword.New();
        var mustChange = !IsProgram(People.RolesOf(user.Roles));
        return await _store.ChangePassword(userId, PasswordHash.Of(password, PasswordHash.Rounds), mustChange, Entry(actor, "ResetPassword", new { user = userId }), ct)
            ? password
            : NoSuchUser(userId);
    }, ct);

    /// <summary>Ends a lock-out before its time.</summary>
    public Task<Reply> Unlock(Actor actor, string userId, CancellationToken ct = default) => Change(actor, async () =>
    {
        if (await _store.FindUser(userId, ct) is null) return NoSuchUser(userId);
        // Nothing to unlock is what was wished for, too.
        await _store.Unlock(userId, Entry(actor, "Unlock", new { user = userId }), ct);
        return null;
    }, ct);

    /// <summary>Removes a person whom no open work and nobody's escalations depend on.</summary>
    public Task<Reply> RemoveUser(Actor actor, string userId, CancellationToken ct = default) => Change(actor, async () =>
    {
        if (await _store.FindUser(userId, ct) is not { } user) return NoSuchUser(userId);
        if (userId == actor.UserId) return Invalid("Expected somebody else: you cannot delete yourself. Ask another administrator.");
        if (await IsLastAdministrator(user, ct)) return Invalid($"{user.DisplayName} is the last administrator and stays. Make somebody else administrator first.");
        if (await NeededFor(user, ct) is { } needed) return needed;
        return await _store.RemoveUser(userId, Entry(actor, "RemoveUser", new { user = userId, name = user.DisplayName }), ct) ? null : NoSuchUser(userId);
    }, ct);

    async Task<Rejection?> Problem(string userId, UserProfile profile, CancellationToken ct) =>
        Wrong(PeopleRules.Name(profile.DisplayName), PeopleRules.Email(Given(profile.Email)), PeopleRules.Roles(profile.Roles))
        ?? await ManagerProblem(profile.ManagerId, userId, ct);

    async Task<bool> IsLastAdministrator(StoredUser user, CancellationToken ct) =>
        IsAdministrator(user) && !(await _store.Users(ct)).Any(u => u.UserId != user.UserId && IsAdministrator(u));

    /// <summary>What would be left without anybody: the first of it, with what to do about it.</summary>
    async Task<Rejection?> NeededFor(StoredUser user, CancellationToken ct)
    {
        var name = user.DisplayName;
        var tasks = await _tasks.Count(new UserTaskQuery { Assignee = user.UserId }, ct);
        if (tasks > 0)
            return Conflict($"{name} has {Count(tasks, "open task", "open tasks")}. Release or assign {(tasks == 1 ? "it" : "them")} to somebody else first.");
        var escalated = (await _escalations.Open(user.UserId, [], ct)).Count;
        if (escalated > 0)
            return Conflict($"{name} received {Count(escalated, "escalation", "escalations")} that nobody has handled yet. Hand {(escalated == 1 ? "it" : "them")} to somebody else first.");
        var people = (await _store.Users(ct)).Count(u => u.ManagerId == user.UserId);
        if (people > 0)
            return Conflict($"{name} is the manager of {Count(people, "person", "people")}. Give {(people == 1 ? "this person" : "them")} another manager first.");
        var groups = (await _store.Groups(ct)).Where(g => g.ManagerId == user.UserId).Select(g => g.Name).ToList();
        return groups.Count == 0 ? null
            : Conflict($"{name} is the manager of {string.Join(", ", groups)}. Give the {(groups.Count == 1 ? "group" : "groups")} another manager first.");
    }

    static bool IsProgram(IReadOnlySet<Role> roles) => roles.Count == 1 && roles.Contains(Role.Worker);

    static bool IsAdministrator(StoredUser user) => People.RolesOf(user.Roles).Contains(Role.Administrator);

    static Rejection Taken(string userId) => Conflict($"There is a person '{userId}' already. Choose another id.");

    static Rejection Conflict(string message) => new(RejectionKind.Conflict, message);

    static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    static string Text(IReadOnlySet<Role> roles) => string.Join(',', roles.Order());

    static object Detail(StoredUser user) => new { user = user.UserId, name = user.DisplayName, email = user.Email, roles = user.Roles, manager = user.ManagerId };
}
