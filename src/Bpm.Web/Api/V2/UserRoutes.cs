using Bpm.Storage;

namespace Bpm.Web.Api.V2;

/// <summary>People who may sign in.</summary>
static class UserRoutes
{
    public static void MapUsers(this IEndpointRouteBuilder v2)
    {
        var users = v2.MapGroup("/users").WithTags("User");
        users.MapPost("/search", (Body<SearchBody> body, Database database, CancellationToken ct) => SearchTables.Users.Search(body.Value, database, UserDto.Of, ct))
            .WithSummary("Users by filters").Produces<FoundDto<UserDto>>().ProducesProblems(400);
        users.MapGet("/{username}", async (string username, PeopleReads people, CancellationToken ct) =>
                await people.User(username, ct) is { } person ? Results.Ok(UserDto.Of(person)) : Answers.NotFound("user", new(-1, username)))
            .WithSummary("One user").Produces<UserDto>().ProducesProblems(404);
    }
}

sealed record UserDto(string Username, string Name, string? Email)
{
    public static UserDto Of(Person person) => new(person.UserId, person.DisplayName, person.Email);
}
