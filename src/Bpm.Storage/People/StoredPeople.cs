namespace Bpm.Storage;

/// <param name="Roles">Names of the roles, comma separated.</param>
/// <param name="MustChange">The password was given by another and has to be changed at the next sign-in.</param>
sealed record StoredUser(
    string UserId, string DisplayName, string? Email, string PasswordHash, string Roles, string? ManagerId, int FailedSignIns,
    DateTimeOffset? LockedUntil, bool MustChange, DateTimeOffset CreatedAt);

sealed record StoredGroup(string GroupId, string Name, string? ManagerId);

sealed record StoredMember(string GroupId, string UserId);
