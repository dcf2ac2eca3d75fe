using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Changing users and groups; what passwords have to be.</summary>
static class PeopleChangesApi
{
    public static void MapPeopleChanges(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/user/{userId}/profile", ChangeUser).WithTags("User").WithSummary("Change name and address of a user").ProducesDone(400, 403, 404, 409);
        routes.MapPut("/user/{userId}/credentials", ChangePassword).WithTags("User").WithSummary("Change one's own password").ProducesDone(400, 403, 404);
        routes.MapPost("/user/{userId}/unlock", Unlock).WithTags("User").WithSummary("End a lock-out after failed sign-ins").ProducesDone(403, 404);
        routes.MapPut("/group/{groupId}", ChangeGroup).WithTags("Group").WithSummary("Change the name of a group").ProducesDone(400, 403, 404);
        routes.MapPost("/group", async (Body<GroupFilter> body, PeopleReads people, CancellationToken ct) =>
                Results.Ok(body.Value.Part((await body.Value.Find(people, ct)).Select(GroupDto.Of))))
            .WithTags("Group").WithSummary("Groups by filters in the body").Produces<GroupDto[]>();
        routes.MapPost("/group/count", async (Body<GroupFilter> body, PeopleReads people, CancellationToken ct) => Answers.Count((await body.Value.Find(people, ct)).Count))
            .WithTags("Group").WithSummary("How many groups the filters in the body find").Produces<CountDto>();
        routes.MapGet("/identity/password-policy", () => Results.Ok(new PasswordPolicyDto([Rule(PeopleRules.ShortestPassword)])))
            .WithTags("Identity").WithSummary("What a password has to be").Produces<PasswordPolicyDto>();
        routes.MapPost("/identity/password-policy", Check).WithTags("Identity").WithSummary("Whether a password is what it has to be").Produces<PasswordCheckDto>();
    }

    static async Task<IResult> ChangeUser(string userId, Body<NewUserProfileDto> body, Caller caller, PeopleAdministration people, PeopleReads reads, CancellationToken ct)
    {
        if (await reads.User(userId, ct) is not { } user) return Answers.NotFound("user", new(-1, userId));
        if (body.Value.Id is { } other && other != userId) return Answers.Invalid($"Expected the id '{userId}', which stays, but found '{other}'.");
        var roles = user.Roles.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Enum.Parse<Role>).ToHashSet();
        var profile = new UserProfile($"{body.Value.FirstName} {body.Value.LastName}".Trim(), body.Value.Email, roles, user.ManagerId);
        return Answers.Of(await people.ChangeUser(caller.Actor, userId, profile, ct));
    }

    /// <summary>Others get a one-time password from an administrator, who never knows the one they choose.</summary>
    static async Task<IResult> ChangePassword(string userId, Body<PasswordChangeDto> body, Caller caller, People people, CancellationToken ct) =>
        userId == caller.UserId
            ? Answers.Of(await people.ChangePassword(caller.Actor, body.Value.AuthenticatedUserPassword ?? "", body.Value.Password ?? "", ct))
            : Answers.Error(403, "AuthorizationException", "Only they themselves change a password. An administrator gives a one-time password on the page of people.");

    static async Task<IResult> Unlock(string userId, Caller caller, PeopleAdministration people, CancellationToken ct) =>
        Answers.Of(await people.Unlock(caller.Actor, userId, ct));

    static async Task<IResult> ChangeGroup(string groupId, Body<NewGroupDto> body, Caller caller, PeopleAdministration people, PeopleReads reads, CancellationToken ct) =>
        await reads.Group(groupId, ct) is not { } group ? Answers.NotFound("group", new(-1, groupId))
        : body.Value.Id is { } other && other != groupId ? Answers.Invalid($"Expected the id '{groupId}', which stays, but found '{other}'.")
        : Answers.Of(await people.ChangeGroup(caller.Actor, groupId, body.Value.Name ?? "", body.Value.ManagerId ?? group.ManagerId, ct));

    static IResult Check(Body<PasswordDto> body)
    {
        var isLong = PeopleRules.Password(body.Value.Password ?? "") is null;
        return Results.Ok(new PasswordCheckDto([new("PASSWORD_POLICY_LENGTH", Rule(PeopleRules.ShortestPassword).Parameter, isLong)], isLong));
    }

    static PasswordRuleDto Rule(int length) => new("PASSWORD_POLICY_LENGTH", new Dictionary<string, string> { ["minLength"] = PathKey.Write(length) });
}

sealed record PasswordChangeDto(string? Password, string? AuthenticatedUserPassword);

sealed record PasswordDto(string? Password);

sealed record PasswordRuleDto(string Placeholder, IReadOnlyDictionary<string, string> Parameter);

sealed record PasswordPolicyDto(IReadOnlyList<PasswordRuleDto> Rules);

sealed record CheckedRuleDto(string Placeholder, IReadOnlyDictionary<string, string> Parameter, bool Valid);

sealed record PasswordCheckDto(IReadOnlyList<CheckedRuleDto> Rules, bool Valid);
