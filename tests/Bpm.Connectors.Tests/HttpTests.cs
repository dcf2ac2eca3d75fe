using Bpm.Feel;
using Bpm.Runtime.Tests;
using Microsoft.AspNetCore.Http;
using static Bpm.Connectors.Tests.Jobs;

namespace Bpm.Connectors.Tests;

public sealed class HttpTests
{
    readonly FakeClock _clock = new();

    HttpConnector Connector(StubServer? server, params (string Name, string Value)[] secrets) => Connector(server is null ? [] : [$"127.0.0.1:{server.Port}"], secrets);

    HttpConnector Connector(string[] allowed, (string Name, string Value)[] secrets)
    {
        var options = new ConnectorOptions { Http = new HttpOptions { AllowedHosts = allowed, MaxResponseBytes = 2000 } };
        foreach (var (name, value) in secrets) options.Secrets[name] = value;
        return new HttpConnector(options, _clock);
    }

    [Fact]
    public async Task A_GET_fills_the_path_and_the_query_with_data_and_reads_JSON()
    {
        await using var server = await StubServer.Start(200, """{"name":"Nordwind","limits":[1,2.5]}""");
        using var http = Connector(server);
        var job = With(("url", server.Url + "/customers/{id}"), ("query.lang", "de")).Given(("id", Text("a/b?c")), ("query", FeelContext.Of(("tag", FeelList.Of(Text("x&y"), Text("z"))))));

        var result = await http.Completes(job);

        var asked = Assert.Single(server.Received);
        Assert.Equal(("GET", "/customers/a%2Fb%3Fc?lang=de&tag=x%26y&tag=z"), (asked.Method, asked.Target));
        Assert.Null(asked.Header("Idempotency-Key"));
        Assert.Equal("Nordwind", result.At("response.body.name")?.Text);
        Assert.Equal(FeelNumber.Of(200), result.At("response.status"));
        Assert.Equal("application/json", result.At("response.headers.content-type")?.Text);
    }

    [Fact]
    public async Task A_POST_carries_JSON_and_the_same_idempotency_key_at_every_attempt()
    {
        await using var server = await StubServer.Start(201, "{}");
        using var http = Connector(server);
        var job = With(("url", server.Url), ("method", "POST"), ("headers.X-From", "bpm")).Given(("body", FeelContext.Of(("amount", FeelNumber.Of(12.5m)), ("ok", FeelBoolean.True))));

        await http.Completes(job);
        await http.Completes(job);

        Assert.All(server.Received, r => Assert.Equal(("4711", "bpm", """{"amount":12.5,"ok":true}""", "application/json; charset=utf-8"),
            (r.Header("Idempotency-Key"), r.Header("X-From"), r.Body, r.Header("Content-Type"))));
        Assert.Equal(2, server.Received.Count);
    }

    [Fact]
    public async Task The_model_says_what_becomes_of_the_answer()
    {
        await using var server = await StubServer.Start(200, """{"id":"C-1","score":7}""");
        using var http = Connector(server);

        var result = await http.Completes(With(("url", server.Url), ("resultVariable", "whole"), ("resultExpression", "={customer: response.body.id, high: response.body.score > limit}"))
            .Beside(("limit", FeelNumber.Of(5))));

        Assert.Equal(["whole", "customer", "high"], result.Keys);
        Assert.Equal(("C-1", "true"), (result.At("customer")?.Text, result.At("high")?.Text));
    }

