using Bpm.Feel;
using Bpm.Runtime.Tests;
using Microsoft.AspNetCore.Http;
using static Bpm.Connectors.Tests.Jobs;

namespace Bpm.Connectors.Tests;

public sealed class SecretTests
{
    const string Secret = "s3cret \"value\"";

    [Fact]
    public async Task A_server_that_echoes_a_secret_does_not_bring_it_into_variables()
    {
        await using var server = await StubServer.Start(context => context.Response.WriteAsJsonAsync(
            new { seen = context.Request.Headers.Authorization.ToString(), query = context.Request.QueryString.Value }));
        using var http = Connector();

        var result = await http.Completes(With(("url", server.Url + "/?key={{secrets.KEY}}"), ("auth", "basic"), ("auth.user", "bpm"), ("auth.password", "{{secrets.KEY}}")));

        Assert.Contains(Convert.ToBase64String("bpm:s3cret \"value\""u8), server.Received[0].Header("Authorization"), StringComparison.Ordinal);
        Assert.Equal($"Basic {SecretMask.Blot}", result.At("response.body.seen")?.Text);
        Assert.Equal($"?key={SecretMask.Blot}", result.At("response.body.query")?.Text);
    }

    [Fact]
    public async Task A_failure_does_not_tell_a_secret()
    {
        using var http = Connector();

        var failed = await http.Fails(With(("url", "gopher://{{secrets.KEY}}")));

        Assert.DoesNotContain("s3cret", failed.Message, StringComparison.Ordinal);
        Assert.Contains(SecretMask.Blot, failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_secret_is_named_and_needs_a_person()
    {
        using var http = Connector();

        var failed = await http.Fails(With(("url", "http://127.0.0.1/"), ("headers.X-Key", "{{secrets.OTHER}}")));

        Assert.False(failed.IsRetryable);
        Assert.Contains("Bpm:Secrets:OTHER", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_names_a_secret_stays_the_text_it_is()
    {
        await using var server = await StubServer.Start(200);
        using var http = Connector();
        var wish = Text("{{secrets.KEY}}");

        await http.Completes(With(("url", server.Url + "/{id}"), ("method", "POST")).Given(
            ("id", wish), ("query", FeelContext.Of(("q", wish))), ("headers", FeelContext.Of(("X-A", wish))), ("body", FeelContext.Of(("b", wish)))));

        var received = Assert.Single(server.Received);
        Assert.Equal("""{"b":"{{secrets.KEY}}"}""", received.Body);
        Assert.Equal("{{secrets.KEY}}", received.Header("X-A"));
        Assert.DoesNotContain("s3cret", received.Target, StringComparison.Ordinal);
    }

    static HttpConnector Connector()
    {
        var options = new ConnectorOptions { Http = new HttpOptions { AllowedHosts = ["127.0.0.1"] } };
        options.Secrets["KEY"] = Secret;
        return new HttpConnector(options, new FakeClock());
    }
}
