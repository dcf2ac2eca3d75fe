using System.Net;
using System.Text;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

/// <summary>Files that cannot be deployed: each is answered with what is wrong and where, and changes nothing.</summary>
public sealed class BadUploadTests(ProductHost host)
{
    public static TheoryData<string> Kinds => ["malformed", "huge", "deep", "dtd", "encoding", "empty", "other", "unknown-element", "text"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_bad_file_gets_its_diagnostic_and_leaves_the_definitions_unchanged(string kind)
    {
        var mia = host.As("mia");
        var before = await Definitions(mia);

        var refused = await mia.Deploy("bad-upload", ("bad.bpmn", File(kind)));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("application/json", refused.ContentType);
        Assert.Equal("ParseException", refused.Type);
        Assert.StartsWith("ENGINE-09005 Could not parse BPMN process. Errors: ", refused.Message, StringComparison.Ordinal);
        var error = refused.Json["details"]!["bad.bpmn"]!["errors"]![0]!;
        Assert.NotEmpty((string?)error["message"] ?? "");
        Assert.Equal(["message", "line", "column", "mainBpmnElementId", "bpmnElementIds"], error.AsObject().Select(p => p.Key));
        Assert.Equal(before, await Definitions(mia));
    }

    [Fact]
    public async Task A_problem_of_an_element_names_its_line_and_id()
    {
        var refused = await host.As("mia").Deploy("bad-element", ("bad.bpmn", File("unknown-element")));

        var error = refused.Json["details"]!["bad.bpmn"]!["errors"]!.AsArray().First(e => (string?)e!["mainBpmnElementId"] == "approve")!;
        Assert.Equal("approve", (string?)Assert.Single(error["bpmnElementIds"]!.AsArray()));
        Assert.True((int)error["line"]! > 1);
    }

    [Fact]
    public async Task An_upload_beyond_the_limit_is_refused_before_it_is_read()
    {
        var mia = host.As("mia");
        var before = await Definitions(mia);

        var status = await Status(mia, new byte[33 * 1024 * 1024]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Equal(before, await Definitions(mia));
    }

    [Fact]
    public async Task No_file_at_all_is_a_clear_400()
    {
        var refused = await host.As("mia").Deploy("bad-nothing", []);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("at least one file", refused.Message, StringComparison.Ordinal);
    }

    static byte[] File(string kind) => kind switch
    {
        "malformed" => Utf8(SmallProcesses.UserTask("bad").Replace("</bpmn:process>", "", StringComparison.Ordinal)),
        "huge" => Utf8(SmallProcesses.Process("bad", "<!--" + new string('x', 25 * 1024 * 1024) + "-->")),
        "deep" => Utf8(SmallProcesses.Process("bad", string.Concat(Enumerable.Repeat("<bpmn:extensionElements>", 5000)) + string.Concat(Enumerable.Repeat("</bpmn:extensionElements>", 5000)))),
        "dtd" => Utf8(SmallProcesses.UserTask("bad").Replace("<bpmn:definitions", "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>\n<bpmn:definitions", StringComparison.Ordinal)),
        "encoding" => [.. Utf8(SmallProcesses.UserTask("bad")).Select(b => b == (byte)'L' ? (byte)0xFF : b)],
        "empty" => [],
        "other" => Utf8("<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><body/></html>"),
        "unknown-element" => Utf8(SmallProcesses.UserTask("bad").Replace("bpmn:userTask", "bpmn:adHocSubProcess", StringComparison.Ordinal)),
        _ => Utf8("This is no XML."),
    };

    static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    static async Task<string> Definitions(HttpClient client) =>
        string.Join('\n', (await client.Get("/process-definition?keyLike=bad%25")).Json.AsArray().Select(d => (string?)d!["id"]));

    // The server answers and closes before all is sent, which a client may see as a broken pipe.
    static async Task<HttpStatusCode> Status(HttpClient client, byte[] content)
    {
        try
        {
            return (await client.Deploy("bad-limit", ("bad.bpmn", content))).Status;
        }
        catch (HttpRequestException e) when (e.InnerException is IOException)
        {
            return HttpStatusCode.RequestEntityTooLarge;
        }
    }
}
