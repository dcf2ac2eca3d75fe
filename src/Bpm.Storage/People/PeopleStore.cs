using Dapper;

namespace Bpm.Storage;

/// <summary>Users, groups, who belongs to whom, and sign-in failures. Each change is written with its audit row.</summary>
sealed class PeopleStore(Database database, CommitQueue writer)
{
    const string UserColumns =
        """
        user_id AS UserId, display_name AS DisplayName, email AS Email, password_hash AS PasswordHash, roles AS Roles, manager_id AS ManagerId,
        failed_sign_ins AS FailedSignIns, locked_until AS LockedUntil, must_change AS MustChange, created_at AS CreatedAt
        """;

    const string GroupColumns = "group_id AS GroupId, name AS Name, manager_id AS ManagerId";

    const string UserById = "SELECT " + UserColumns + " FROM app_user WHERE user_id = @user";

    const string AllUsers = "SELECT " + UserColumns + " FROM app_user ORDER BY user_id";

    const string UserCount = "SELECT COUNT(*) FROM app_user";

    const string PasswordsLike = "SELECT COUNT(*) FROM app_user WHERE password_hash LIKE @pattern";

    const string GroupById = "SELECT " + GroupColumns + " FROM app_group WHERE group_id = @group";

    const string AllGroups = "SELECT " + GroupColumns + " FROM app_group ORDER BY group_id";

    const string GroupIdsOfUser = "SELECT group_id FROM group_member WHERE user_id = @user ORDER BY group_id";

    const string AllMembers = "SELECT group_id AS GroupId, user_id AS UserId FROM group_member ORDER BY group_id, user_id";

    const string UserIdsOfGroup = "SELECT user_id FROM group_member WHERE group_id = @group ORDER BY user_id";

    static readonly Statement InsertUser = new(
        """
        INSERT INTO app_user (user_id, display_name, email, password_hash, roles, manager_id, failed_sign_ins, locked_until, must_change, created_at)
        VALUES (@user, @name, @email, @hash, @roles, @manager, 0, NULL, @must_change, @created_at)
        """);

    static readonly Statement UpdateUser = new(
        "UPDATE app_user SET display_name = @name, email = @email, roles = @roles, manager_id = @manager WHERE user_id = @user");

    static readonly Statement UpdatePassword = new(
        """
        UPDATE app_user SET password_hash = @hash, must_change = @must_change, failed_sign_ins = 0, locked_until = NULL
        WHERE user_id = @user
        """);

    static readonly Statement CountFailure = new(
        """
        UPDATE app_user
        SET locked_until = CASE WHEN failed_sign_ins + 1 >= @allowed THEN @locked_until ELSE locked_until END,
            failed_sign_ins = CASE WHEN failed_sign_ins + 1 >= @allowed THEN 0 ELSE failed_sign_ins + 1 END
        WHERE user_id = @user
        """);

    static readonly Statement ForgetFailures = new(
        "UPDATE app_user SET failed_sign_ins = 0, locked_until = NULL WHERE user_id = @user AND (failed_sign_ins > 0 OR locked_until IS NOT NULL)");

    static readonly Statement DeleteUser = new("DELETE FROM app_user WHERE user_id = @user");

    static readonly Statement DeleteMemberships = new("DELETE FROM group_member WHERE user_id = @user");

    static readonly Statement InsertGroup = new("INSERT INTO app_group (group_id, name, manager_id) VALUES (@group, @name, @manager)");

    static readonly Statement UpdateGroup = new("UPDATE app_group SET name = @name, manager_id = @manager WHERE group_id = @group");

    static readonly Statement DeleteGroup = new("DELETE FROM app_group WHERE group_id = @group");

    static readonly Statement DeleteMembers = new("DELETE FROM group_member WHERE group_id = @group");

    static readonly Statement InsertMember = new(
        """
        INSERT INTO group_member (group_id, user_id)
        SELECT @group, @user WHERE NOT EXISTS (SELECT 1 FROM group_member WHERE group_id = @group AND user_id = @user)
        """);

    static readonly Statement DeleteMember = new("DELETE FROM group_member WHERE group_id = @group AND user_id = @user");

    public async Task<StoredUser?> FindUser(string userId, CancellationToken ct) =>
        (await Many<UserRow>(UserById, new { user = userId }, ct)) is [var row] ? row.ToUser() : null;

    public async Task<IReadOnlyList<StoredUser>> Users(CancellationToken ct) => [.. (await Many<UserRow>(AllUsers, new { }, ct)).Select(u => u.ToUser())];

    public async Task<int> CountUsers(CancellationToken ct) => (await Many<int>(UserCount, new { }, ct))[0];

    public async Task<bool> AnyPasswordLike(string pattern, CancellationToken ct) => (await Many<int>(PasswordsLike, new { pattern }, ct))[0] > 0;

