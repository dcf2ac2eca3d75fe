using System.Net;
using System.Text.RegularExpressions;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.PublicForms;

/// <summary>Start forms that anyone may send, as a browser without a session sends them.</summary>
public sealed partial class PublicFormTests(ProductHost host)
{
    [Fact]
    public async Task A_visitor_starts_the_process_and_learns_the_reference()
    {
        await Deploy("public-order");
        using var visitor = host.Client();

        var thanks = await Send(visitor, "public-order", ("number", "P-1"), ("amount", "12"), ("hurry", "true"));

        Assert.Contains("Your reference is <strong>P-1</strong>", thanks, StringComparison.Ordinal);
        var instance = Assert.Single(await Instances("public-order"));
        Assert.Equal("P-1", (string?)instance!["businessKey"]);
        var history = await host.As("demo").Get($"/history/process-instance/{instance["id"]}");
        Assert.Equal("public-form", (string?)history.Json["startUserId"]);
        var variables = await host.As("demo").Get($"/process-instance/{instance["id"]}/variables");
        Assert.Equal(("P-1", 12, true), ((string?)variables.Json["number"]!["value"], (int)variables.Json["amount"]!["value"]!, (bool)variables.Json["hurry"]!["value"]!));
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_what_was_typed_stays()
    {
        await Deploy("public-wrong");
        using var visitor = host.Client();

        var page = await Send(visitor, "public-wrong", ("number", "P-2"), ("amount", "many"));

        Assert.Contains("One answer needs your attention", page, StringComparison.Ordinal);
        Assert.Contains("value=\"P-2\"", page, StringComparison.Ordinal);
        Assert.Empty(await Instances("public-wrong"));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_starts_once_and_another_answer_starts_again()
    {
        await Deploy("public-twice");
        using var visitor = host.Client();
        var request = await Request(visitor, "public-twice");

        var first = await Post(visitor, "public-twice", [("_request", request), ("number", "P-3"), ("amount", "1")]);
        var again = await Post(visitor, "public-twice", [("_request", request), ("number", "P-3"), ("amount", "1")]);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (first.StatusCode, again.StatusCode));
        Assert.Contains("Your reference is <strong>P-3</strong>", await visitor.GetStringAsync(again.Headers.Location), StringComparison.Ordinal);
        Assert.Single(await Instances("public-twice"));

        await Post(visitor, "public-twice", [("_request", request), ("number", "P-3"), ("amount", "2")]);
        Assert.Equal(2, (await Instances("public-twice")).Count);
    }

    [Fact]
    public async Task Only_what_the_form_asks_becomes_a_variable()
    {
        await Deploy("public-more");
        using var visitor = host.Client();

        await Send(visitor, "public-more", ("number", "P-4"), ("amount", "1"), ("approved", "true"));

        var variables = await host.As("demo").Get($"/process-instance/{(await Instances("public-more"))[0]!["id"]}/variables");
        Assert.Null(variables.Json["approved"]);
    }

    [Fact]
    public async Task What_is_not_open_to_anyone_is_not_there()
    {
        await host.As("demo").Deploy("public-no", Model("public-no", "false"));
        using var visitor = host.Client();
        visitor.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        foreach (var path in (string[])["/new/public-no", "/new/unknown", "/new/public-no?received=x"])
        {
            var answer = await visitor.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains("There is nothing at this address", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        await Post(visitor, "public-no", [("number", "P-5"), ("amount", "1")]);
        Assert.Empty(await Instances("public-no"));
    }

    [Fact]
    public async Task A_later_version_that_is_not_public_closes_the_form()
    {
        await Deploy("public-closed");
        await host.As("demo").Deploy("public-closed", Model("public-closed", "false"));
        using var visitor = host.Client();

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/new/public-closed")).StatusCode);
    }

    [Fact]
    public async Task A_reference_that_somebody_made_up_is_not_shown()
    {
        await Deploy("public-made-up");
        using var visitor = host.Client();

        Assert.DoesNotContain("call 555", await visitor.GetStringAsync("/new/public-made-up?received=call%20555"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspended_process_closes_its_form_without_saying_why()
    {
        await Deploy("public-suspended");
        using var visitor = host.Client();
        var request = await Request(visitor, "public-suspended");
        var suspended = await host.As("demo").Put("/process-definition/key/public-suspended/suspended", new { suspended = true });
        Assert.Equal(HttpStatusCode.NoContent, suspended.Status);

        Assert.Contains("This form is closed at present.", await visitor.GetStringAsync("/new/public-suspended"), StringComparison.Ordinal);
        var answer = await Post(visitor, "public-suspended", [("_request", request), ("number", "P-6"), ("amount", "1")]);
        Assert.DoesNotContain("Demo Everyone", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await Instances("public-suspended"));
    }

    [Fact]
    public async Task Markup_stays_text()
    {
        const string text = "<img src=x onerror=\"alert(1)\">'{{1}}";
        var named = System.Security.SecurityElement.Escape(text);
        await host.As("demo").Deploy("public-marked", Model("public-marked", "true").Replace("name=\"Order\"", $"name=\"{named}\"", StringComparison.Ordinal)
            .Replace("label=\"Number\"", $"label=\"{named}\"", StringComparison.Ordinal));
        using var visitor = host.Client();

        var wrong = await Send(visitor, "public-marked", ("number", text), ("amount", text));
        var thanks = await Send(visitor, "public-marked", ("number", text), ("amount", "1"));

        Assert.Contains("&lt;img src=x", wrong, StringComparison.Ordinal);
        Assert.Contains("Your reference is <strong>&lt;img src=x", thanks, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", wrong + thanks, StringComparison.Ordinal);
    }

    async Task Deploy(string id)
    {
        var answer = await host.As("demo").Deploy(id, Model(id, "true"));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
    }

    static string Model(string id, string access) => SmallProcesses.Process(id, $"""
        <bpmn:startEvent id="start">
          <bpmn:extensionElements>
            <camunda:formData businessKey="number">
              <camunda:formField id="number" label="Number" type="string"><camunda:validation><camunda:constraint name="required" /></camunda:validation></camunda:formField>
              <camunda:formField id="amount" label="Amount" type="long"><camunda:validation><camunda:constraint name="required" /></camunda:validation></camunda:formField>
              <camunda:formField id="hurry" label="In a hurry" type="boolean" />
            </camunda:formData>
            <camunda:properties><camunda:property name="publicAccess" value="{access}" /></camunda:properties>
          </bpmn:extensionElements>
          <bpmn:outgoing>f1</bpmn:outgoing>
        </bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="look" />
        <bpmn:userTask id="look" name="Look" camunda:candidateGroups="accounting"><bpmn:incoming>f1</bpmn:incoming></bpmn:userTask>
        """, "camunda:candidateStarterGroups=\"management\"");

    /// <summary>Fills in the form as it is and gives the page that answers.</summary>
    static async Task<string> Send(HttpClient visitor, string process, params (string, string)[] answers)
    {
        var answer = await Post(visitor, process, [("_request", await Request(visitor, process)), .. answers]);
        return await (answer.Headers.Location is { } next ? await visitor.GetAsync(next) : answer).Content.ReadAsStringAsync();
    }

    static Task<HttpResponseMessage> Post(HttpClient visitor, string process, (string Name, string Value)[] answers) =>
        visitor.PostAsync("/new/" + process, new FormUrlEncodedContent(
            [KeyValuePair.Create("_handler", "public-start"), .. answers.Select(a => KeyValuePair.Create(a.Name, a.Value))]));

    static async Task<string> Request(HttpClient visitor, string process) =>
        RequestField().Match(await visitor.GetStringAsync("/new/" + process)).Groups[1].Value;

    [GeneratedRegex("name=\"_request\" value=\"([0-9a-f]+)\"")]
    private static partial Regex RequestField();

    async Task<IReadOnlyList<System.Text.Json.Nodes.JsonNode?>> Instances(string process) =>
        [.. (await host.As("demo").Get($"/process-instance?processDefinitionKey={process}")).Json.AsArray()];
}
