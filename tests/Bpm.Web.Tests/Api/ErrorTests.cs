using System.Net;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

public sealed class ErrorTests(ProductHost host)
{
    [Theory]
    [InlineData("{\"userId\":")]
    [InlineData("{\n  \"userId\": oops }")]
    [InlineData("{\"userId\": [1]}")]
    [InlineData("not json")]
    public async Task Malformed_JSON_is_a_400_that_says_where(string body)
    {
        var refused = await host.As("anna").PostText("/task/1/claim", body);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("InvalidRequestException", refused.Type);
        Assert.Contains("At line ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/task?priority=high", "priority")]
    [InlineData("/task?unassigned=perhaps", "unassigned")]
    [InlineData("/task?dueBefore=tomorrow", "tomorrow")]
    [InlineData("/task?sortBy=colour", "colour")]
    public async Task A_query_parameter_that_cannot_be_read_is_named(string path, string named)
    {
        var refused = await host.As("anna").Get(path);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/task/1")]
    [InlineData("/task/abc")]
    [InlineData("/task/1/variables")]
    [InlineData("/process-definition/1")]
    [InlineData("/process-definition/key/nobody-deployed-this")]
    [InlineData("/process-definition/1/xml")]
    [InlineData("/process-instance/1")]
    [InlineData("/deployment/1")]
    [InlineData("/job/1")]
    [InlineData("/incident/1")]
    [InlineData("/external-task/1")]
    [InlineData("/history/process-instance/1")]
    [InlineData("/history/activity-instance/1")]
    public async Task An_unknown_id_is_a_404(string path)
    {
        var missing = await host.As("anna").Get(path);

        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
        Assert.Equal("application/json", missing.ContentType);
        Assert.Equal("InvalidRequestException", missing.Type);
    }

    [Theory]
    [InlineData("/task/1/claim")]
    [InlineData("/task/1/complete")]
    [InlineData("/task/1/comment/create")]
    public async Task Working_on_an_unknown_task_is_a_404(string path)
    {
        var missing = await host.As("demo").Post(path, new { userId = "demo", message = "x" });

        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
    }

    [Theory]
    [InlineData("/batch")]
    [InlineData("/decision-definition/key/x/evaluate")]
    [InlineData("/process-instance/1/modification")]
    public async Task What_is_not_implemented_says_so(string path)
    {
        var answer = await host.As("anna").Get(path);

        Assert.Equal(HttpStatusCode.NotImplemented, answer.Status);
        Assert.Contains(path, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        HttpStatusCode status;
        try
        {
            status = (await host.As("anna").PostText("/task/1/claim", "{\"userId\":\"" + new string('x', 9 * 1024 * 1024) + "\"}")).Status;
        }
        catch (HttpRequestException e) when (e.InnerException is IOException)
        {
            // The server answered and closed before all was sent.
            status = HttpStatusCode.RequestEntityTooLarge;
        }

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
    }
}
