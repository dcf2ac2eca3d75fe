using System.Net;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

public sealed class PeopleApiTests(ProductHost host)
{
    [Fact]
    public async Task Users_and_groups_are_listed()
    {
        var anna = host.As("anna");

        Golden.Equal("""[{"id":"ben","firstName":"Ben","lastName":"Berg","email":null}]""", (await anna.Get("/user?id=ben")).Json);
        Golden.Equal("""{"id":"ben","firstName":"Ben","lastName":"Berg","email":null}""", (await anna.Get("/user/ben/profile")).Json);
        Golden.Equal("""[{"id":"accounting","name":"Accounting","type":"WORKFLOW"}]""", (await anna.Get("/group?member=anna")).Json);
        Golden.Equal("""{"id":"sales","name":"Sales","type":"WORKFLOW"}""", (await anna.Get("/group/sales")).Json);
        Assert.Equal(3, (await anna.Get("/user/count?memberOfGroup=accounting")).Count);
        Assert.Equal(3, (await anna.Get("/group/count")).Count);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Get("/user/nobody/profile")).Status);
    }

    [Fact]
    public async Task A_users_groups_come_with_their_other_members()
    {
        var identity = await host.As("anna").Get("/identity/groups?userId=anna");

        Golden.Equal("""[{"id":"accounting","name":"Accounting"}]""", identity.Json["groups"]!);
        Assert.Contains("ben", identity.Json["groupUsers"]!.AsArray().Select(u => (string?)u!["id"]));
    }

    [Theory]
    [InlineData("ben", true)]
    [InlineData("not-his-password", false)]
    public async Task Credentials_are_verified(string password, bool expected)
    {
        var verified = await host.As("anna").Post("/identity/verify", new { username = "ben", password });

        Golden.Equal($$"""{"authenticatedUser":"ben","authenticated":{{(expected ? "true" : "false")}}}""", verified.Json);
    }

    [Fact]
    public async Task An_administrator_adds_users_groups_and_members_and_removes_them()
    {
        var demo = host.As("demo");

        var added = await demo.Post("/user/create", new { profile = new { id = "robot", firstName = "Mail", lastName = "Robot", roles = new[] { "Worker" } }, credentials = new { password = "robot-robot" } });
        Assert.Equal(HttpStatusCode.NoContent, added.Status);
        Assert.Equal(HttpStatusCode.OK, (await host.Client("Basic", "robot:robot-robot").Get("/group")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Post("/group/create", new { id = "robots", name = "Robots", type = "WORKFLOW" })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Put("/group/robots/members/robot", new { })).Status);
        Golden.Equal("""[{"id":"robots","name":"Robots","type":"WORKFLOW"}]""", (await demo.Get("/group?member=robot")).Json);

        Assert.Equal(HttpStatusCode.NoContent, (await demo.Delete("/group/robots/members/robot")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Delete("/group/robots")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Delete("/user/robot")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client("Basic", "robot:robot-robot").Get("/group")).Status);
    }

    [Fact]
    public async Task A_user_without_a_given_password_gets_a_one_time_password()
    {
        var demo = host.As("demo");

        var added = await demo.Post("/user/create", new { profile = new { id = "eve", firstName = "Eve", lastName = "Ebert" } });
        var password = (string)added.Json["oneTimePassword"]!;
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client("Basic", $"eve:{password}").Get("/group")).Status);

        Assert.Equal(HttpStatusCode.Conflict, (await demo.Post("/user/create", new { profile = new { id = "eve", lastName = "Ebert" } })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await demo.Post("/user/create", new { profile = new { id = "ada", lastName = "Ada", roles = new[] { "King" } } })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("anna").Post("/user/create", new { profile = new { id = "ada", lastName = "Ada" } })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Delete("/user/eve")).Status);
    }
}
