using System.Net;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Injection;

/// <summary>Requests that no client makes by accident are refused with a reason, and never end in the server's failure.</summary>
public sealed class OddRequestTests(ProductHost host)
{
    [Theory]
    [InlineData("/process-instance/{0}/variables", """{"modifications":{}}""")]
    [InlineData("/task/{0}/complete", "{}")]
    [InlineData("/task/{0}/unclaim", "{}")]
    [InlineData("/external-task/{0}/complete", """{"workerId":"w"}""")]
    [InlineData("/external-task/{0}/failure", """{"workerId":"w","errorMessage":"x"}""")]
    [InlineData("/external-task/{0}/bpmnError", """{"workerId":"w","errorCode":"x"}""")]
    [InlineData("/job/{0}/execute", "{}")]
    public async Task A_key_that_was_made_up_names_nothing(string path, string body)
    {
        foreach (var key in new[] { "-1", "0", "9223372036854775807", "92233720368547758070", "1e3", "0x10", "${1}", "%00", "..%2f.." })
        {
            var answer = await host.As("demo").PostText(path.Replace("{0}", key, StringComparison.Ordinal), body);
            Assert.True(answer.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{key}: {answer.Status} {answer.Text}");
        }
    }

    [Theory]
    [InlineData("""{"variables":{"a":null}}""")]
    [InlineData("""{"variables":{"a":[]}}""")]
    [InlineData("""{"variables":{"a":{"value":{"b":1}, "type":"String"}}}""")]
    [InlineData("""{"variables":{"a":{"value":"x", "type":"${7*7}"}}}""")]
    [InlineData("""{"variables":{"":{"value":1}}}""")]
    [InlineData("""{"variables":[]}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"${7*7}\"")]
    public async Task Variables_of_another_shape_are_refused_with_a_reason(string body)
    {
        await host.As("demo").Deploy("odd-variables", SmallProcesses.UserTask("odd-variables"));

        var answer = await host.As("demo").PostText("/process-definition/key/odd-variables/start", body);

        Assert.True(answer.Status == HttpStatusCode.BadRequest || (body == "null" && answer.Status == HttpStatusCode.OK), $"{answer.Status} {answer.Text}");
    }
}
