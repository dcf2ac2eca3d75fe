using System.Net;
using System.Text.RegularExpressions;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

public sealed partial class AccessTests(ProductHost host)
{
    [Theory]
    [InlineData("")]
    [InlineData("anna:wrong")]
    [InlineData("nobody:nobody")]
    [InlineData("no-colon")]
    public async Task Without_right_credentials_there_is_a_challenge_and_a_json_body(string credentials)
    {
        using var client = credentials.Length == 0 ? host.Client() : host.Client("Basic", credentials);

        var refused = await client.Get("/task");

        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        Assert.StartsWith("Basic", refused.Response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal("application/json", refused.ContentType);
        Assert.Equal("AuthenticationException", refused.Type);
    }

    [Fact]
    public async Task A_signed_in_browser_reads_and_changes_only_with_what_a_foreign_page_cannot_send()
    {
        var instance = await host.As("demo").Started("access-cookie", SmallProcesses.UserTask("access-cookie"));
        var task = await host.As("anna").TaskOf(instance);
        using var browser = await SignedIn("anna");

        var read = await browser.Get($"/task/{task}");
        var forged = await browser.Post($"/task/{task}/claim", new { userId = "anna" });
        browser.DefaultRequestHeaders.Add("X-Requested-With", "XMLHttpRequest");
        var meant = await browser.Post($"/task/{task}/claim", new { userId = "anna" });

        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.Equal(HttpStatusCode.Forbidden, forged.Status);
        Assert.Contains("X-Requested-With", forged.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, meant.Status);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Origin", "http://evil.example", false)]
    [InlineData("Origin", "http://127.0.0.1:1", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Origin", "file://", true)]
    [InlineData("Origin", "here", true)]
    public async Task A_password_that_a_browser_remembered_is_no_use_to_a_foreign_page(string header, string value, bool isMeant)
    {
        using var browser = host.Client("Basic", "demo:demo");
        browser.DefaultRequestHeaders.Add(header, value == "here" ? host.Address.GetLeftPart(UriPartial.Authority) : value);
        using var form = new MultipartFormDataContent { { new StringContent("access-foreign"), "deployment-name" } };

        var read = await browser.Get("/task");
        var changed = (await browser.PostAsync("/engine-rest/deployment/create", form)).StatusCode;

        Assert.Equal(HttpStatusCode.OK, read.Status);
        if (isMeant) Assert.NotEqual(HttpStatusCode.Forbidden, changed);
        else Assert.Equal(HttpStatusCode.Forbidden, changed);
    }

    [Fact]
    public async Task Variables_are_for_those_who_take_part_in_the_instance_or_oversee_it()
    {
        var instance = await host.As("demo").Started("access-variables", SmallProcesses.UserTask("access-variables"), new { salary = new { value = 1 } });
        var task = await host.As("anna").TaskOf(instance);

        foreach (var path in new[] { $"/process-instance/{instance}/variables", $"/task/{task}/variables", $"/history/variable-instance?processInstanceId={instance}" })
        {
            Assert.Equal(HttpStatusCode.OK, (await host.As("anna").Get(path)).Status);
            Assert.Equal(HttpStatusCode.OK, (await host.As("olga").Get(path)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await host.As("dora").Get(path)).Status);
        }
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("dora").Get("/history/variable-instance")).Status);
    }

    async Task<HttpClient> SignedIn(string user)
    {
        var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host.Address };
        var page = await browser.GetStringAsync("/sign-in");
        var token = Token().Match(page).Groups[1].Value;
        var answer = await browser.PostAsync("/sign-in", new FormUrlEncodedContent(
            [new("user", user), new("password", user), new("__RequestVerificationToken", token)]));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    [GeneratedRegex("__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
