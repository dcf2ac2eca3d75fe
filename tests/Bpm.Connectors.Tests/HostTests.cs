using System.Net;
using Bpm.Runtime.Tests;
using static Bpm.Connectors.Tests.Jobs;

namespace Bpm.Connectors.Tests;

/// <summary>Where a request may go, whoever chooses its address.</summary>
public sealed class HostTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    public void Without_a_list_only_public_addresses_are_reached(string address) =>
        Assert.False(new HostRules([]).Allows("anything.example.com", 443, IPAddress.Parse(address)));

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946")]
    public void Public_addresses_are_reached_without_a_list(string address) =>
        Assert.True(new HostRules([]).Allows("example.com", 443, IPAddress.Parse(address)));

    [Theory]
    [InlineData("api.example.com", "api.example.com", "93.184.216.34", true)]
    [InlineData("api.example.com", "API.example.com.", "93.184.216.34", true)]
    [InlineData("api.example.com", "evil.com", "93.184.216.34", false)]
    [InlineData("api.example.com", "api.example.com.evil.com", "93.184.216.34", false)]
    [InlineData("api.example.com:8443", "api.example.com", "93.184.216.34", false)]
    [InlineData("*.example.com", "a.b.example.com", "93.184.216.34", true)]
    [InlineData("*.example.com", "example.com", "93.184.216.34", false)]
    [InlineData("*.example.com", "badexample.com", "93.184.216.34", false)]
    [InlineData("*.example.com", "a.example.com", "10.0.0.1", false)]
    [InlineData("intranet", "intranet", "10.0.0.1", true)]
    [InlineData("intranet", "intranet", "169.254.169.254", false)]
    [InlineData("169.254.169.254", "169.254.169.254", "169.254.169.254", true)]
    [InlineData("10.1.0.0/16", "crm.local", "10.1.2.3", true)]
    [InlineData("10.1.0.0/16", "crm.local", "10.2.2.3", false)]
    [InlineData("10.1.0.0/16", "example.com", "93.184.216.34", false)]
    [InlineData("::1", "[::1]", "::1", true)]
    public void With_a_list_only_what_it_names_is_reached(string listed, string host, string address, bool isAllowed) =>
        Assert.Equal(isAllowed, new HostRules([listed]).Allows(host, 443, IPAddress.Parse(address)));

    [Fact]
    public async Task The_address_that_is_connected_to_counts_and_not_the_name()
    {
        await using var server = await StubServer.Start(200);
        using var http = new HttpConnector(new ConnectorOptions(), new FakeClock(), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));

        var failed = await http.Fails(With(("url", $"http://public.example.com:{server.Port}/")));

        Assert.False(failed.IsRetryable);
        Assert.Contains("AllowedHosts", failed.Message, StringComparison.Ordinal);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_redirect_goes_no_further_than_the_list_and_takes_nothing_secret_along()
    {
        await using var inside = await StubServer.Start(200, "{}");
        await using var outside = await StubServer.Start(context =>
        {
            context.Response.Redirect(inside.Url + "/secret");
            return Task.CompletedTask;
        });
        var job = With(("url", outside.Url), ("auth", "bearer"), ("auth.token", "{{secrets.TOKEN}}"));

        using var strict = Connector($"127.0.0.1:{outside.Port}");
        Assert.False((await strict.Fails(job)).IsRetryable);
        Assert.Empty(inside.Received);

        using var both = Connector("127.0.0.1");
        await both.Completes(job);
        Assert.Null(Assert.Single(inside.Received).Header("Authorization"));
    }

    [Fact]
    public async Task A_redirect_of_a_request_that_changes_something_is_not_followed()
    {
        await using var inside = await StubServer.Start(200);
        await using var outside = await StubServer.Start(307, "", "text/plain", ("Location", inside.Url));
        using var http = Connector("127.0.0.1");

        Assert.False((await http.Fails(With(("url", outside.Url), ("method", "POST")))).IsRetryable);
        Assert.Empty(inside.Received);
    }

    [Fact]
    public async Task A_secret_goes_to_a_host_that_data_chose_only_if_operators_listed_it()
    {
        await using var server = await StubServer.Start(200);
        var job = With(("auth", "bearer"), ("auth.token", "{{secrets.TOKEN}}")).Given(("url", Text(server.Url)));

        using var listed = Connector($"127.0.0.1:{server.Port}");
        await listed.Completes(job);
        using var inRange = new HttpConnector(Options("10.0.0.0/8"), new FakeClock(), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("10.0.0.1")]));
        Assert.Contains("data chose this host", (await inRange.Fails(job.Given(("url", Text("http://crm.local/"))))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_is_called_like_a_setting_is_none()
    {
        await using var server = await StubServer.Start(200);
        using var http = Connector("127.0.0.1");

        Assert.Contains("'url'", (await http.Fails(With().Beside(("url", Text(server.Url))))).Message, StringComparison.Ordinal);
        Assert.Empty(server.Received);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1/")]
    [InlineData("http://user:pass@127.0.0.1/")]
    [InlineData("no address")]
    public async Task Other_addresses_than_of_the_web_are_refused(string url)
    {
        using var http = Connector("127.0.0.1");

        Assert.False((await http.Fails(With().Given(("url", Text(url))))).IsRetryable);
    }

    [Theory]
    [InlineData("http://{id}/x", "evil.com")]
    [InlineData("http://127.0.0.1/{id}/x", "..")]
    public async Task Data_in_a_path_changes_neither_host_nor_path(string url, string id)
    {
        using var http = Connector("127.0.0.1");

        Assert.False((await http.Fails(With(("url", url)).Given(("id", Text(id))))).IsRetryable);
    }

    static HttpConnector Connector(params string[] allowed) => new(Options(allowed), new FakeClock());

    static ConnectorOptions Options(params string[] allowed)
    {
        var options = new ConnectorOptions { Http = new HttpOptions { AllowedHosts = allowed } };
        options.Secrets["TOKEN"] = "t0ken";
        return options;
    }
}
