using Bpm.Runtime;

namespace Bpm.Web.Api;

/// <summary>Adding and removing users, groups and members, for administrators.</summary>
static class PeopleAdministrationApi
{
    public static void MapPeopleAdministration(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/user/create", CreateUser).WithTags("User").WithSummary("Add a user; without a password the answer holds a one-time password").Produces<NewUserAnswerDto>().ProducesDone(400, 403, 409);
        routes.MapDelete("/user/{userId}", DeleteUser).WithTags("User").WithSummary("Remove a user without open work").ProducesDone(400, 403, 404, 409);
        routes.MapPost("/group/create", CreateGroup).WithTags("Group").WithSummary("Add a group").ProducesDone(400, 403, 409);
        routes.MapDelete("/group/{groupId}", DeleteGroup).WithTags("Group").WithSummary("Remove a group without open work").ProducesDone(403, 404, 409);
        routes.MapPut("/group/{groupId}/members/{userId}", AddMember).WithTags("Group").WithSummary("Add a member to a group").ProducesDone(403, 404);
        routes.MapDelete("/group/{groupId}/members/{userId}", RemoveMember).WithTags("Group").WithSummary("Take a member out of a group").ProducesDone(403, 404);
    }

    static async Task<IResult> CreateUser(Body<NewUserDto> body, Caller caller, PeopleAdministration people, CancellationToken ct)
    {
        var wanted = body.Value.Profile ?? new();
        var roles = new HashSet<Role>();
        foreach (var name in wanted.Roles ?? [nameof(Role.Staff)])
        {
            if (!Enum.TryParse<Role>(name, true, out var role) || !Enum.IsDefined(role))
                return Answers.Invalid($"Expected the roles to be of {string.Join(", ", Enum.GetNames<Role>())}, but found '{name}'.");
            roles.Add(role);
        }
        var profile = new UserProfile($"{wanted.FirstName} {wanted.LastName}".Trim(), wanted.Email, roles, wanted.ManagerId);
        if (body.Value.Credentials?.Password is { } password)
            return Answers.Of(new Reply((await people.AddUser(caller.Actor, wanted.Id ?? "", profile, password, ct)).Rejection));
        var added = await people.AddUser(caller.Actor, wanted.Id ?? "", profile, ct);
        return added.Rejection is { } rejection ? Answers.Of(rejection) : Results.Ok(new NewUserAnswerDto(wanted.Id!, added.Value!));
    }

    static async Task<IResult> DeleteUser(string userId, Caller caller, PeopleAdministration people, CancellationToken ct) =>
        Answers.Of(await people.RemoveUser(caller.Actor, userId, ct));

    static async Task<IResult> CreateGroup(Body<NewGroupDto> body, Caller caller, PeopleAdministration people, CancellationToken ct) =>
        Answers.Of(await people.AddGroup(caller.Actor, body.Value.Id ?? "", body.Value.Name ?? "", body.Value.ManagerId, ct));

    static async Task<IResult> DeleteGroup(string groupId, Caller caller, PeopleAdministration people, CancellationToken ct) =>
        Answers.Of(await people.RemoveGroup(caller.Actor, groupId, ct));

    static async Task<IResult> AddMember(string groupId, string userId, Caller caller, PeopleAdministration people, CancellationToken ct) =>
        Answers.Of(await people.AddMember(caller.Actor, groupId, userId, ct));

    static async Task<IResult> RemoveMember(string groupId, string userId, Caller caller, PeopleAdministration people, CancellationToken ct) =>
        Answers.Of(await people.RemoveMember(caller.Actor, groupId, userId, ct));
}

/// <summary>As Camunda 7 has it; roles (Staff when left out) and the manager are this product's own.</summary>
sealed record NewUserDto(NewUserProfileDto? Profile, NewPasswordDto? Credentials);

sealed record NewUserProfileDto(
    string? Id = null, string? FirstName = null, string? LastName = null, string? Email = null, IReadOnlyList<string>? Roles = null, string? ManagerId = null);

sealed record NewPasswordDto(string? Password);

sealed record NewUserAnswerDto(string Id, string OneTimePassword);

sealed record NewGroupDto(string? Id, string? Name, string? ManagerId);
