namespace Bpm.Storage;

/// <summary>A row of a user as Dapper reads it.</summary>
sealed class UserRow
{
    public string UserId { get; init; } = "";
    public string DisplayName { get; init; } = "";
    public string? Email { get; init; }
    public string PasswordHash { get; init; } = "";
    public string Roles { get; init; } = "";
    public string? ManagerId { get; init; }
    public int FailedSignIns { get; init; }
    public long? LockedUntil { get; init; }
    public bool MustChange { get; init; }
    public long CreatedAt { get; init; }

    public StoredUser ToUser() => new(
        UserId, DisplayName, Email, PasswordHash, Roles, ManagerId, FailedSignIns,
        LockedUntil is { } until ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null, MustChange, DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt));
}