    [Fact]
    public async Task A_mistake_in_an_expression_shows_before_anything_is_sent()
    {
        await using var server = await StubServer.Start(200);
        using var http = Connector(server);

        var failed = await http.Fails(With(("url", server.Url), ("resultExpression", "{a: ")));

        Assert.False(failed.IsRetryable);
        Assert.Contains("resultExpression", failed.Message, StringComparison.Ordinal);
        Assert.Empty(server.Received);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(425)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_time_may_heal_is_tried_again_after_the_time_that_the_server_names(int status)
    {
        await using var server = await StubServer.Start(status, "", "text/plain", ("Retry-After", "90"));
        using var http = Connector(server);

        var failed = await http.Fails(With(("url", server.Url)));

        Assert.Equal((true, TimeSpan.FromSeconds(90)), (failed.IsRetryable, failed.RetryAfter!.Value));
    }

    [Fact]
    public async Task Retry_after_may_be_an_instant()
    {
        await using var server = await StubServer.Start(429, "", "text/plain", ("Retry-After", (_clock.Now + TimeSpan.FromMinutes(2)).ToString("R")));
        using var http = Connector(server);

        Assert.Equal(TimeSpan.FromMinutes(2), (await http.Fails(With(("url", server.Url)))).RetryAfter);
    }

    [Fact]
    public async Task Other_failures_need_a_person_unless_the_model_has_an_error_for_them()
    {
        await using var server = await StubServer.Start(404, """{"reason":"unknown"}""");
        using var http = Connector(server);

        Assert.False((await http.Fails(With(("url", server.Url)))).IsRetryable);
        Assert.Equal("NOT_FOUND", (await http.Throws(With(("url", server.Url), ("errorCodes", "409=TAKEN, 404=NOT_FOUND, 4xx=REFUSED")))).Code);
        Assert.Equal("REFUSED", (await http.Throws(With(("url", server.Url), ("errorCodes", "4xx=REFUSED")))).Code);
        var said = await http.Throws(With(("url", server.Url), ("errorExpression", """if response.body.reason = "unknown" then bpmnError("UNKNOWN", response.body.reason) else null""")));
        Assert.Equal(("UNKNOWN", "unknown"), (said.Code, said.Message));
    }

    [Fact]
    public async Task Nobody_there_is_tried_again()
    {
        using var http = new HttpConnector(new ConnectorOptions(), _clock, (_, _) => Task.FromResult<System.Net.IPAddress[]>([]));

        Assert.True((await http.Fails(With(("url", "http://nobody.example.com/")))).IsRetryable);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_is_tried_again()
    {
        using var asked = new SemaphoreSlim(0);
        var never = new TaskCompletionSource();
        await using var server = await StubServer.Start(context =>
        {
            asked.Release();
            return never.Task;
        });
        using var http = Connector(server);

        var running = http.Fails(With(("url", server.Url), ("timeout", "PT3S")));
        await asked.WaitAsync();
        _clock.Advance(TimeSpan.FromSeconds(3));

        var failed = await running;
        never.SetResult();
        Assert.True(failed.IsRetryable);
        Assert.Contains("00:00:03", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_not_read_to_its_end()
    {
        await using var server = await StubServer.Start(200, new string('x', 2001), "text/plain");
        using var http = Connector(server);

        var failed = await http.Fails(With(("url", server.Url)));

        Assert.False(failed.IsRetryable);
        Assert.Contains("MaxResponseBytes", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_go_as_they_are_or_as_parts_of_a_form()
    {
        await using var server = await StubServer.Start(200);
        using var http = Connector(server);
        var file = FileValue.Of("bill.pdf", "application/pdf", "%PDF-1"u8.ToArray());

        await http.Completes(With(("url", server.Url), ("method", "PUT"), ("bodyType", "file")).Given(("body", file)));
        await http.Completes(With(("url", server.Url), ("method", "POST"), ("bodyType", "multipart")).Given(("body", FeelContext.Of(("kind", Text("bill")), ("upload", file)))));
        await http.Completes(With(("url", server.Url), ("method", "POST"), ("bodyType", "form")).Given(("body", FeelContext.Of(("a", Text("1&2"))))));

        Assert.Equal(("%PDF-1", "application/pdf"), (server.Received[0].Body, server.Received[0].Header("Content-Type")));
        Assert.Contains("filename=bill.pdf", server.Received[1].Body, StringComparison.Ordinal);
        Assert.Contains("%PDF-1", server.Received[1].Body, StringComparison.Ordinal);
        Assert.Equal("a=1%262", server.Received[2].Body);
    }

    [Fact]
    public async Task An_answer_can_be_kept_as_a_file()
    {
        await using var server = await StubServer.Start(200, "%PDF-1", "application/pdf", ("Content-Disposition", "attachment; filename=\"../../bill.pdf\""));
        using var http = Connector(server);

        var result = await http.Completes(With(("url", server.Url), ("responseType", "file")));

        Assert.Equal(FileValue.Of("bill.pdf", "application/pdf", "%PDF-1"u8.ToArray()), result.At("response.body"));
    }

    [Fact]
    public async Task A_request_says_who_it_is_with_secrets_by_name()
    {
        await using var server = await StubServer.Start(200);
        using var http = Connector(server, ("PASSWORD", "correct horse"), ("TOKEN", "t0ken"), ("KEY", "k3y!!"));

        await http.Completes(With(("url", server.Url), ("auth", "basic"), ("auth.user", "bpm"), ("auth.password", "{{secrets.PASSWORD}}")));
        await http.Completes(With(("url", server.Url), ("auth", "bearer"), ("auth.token", "{{ secrets.TOKEN }}")));
        await http.Completes(With(("url", server.Url), ("auth", "apiKey"), ("auth.header", "X-Key"), ("auth.key", "{{secrets.KEY}}")));

        Assert.Equal("Basic " + Convert.ToBase64String("bpm:correct horse"u8), server.Received[0].Header("Authorization"));
        Assert.Equal("Bearer t0ken", server.Received[1].Header("Authorization"));
        Assert.Equal("k3y!!", server.Received[2].Header("X-Key"));
    }

    [Fact]
    public async Task Client_credentials_are_exchanged_for_a_token_that_is_kept_until_it_is_refused()
    {
        var (tokens, isRefused) = (0, false);
        await using var server = await StubServer.Start(context =>
        {
            if (context.Request.Path == "/token") return context.Response.WriteAsync($$"""{"access_token":"token-{{++tokens}}","expires_in":600}""");
            context.Response.StatusCode = isRefused ? 401 : 200;
            return Task.CompletedTask;
        });
        using var http = Connector(server, ("CLIENT", "cl1ent-secret"));
        var job = With(("url", server.Url + "/api"), ("auth", "oauth"), ("auth.tokenUrl", server.Url + "/token"), ("auth.clientId", "bpm"), ("auth.clientSecret", "{{secrets.CLIENT}}"), ("auth.scope", "read"));

        await http.Completes(job);
        await http.Completes(job);
        isRefused = true;
        Assert.True((await http.Fails(job)).IsRetryable);
        isRefused = false;
        await http.Completes(job);
        _clock.Advance(TimeSpan.FromMinutes(10));
        await http.Completes(job);

        Assert.Equal(["token-1", "token-1", "token-1", "token-2", "token-3"], server.Received.Where(r => r.Target == "/api").Select(r => r.Header("Authorization")!["Bearer ".Length..]));
        Assert.Equal("grant_type=client_credentials&client_id=bpm&client_secret=cl1ent-secret&scope=read", server.Received[0].Body);
    }

    [Fact]
    public async Task A_header_of_data_cannot_begin_another()
    {
        await using var server = await StubServer.Start(200);
        using var http = Connector(server);

        var failed = await http.Fails(With(("url", server.Url)).Given(("headers", FeelContext.Of(("X-A", Text("1\r\nX-Admin: yes"))))));

        Assert.False(failed.IsRetryable);
        Assert.Empty(server.Received);
    }
}