    public async Task<StoredGroup?> FindGroup(string groupId, CancellationToken ct) =>
        (await Many<StoredGroup>(GroupById, new { group = groupId }, ct)) is [var group] ? group : null;

    public Task<IReadOnlyList<StoredGroup>> Groups(CancellationToken ct) => Many<StoredGroup>(AllGroups, new { }, ct);

    public Task<IReadOnlyList<string>> GroupsOf(string userId, CancellationToken ct) => Many<string>(GroupIdsOfUser, new { user = userId }, ct);

    public Task<IReadOnlyList<string>> MembersOf(string groupId, CancellationToken ct) => Many<string>(UserIdsOfGroup, new { group = groupId }, ct);

    public Task<IReadOnlyList<StoredMember>> Members(CancellationToken ct) => Many<StoredMember>(AllMembers, new { }, ct);

    /// <summary>False when there is a user of this id already.</summary>
    public async Task<bool> AddUser(StoredUser user, AuditEntry audit, CancellationToken ct)
    {
        try
        {
            return await Change(
                audit,
                InsertUser.With(
                    user.UserId, user.DisplayName, user.Email, user.PasswordHash, user.Roles, user.ManagerId, user.MustChange ? 1 : 0, user.CreatedAt),
                ct);
        }
        catch (System.Data.Common.DbException e) when (database.Dialect.IsUniqueViolation(e))
        {
            return false;
        }
    }

    /// <summary>Changes name, address, roles and manager; the other changes below have the rest.</summary>
    public Task<bool> ChangeUser(StoredUser user, AuditEntry audit, CancellationToken ct) =>
        Change(audit, UpdateUser.With(user.DisplayName, user.Email, user.Roles, user.ManagerId, user.UserId), ct);

    /// <summary>Also ends a lock-out.</summary>
    public Task<bool> ChangePassword(string userId, string hash, bool mustChange, AuditEntry audit, CancellationToken ct) =>
        Change(audit, UpdatePassword.With(hash, mustChange ? 1 : 0, userId), ct);

    /// <summary>Counts a failed sign-in; the one that reaches the number allowed locks the user out until the instant given.</summary>
    public Task<bool> CountFailedSignIn(string userId, int allowed, DateTimeOffset lockedUntil, AuditEntry audit, CancellationToken ct) =>
        Change(audit, CountFailure.With(allowed, lockedUntil, userId), ct);

    public Task ForgetFailedSignIns(string userId, CancellationToken ct) => writer.Write(session => session.Run(ForgetFailures.With(userId)), ct);

    /// <summary>Ends a lock-out; false when there were neither failures nor a lock-out.</summary>
    public Task<bool> Unlock(string userId, AuditEntry audit, CancellationToken ct) => Change(audit, ForgetFailures.With(userId), ct);

    public Task<bool> RemoveUser(string userId, AuditEntry audit, CancellationToken ct) =>
        Change(audit, DeleteUser.With(userId), ct, DeleteMemberships.With(userId), SavedFilterStore.RemoveAllOf.With(userId));

    /// <summary>Adds the group, or changes it when there is one of this id.</summary>
    public Task SaveGroup(StoredGroup group, AuditEntry audit, CancellationToken ct) =>
        writer.Write(
            async session =>
            {
                await session.Run(AuditStore.Row(audit));
                return await session.Run(UpdateGroup.With(group.Name, group.ManagerId, group.GroupId)) == 1
                    ? 1
                    : await session.Run(InsertGroup.With(group.GroupId, group.Name, group.ManagerId));
            },
            ct);

    public Task<bool> RemoveGroup(string groupId, AuditEntry audit, CancellationToken ct) =>
        Change(audit, DeleteGroup.With(groupId), ct, DeleteMembers.With(groupId));

    /// <summary>False when the user was a member already.</summary>
    public Task<bool> AddMember(string groupId, string userId, AuditEntry audit, CancellationToken ct) => Change(audit, InsertMember.With(groupId, userId), ct);

    public Task<bool> RemoveMember(string groupId, string userId, AuditEntry audit, CancellationToken ct) =>
        Change(audit, DeleteMember.With(groupId, userId), ct);

    /// <summary>Runs the change and, when it touched a row, what follows from it and the audit.</summary>
    Task<bool> Change(AuditEntry audit, RowChange change, CancellationToken ct, params RowChange[] consequences) =>
        writer.Write(
            async session =>
            {
                if (await session.Run(change) == 0)
                {
                    return false;
                }

                await session.RunAll([.. consequences, AuditStore.Row(audit)]);
                return true;
            },
            ct);

    async Task<IReadOnlyList<T>> Many<T>(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return [.. await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: ct))];
    }
}
