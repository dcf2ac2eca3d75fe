using Bpm.Runtime;

namespace Bpm.Web.Administration;

/// <summary>What is typed and ticked for a person before it is saved.</summary>
sealed class PersonDraft
{
    public string UserId { get; set; } = "";
    public string Name { get; set; } = "";
    public string Email { get; set; } = "";
    public string? ManagerId { get; set; }
    public HashSet<Role> Roles { get; init; } = [Role.Staff];
    public HashSet<string> GroupIds { get; init; } = [];

    public UserProfile Profile => new(Name.Trim(), Email.Trim() is { Length: > 0 } email ? email : null, Roles, ManagerId);

    public static PersonDraft Of(Account? account) => account is null ? new() : new()
    {
        UserId = account.UserId,
        Name = account.Profile.DisplayName,
        Email = account.Profile.Email ?? "",
        ManagerId = account.Profile.ManagerId,
        Roles = [.. account.Profile.Roles],
        GroupIds = [.. account.GroupIds],
    };

    public PersonProblems Check() => new(PeopleRules.Id(UserId.Trim()), PeopleRules.Name(Name), PeopleRules.Email(Email.Trim()), PeopleRules.Roles(Roles));
}

/// <summary>What is wrong with each field.</summary>
sealed record PersonProblems(string? UserId, string? Name, string? Email, string? Roles)
{
    public static PersonProblems None { get; } = new(null, null, null, null);

    public bool HasAny => this != None;
}
