using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Users and groups, as task lists and administration tools ask for them.</summary>
static class PeopleApi
{
    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/user", Users).WithTags("User").WithSummary("Users by filters").Produces<UserDto[]>();
        routes.MapGet("/user/count", UserCount).WithTags("User").WithSummary("How many users the filters find").Produces<CountDto>();
        routes.MapGet("/user/{userId}/profile", Profile).WithTags("User").WithSummary("One user").Produces<UserDto>().ProducesError(404);
        routes.MapGet("/group", Groups).WithTags("Group").WithSummary("Groups by filters").Produces<GroupDto[]>();
        routes.MapGet("/group/count", GroupCount).WithTags("Group").WithSummary("How many groups the filters find").Produces<CountDto>();
        routes.MapGet("/group/{groupId}", Group).WithTags("Group").WithSummary("One group").Produces<GroupDto>().ProducesError(404);
        routes.MapGet("/identity/groups", Identity).WithTags("Identity").WithSummary("A user's groups and their members").Produces<IdentityDto>().ProducesError(400);
        routes.MapPost("/identity/verify", Verify).WithTags("Identity").WithSummary("Whether user id and password match").Produces<VerifiedDto>().ProducesError(400);
    }

    static async Task<IResult> Users(Search<UserFilter> search, PeopleReads people, CancellationToken ct) =>
        Results.Ok(search.Filter.Part((await search.Filter.Find(people, ct)).Select(UserDto.Of)));

    static async Task<IResult> UserCount(Search<UserFilter> search, PeopleReads people, CancellationToken ct) =>
        Answers.Count((await search.Filter.Find(people, ct)).Count);

    static async Task<IResult> Profile(string userId, PeopleReads people, CancellationToken ct) =>
        await people.User(userId, ct) is { } user ? Results.Ok(UserDto.Of(user)) : Answers.NotFound("user", new(-1, userId));

    static async Task<IResult> Groups(Search<GroupFilter> search, PeopleReads people, CancellationToken ct) =>
        Results.Ok(search.Filter.Part((await search.Filter.Find(people, ct)).Select(GroupDto.Of)));

    static async Task<IResult> GroupCount(Search<GroupFilter> search, PeopleReads people, CancellationToken ct) =>
        Answers.Count((await search.Filter.Find(people, ct)).Count);

    static async Task<IResult> Group(string groupId, PeopleReads people, CancellationToken ct) =>
        await people.Group(groupId, ct) is { } group ? Results.Ok(GroupDto.Of(group)) : Answers.NotFound("group", new(-1, groupId));

    static async Task<IResult> Identity(string? userId, PeopleReads people, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(userId)) return Answers.Invalid("No user id was supplied");
        var groups = await people.GroupsOf(userId, ct);
        var members = new Dictionary<string, Person>();
        foreach (var group in groups)
            foreach (var member in await people.Members(group.GroupId, ct)) members[member.UserId] = member;
        return Results.Ok(new IdentityDto(
            [.. groups.Select(g => new GroupNameDto(g.GroupId, g.Name))], [.. members.Values.Where(m => m.UserId != userId).Select(GroupUserDto.Of)]));
    }

    static async Task<IResult> Verify(Body<CredentialsDto> body, People people, CancellationToken ct) =>
        string.IsNullOrEmpty(body.Value.Username) || string.IsNullOrEmpty(body.Value.Password)
            ? Answers.Invalid("Username and password are required")
            : Results.Ok(new VerifiedDto(body.Value.Username, await people.Verify(body.Value.Username, body.Value.Password, ct) is not null));
}

sealed record UserFilter : ListFilter
{
    public string? Id { get; init; }
    public string? MemberOfGroup { get; init; }
    public string? Email { get; init; }
    public string? EmailLike { get; init; }
    public IReadOnlyList<string>? IdIn { get; init; }
    public string? FirstName { get; init; }
    public string? FirstNameLike { get; init; }
    public string? LastName { get; init; }
    public string? LastNameLike { get; init; }

    public async Task<IReadOnlyList<Person>> Find(PeopleReads people, CancellationToken ct)
    {
        Refuse("memberOfTenant", "potentialStarter");
        _ = Sort(false, ("userId", true), ("firstName", true), ("lastName", true), ("email", true));
        var users = MemberOfGroup is null ? await people.Users(ct) : await people.Members(MemberOfGroup, ct);
        return [.. users.Where(u => (Id is null || u.UserId == Id) && (IdIn is null || IdIn.Contains(u.UserId)) && (Email is null || u.Email == Email)
            && TextPattern.Fits(EmailLike, u.Email ?? "") && Fits(UserDto.Of(u)))];
    }

    bool Fits(UserDto user) =>
        (FirstName is null || user.FirstName == FirstName) && TextPattern.Fits(FirstNameLike, user.FirstName)
        && (LastName is null || user.LastName == LastName) && TextPattern.Fits(LastNameLike, user.LastName);

    public IEnumerable<UserDto> Part(IEnumerable<UserDto> users)
    {
        Func<UserDto, string?> key = SortBy switch { "firstName" => u => u.FirstName, "lastName" => u => u.LastName, "email" => u => u.Email, _ => u => u.Id };
        var sorted = Descending ? users.OrderByDescending(key, StringComparer.Ordinal) : users.OrderBy(key, StringComparer.Ordinal);
        return sorted.Skip(Slice.Skip).Take(Slice.Take);
    }
}

sealed record GroupFilter : ListFilter
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Member { get; init; }
    public string? NameLike { get; init; }
    public IReadOnlyList<string>? IdIn { get; init; }

    public async Task<IReadOnlyList<GroupRow>> Find(PeopleReads people, CancellationToken ct)
    {
        Refuse("type", "memberOfTenant");
        _ = Sort(false, ("id", true), ("name", true), ("type", true));
        var groups = Member is null ? await people.Groups(ct) : await people.GroupsOf(Member, ct);
        return [.. groups.Where(g => (Id is null || g.GroupId == Id) && (IdIn is null || IdIn.Contains(g.GroupId)) && (Name is null || g.Name == Name)
            && TextPattern.Fits(NameLike, g.Name))];
    }

    public IEnumerable<GroupDto> Part(IEnumerable<GroupDto> groups)
    {
        Func<GroupDto, string> key = SortBy == "name" ? g => g.Name : g => g.Id;
        var sorted = Descending ? groups.OrderByDescending(key, StringComparer.Ordinal) : groups.OrderBy(key, StringComparer.Ordinal);
        return sorted.Skip(Slice.Skip).Take(Slice.Take);
    }
}
