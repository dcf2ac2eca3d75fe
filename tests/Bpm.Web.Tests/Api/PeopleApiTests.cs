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
}
