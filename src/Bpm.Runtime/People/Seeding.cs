using Bpm.Storage;
using Microsoft.Extensions.Logging;

namespace Bpm.Runtime;

/// <summary>
/// Fills an empty database with its first people: in demo mode the <see cref="DemoPeople"/>, else one administrator with a
/// one-time password and nothing else. A database that has people is left alone.
/// </summary>
sealed class Seeding(PeopleStore store, BpmOptions options, TimeProvider time, ILogger<Seeding> log)
{
    const string FirstAdministrator = "admin";

    /// <summary>The first administrator's one-time password, when there were no people yet outside demo mode.</summary>
    public async Task<string?> Run(CancellationToken ct)
    {
        if (!options.Demo && await store.AnyPasswordLike(PasswordHash.DemoPattern, ct))
            throw new DemoPeopleException(
                $"the data in '{options.Data}' holds demo people, whose passwords are known to everybody. Choose another folder with --Bpm:Data, or start with --Bpm:Demo=true.");
        if (await store.CountUsers(ct) > 0) return null;
        if (options.Demo)
        {
            foreach (var group in DemoPeople.Groups)
                await store.SaveGroup(new StoredGroup(group.GroupId, group.Name, group.ManagerId), Entry("AddGroup"), ct);
            foreach (var user in DemoPeople.Users) await Add(user, ct);
            log.LogInformation("Demo mode: {Count} people were made, each with the user id as password.", DemoPeople.Users.Count);
            return null;
        }
        var password = OneTimePassword.New();
        var isAdded = await store.AddUser(User(FirstAdministrator, "Administrator", password, [Role.Administrator], null, mustChange: true), Entry("AddUser"), ct);
        // Two nodes may start on one empty database: the password is that of the node that was faster.
        return isAdded ? password : null;
    }

    async Task Add(DemoUser user, CancellationToken ct)
    {
        await store.AddUser(User(user.UserId, user.DisplayName, user.UserId, user.Roles, user.ManagerId, mustChange: false), Entry("AddUser"), ct);
        foreach (var group in user.Groups) await store.AddMember(group, user.UserId, Entry("AddMember"), ct);
    }

    StoredUser User(string id, string name, string password, IReadOnlyList<Role> roles, string? manager, bool mustChange) =>
        new(id, name, null, PasswordHash.Of(password, options.Demo ? PasswordHash.DemoRounds : PasswordHash.Rounds), string.Join(',', roles), manager, 0, null, mustChange, time.GetUtcNow());

    AuditEntry Entry(string action) => new(time.GetUtcNow(), null, action);
}
