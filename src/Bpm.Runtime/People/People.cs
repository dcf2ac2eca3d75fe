using System.Collections.Frozen;
using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>
/// Who is who: signing in, what a signed-in person may do, and who escalates to whom. Five failures in a row lock a user
/// out for a quarter of an hour. Every refusal reads and takes the same, so that nobody learns which user ids exist.
/// </summary>
public sealed class People
{
    const int FailuresAllowed = 5;
    static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    static readonly Rejection Refused = new(RejectionKind.Forbidden,
        "User id and password do not match, or the user is locked after too many failures. Check both, or try again in 15 minutes.");

    readonly PeopleReads _reads;
    readonly PeopleStore _store;
    readonly AuditStore _audit;
    readonly TimeProvider _time;
    readonly VerifiedCredentials _verified;

    internal People(PeopleReads reads, PeopleStore store, AuditStore audit, TimeProvider time)
    {
        (_reads, _store, _audit, _time) = (reads, store, audit, time);
        _verified = new VerifiedCredentials(time);
    }

    /// <summary>Signs a person in with a password; recorded in the audit either way.</summary>
    public async Task<Reply<SignedIn>> SignIn(string userId, string password, CancellationToken ct = default)
    {
        var now = _time.GetUtcNow();
        var account = await _store.FindUser(userId, ct);
        // The slow part is done for every caller, known or not, locked or not.
        var matches = PasswordHash.Matches(password, account?.PasswordHash ?? PasswordHash.OfNobody);
        if (account is null || account.LockedUntil > now || !matches)
        {
            await Record(account, now, ct);
            return Refused;
        }
        if (account.FailedSignIns > 0 || account.LockedUntil is not null) await _store.ForgetFailedSignIns(userId, ct);
        await _audit.Add(new AuditEntry(now, userId, "SignIn"), ct);
        return new SignedIn((await Find(userId, ct))!, account.MustChange);
    }

    /// <summary>Records that a person has signed out.</summary>
    public Task SignOut(Actor actor, CancellationToken ct = default) => _audit.Add(new AuditEntry(_time.GetUtcNow(), actor.Id, "SignOut"), ct);

    /// <summary>
    /// Checks credentials that come with every request (HTTP basic authentication). Right ones are remembered for a
    /// minute; a person who still has to change a one-time password is refused.
    /// </summary>
    public async Task<Actor?> Verify(string userId, string password, CancellationToken ct = default)
    {
        if (_verified.Find(userId, password) is { } known) return known;
        if ((await SignIn(userId, password, ct)).Value is not { MustChangePassword: false } signedIn) return null;
        _verified.Keep(userId, password, signedIn.Actor);
        return signedIn.Actor;
    }

    /// <summary>The user as an actor, with the roles and groups of this moment; null when there is no such user (any more).</summary>
    public async Task<Actor?> Find(string userId, CancellationToken ct = default)
    {
        if (await _reads.User(userId, ct) is not { } user) return null;
        var groups = await _reads.GroupsOf(userId, ct);
        return new Actor(user.UserId, RolesOf(user.Roles), groups.Select(g => g.GroupId).ToFrozenSet()) { DisplayName = user.DisplayName };
    }

    /// <summary>
    /// Somebody who has signed in before, as of this moment: a password that was reset meanwhile has to be changed by
    /// whoever is signed in with the former one. Null when the user is gone.
    /// </summary>
    public async Task<SignedIn?> Renew(string userId, CancellationToken ct = default) =>
        await Find(userId, ct) is { } actor && await _store.FindUser(userId, ct) is { } account ? new SignedIn(actor, account.MustChange) : null;

    /// <summary>Sets one's own new password, knowing the present one.</summary>
    public async Task<Reply> ChangePassword(Actor actor, string present, string wanted, CancellationToken ct = default)
    {
        if (PeopleRules.Password(wanted) is { } tooShort) return Reply.Rejected(RejectionKind.Invalid, tooShort);
        if (wanted == present)
            return Reply.Rejected(RejectionKind.Invalid, "Expected a new password, but it is the present one.");
        if ((await SignIn(actor.UserId, present, ct)).Rejection is { } refused) return new Reply(refused);
        await _store.ChangePassword(
            actor.UserId, PasswordHash.Of(wanted, PasswordHash.Rounds), mustChange: false, new AuditEntry(_time.GetUtcNow(), actor.Id, "ChangePassword"), ct);
        _verified.Forget();
        return Reply.Done;
    }

    /// <summary>Somebody's password, roles or groups were changed: credentials are checked anew.</summary>
    internal void ForgetVerified() => _verified.Forget();

    internal async ValueTask<string?> ManagerOf(string userId, CancellationToken ct) => (await _reads.User(userId, ct))?.ManagerId;

    internal async ValueTask<string?> ManagerOfGroup(string groupId, CancellationToken ct) => (await _reads.Group(groupId, ct))?.ManagerId;

    internal async ValueTask<IReadOnlyList<string>> GroupsOf(string userId, CancellationToken ct) =>
        [.. (await _reads.GroupsOf(userId, ct)).Select(g => g.GroupId)];

    internal async ValueTask<bool> Exists(string userId, CancellationToken ct) => await _reads.User(userId, ct) is not null;

    internal async ValueTask<bool> GroupExists(string groupId, CancellationToken ct) => await _reads.Group(groupId, ct) is not null;

    internal async ValueTask<string> DisplayName(string userId, CancellationToken ct) => (await _reads.User(userId, ct))?.DisplayName ?? userId;

    internal async ValueTask<string?> FirstAdministrator(CancellationToken ct) =>
        (await _reads.Users(ct)).FirstOrDefault(u => RolesOf(u.Roles).Contains(Role.Administrator))?.UserId;

    /// <summary>One audit row whatever the cause: a refusal without one would be quicker and so tell them apart.</summary>
    Task Record(StoredUser? account, DateTimeOffset now, CancellationToken ct)
    {
        if (account is null || account.LockedUntil > now) return _audit.Add(new AuditEntry(now, account?.UserId, "SignInRefused"), ct);
        var action = account.FailedSignIns + 1 >= FailuresAllowed ? "LockOut" : "SignInFailed";
        return _store.CountFailedSignIn(account.UserId, FailuresAllowed, now + LockOut, new AuditEntry(now, account.UserId, action), ct);
    }

    internal static FrozenSet<Role> RolesOf(string text) => text
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Enum.Parse<Role>).ToFrozenSet();
}

/// <summary>A person who has just signed in.</summary>
/// <param name="MustChangePassword">The password was for one time: nothing else is open before it is changed.</param>
public sealed record SignedIn(Actor Actor, bool MustChangePassword);
