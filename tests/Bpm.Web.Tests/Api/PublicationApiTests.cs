using System.Net;
using System.Net.Http.Json;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

public sealed class PublicationApiTests(ProductHost host)
{
    [Fact]
    public async Task A_published_message_is_seen_by_operators_while_it_waits()
    {
        var message = new
        {
            name = "publication-seen", correlationKey = "42", businessKey = "B-1", messageId = "one", timeToLive = "PT1H",
            variables = new { amount = new { value = 5, type = "Integer" } },
        };

        var published = await Publish("carl", message);
        var again = await Publish("carl", message);
        var seen = Assert.Single((await Get("demo", "/messages?name=publication-seen&state=waiting")).Json.AsArray())!;

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (published.Status, again.Status));
        Assert.Equal((string?)published.Json["id"], (string?)seen["id"]);
        Assert.Equal(("42", "B-1", "one", "carl", 0), ((string?)seen["correlationKey"], (string?)seen["businessKey"], (string?)seen["messageId"], (string?)seen["sender"], (int)seen["deliveries"]!));
        Assert.Equal(5, (int)seen["variables"]!["amount"]!["value"]!);
        Assert.Equal(1, (await Get("demo", "/messages/count?name=publication-seen")).Count);
        Assert.Equal(HttpStatusCode.Forbidden, (await Get("carl", "/messages")).Status);
    }

    [Theory]
    [InlineData("P1M")]
    [InlineData("soon")]
    [InlineData("-PT1H")]
    public async Task A_time_to_live_that_is_none_is_refused(string timeToLive) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Publish("carl", new { name = "publication-odd", timeToLive })).Status);

    [Fact]
    public async Task A_business_key_that_is_to_be_unique_starts_one_instance()
    {
        var demo = host.As("demo");
        await demo.Deploy("publication-unique", SmallProcesses.UserTask("publication-unique"));
        const string start = "/process-definition/key/publication-unique/start";

        var first = await demo.Post(start, new { businessKey = "B-7", businessKeyPolicy = "returnExisting" });
        var second = await demo.Post(start, new { businessKey = "B-7", businessKeyPolicy = "returnExisting" });
        var third = await demo.Post(start, new { businessKey = "B-7", businessKeyPolicy = "fail" });

        Assert.Equal((string?)first.Json["id"], (string?)second.Json["id"]);
        Assert.Equal(HttpStatusCode.Conflict, third.Status);
        Assert.Contains((string)first.Json["id"]!, third.Message!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await demo.Post(start, new { businessKey = "B-7", businessKeyPolicy = "1" })).Status);
    }

    async Task<Answer> Publish(string user, object message) => await Answer.Of(await host.As(user).PostAsync("/api/messages", JsonContent.Create(message)));

    async Task<Answer> Get(string user, string path) => await Answer.Of(await host.As(user).GetAsync("/api" + path));
}
