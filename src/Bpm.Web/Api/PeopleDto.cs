using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>A user. One name is kept for each; clients of Camunda 7 want two, so it is split at its last space.</summary>
sealed record UserDto(string Id, string FirstName, string LastName, string? Email)
{
    public static UserDto Of(Person user)
    {
        var (first, last) = Split(user.DisplayName);
        return new(user.UserId, first, last, user.Email);
    }

    public static (string First, string Last) Split(string name) =>
        name.LastIndexOf(' ') is var at and > 0 ? (name[..at], name[(at + 1)..]) : ("", name);
}

sealed record GroupDto(string Id, string Name, string Type)
{
    public static GroupDto Of(GroupRow group) => new(group.GroupId, group.Name, "WORKFLOW");
}

sealed record GroupNameDto(string Id, string Name);

sealed record GroupUserDto(string Id, string FirstName, string LastName, string DisplayName)
{
    public static GroupUserDto Of(Person user)
    {
        var (first, last) = UserDto.Split(user.DisplayName);
        return new(user.UserId, first, last, user.DisplayName);
    }
}

sealed record IdentityDto(IReadOnlyList<GroupNameDto> Groups, IReadOnlyList<GroupUserDto> GroupUsers);

sealed record CredentialsDto(string? Username, string? Password);

sealed record VerifiedDto(string AuthenticatedUser, bool Authenticated);
