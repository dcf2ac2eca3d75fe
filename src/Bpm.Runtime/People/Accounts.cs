namespace Bpm.Runtime;

/// <summary>What an administrator says of a person; the id is given once and stays.</summary>
/// <param name="ManagerId">Who receives what the person escalates.</param>
public sealed record UserProfile(string DisplayName, string? Email, IReadOnlySet<Role> Roles, string? ManagerId);

/// <summary>A person as an administrator sees one.</summary>
/// <param name="LockedUntil">Set while too many failed sign-ins keep the person out.</param>
/// <param name="MustChangePassword">A one-time password was given and not changed yet.</param>
public sealed record Account(
    string UserId, UserProfile Profile, IReadOnlyList<string> GroupIds, DateTimeOffset? LockedUntil, bool MustChangePassword);

/// <summary>A group with the ids of its members.</summary>
public sealed record GroupOfPeople(string GroupId, string Name, string? ManagerId, IReadOnlyList<string> MemberIds);

/// <summary>Everybody and every group, by name.</summary>
public sealed record PeopleDirectory(IReadOnlyList<Account> People, IReadOnlyList<GroupOfPeople> Groups);
