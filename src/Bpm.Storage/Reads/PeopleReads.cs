namespace Bpm.Storage;

/// <summary>Users, groups and their names; nothing of passwords or sign-ins.</summary>
public sealed class PeopleReads(Database database)
{
    const string UserColumns = "SELECT u.user_id, u.display_name, u.email, u.roles, u.manager_id FROM app_user u\n";
    const string AllUsers = UserColumns + "ORDER BY u.display_name, u.user_id";
    const string OneUser = UserColumns + "WHERE u.user_id = @userId";
    const string MembersOf = UserColumns + """
        JOIN group_member m ON m.user_id = u.user_id
        WHERE m.group_id = @groupId
        ORDER BY u.display_name, u.user_id
        """;
    const string GroupColumns = "SELECT g.group_id, g.name, g.manager_id FROM app_group g\n";
    const string AllGroups = GroupColumns + "ORDER BY g.name, g.group_id";
    const string OneGroup = GroupColumns + "WHERE g.group_id = @groupId";
    const string OfUser = GroupColumns + """
        JOIN group_member m ON m.group_id = g.group_id
        WHERE m.user_id = @userId
        ORDER BY g.name, g.group_id
        """;

    public async Task<IReadOnlyList<Person>> Users(CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<Person>(AllUsers, null, cancellation);
    }

    public async Task<Person?> User(string userId, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<Person>(OneUser, new { userId }, cancellation);
    }

    public async Task<IReadOnlyList<Person>> Members(string groupId, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<Person>(MembersOf, new { groupId }, cancellation);
    }

    public async Task<IReadOnlyList<GroupRow>> Groups(CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<GroupRow>(AllGroups, null, cancellation);
    }

    public async Task<GroupRow?> Group(string groupId, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<GroupRow>(OneGroup, new { groupId }, cancellation);
    }

    public async Task<IReadOnlyList<GroupRow>> GroupsOf(string userId, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<GroupRow>(OfUser, new { userId }, cancellation);
    }

    /// <summary>Names for showing: every user's and group's id with the name people know.</summary>
    public async Task<PeopleNames> Names(CancellationToken cancellation)
    {
        var users = await Users(cancellation);
        var groups = await Groups(cancellation);
        return new(users.ToDictionary(u => u.UserId, u => u.DisplayName), groups.ToDictionary(g => g.GroupId, g => g.Name));
    }
}

/// <summary>A user as others see one.</summary>
public sealed record Person
{
    public required string UserId { get; init; }
    public required string DisplayName { get; init; }
    public string? Email { get; init; }

    /// <summary>Role names, comma separated.</summary>
    public required string Roles { get; init; }
    public string? ManagerId { get; init; }
}

public sealed record GroupRow
{
    public required string GroupId { get; init; }
    public required string Name { get; init; }
    public string? ManagerId { get; init; }
}

/// <summary>Ids to names; an id without a name stands for itself.</summary>
public sealed record PeopleNames(IReadOnlyDictionary<string, string> Users, IReadOnlyDictionary<string, string> Groups)
{
    public string OfUser(string userId) => Users.GetValueOrDefault(userId, userId);
    public string OfGroup(string groupId) => Groups.GetValueOrDefault(groupId, groupId);
}
