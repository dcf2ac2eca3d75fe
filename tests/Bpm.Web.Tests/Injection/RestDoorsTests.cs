using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Injection;

/// <summary>
/// Every operation of the REST API, as the server itself lists them, is given code in every text that it takes: in the path,
/// in the query, and at each place of its body. What ids mean is named here, so an operation on something new has to be added.
/// </summary>
public sealed class RestDoorsTests(RestDoorsTests.Server server) : IClassFixture<RestDoorsTests.Server>
{
    /// <summary>Each place is given one in so many of the texts, the next place the ones after them.</summary>
    const int Share = 8;

    readonly Dictionary<string, string> _ids = [];

    [Fact]
    public async Task Every_text_of_every_operation_is_taken_as_it_is()
    {
        using var client = server.Host.Client("Basic", "demo:demo");
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;
        var operations = RestOperation.AllOf(document);
        Assert.Contains(operations, o => o.Name == "post /engine-rest/task/{id}/complete");

        // What reads comes first: what removes things comes when there is nothing left to do with them.
        var number = 0;
        foreach (var operation in operations.OrderBy(o => o.Method == "delete" ? 2 : o.Method == "get" ? 0 : 1))
        {
            // One text at a time reaches past what refuses the others; all at once is for those that need several.
            var places = operation.Texts.Select(t => new HashSet<string> { t }).Append([.. operation.Texts]).Where(p => p.Count > 0);
            foreach (var place in places)
                foreach (var payload in Payloads.All.Skip(number++ % Share).Where((_, i) => i % Share == 0)) await Try(client, operation, place, payload);
        }

        Assert.Empty(await StoredText.With(Payloads.Computed, server.Host.DataFolder));
        Assert.NotEmpty(await StoredText.With(Payloads.Expressions[0], server.Host.DataFolder));
        Assert.DoesNotContain(Payloads.Computed, server.Host.Output, StringComparison.Ordinal);
    }

    async Task Try(HttpClient client, RestOperation operation, IReadOnlySet<string> places, string payload)
    {
        using var request = await operation.Request(payload, places, async kind => _ids.TryGetValue(kind, out var id) ? id : _ids[kind] = await Id(client, kind));
        using var response = await client.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode < HttpStatusCode.InternalServerError, $"{operation.Name} {string.Join(',', places)} {payload}: {(int)response.StatusCode} {answer}\n{(response.IsSuccessStatusCode ? "" : server.Host.Output)}");
        Assert.DoesNotContain(Payloads.Computed, answer, StringComparison.Ordinal);
        // What was done once may be no more to be done with the same.
        if (operation.Method != "get" && response.IsSuccessStatusCode) _ids.Clear();
    }

    static async Task<string> Attached(HttpClient client, string task)
    {
        using var form = new MultipartFormDataContent { { new StringContent("https://example.org/x"), "url" } };
        return (string)(await Answer.Of(await client.PostAsync($"/engine-rest/task/{task}/attachment/create", form))).Json["id"]!;
    }

    /// <summary>Something of the kind that is there to be worked on.</summary>
    async Task<string> Id(HttpClient client, string kind)
    {
        await server.Prepare(client);
        return kind switch
        {
            "deployment" => (string)(await client.Get("/deployment")).Json[0]!["id"]!,
            "resource" => (string)(await client.Get($"/deployment/{await Id(client, "deployment")}/resources")).Json[0]!["id"]!,
            "definition" => (string)(await client.Get("/process-definition?key=rest-doors")).Json[0]!["id"]!,
            "processInstance" => (string)(await client.Get("/process-instance?processDefinitionKey=rest-doors&maxResults=1")).Json[0]!["id"]!,
            "task" => (string)(await client.Get("/task?processDefinitionKey=rest-doors&sortBy=created&sortOrder=desc&maxResults=1")).Json[0]!["id"]!,
            "externalTask" => (string)(await client.Get("/external-task?topicName=rest-doors&maxResults=1")).Json[0]!["id"]!,
            "jobDefinition" => $"{await Id(client, "definition")}:timer:wait",
            "job" => (string)(await client.Get("/job?maxResults=1")).Json[0]!["id"]!,
            "incident" => (await client.Get("/incident?maxResults=1")).Json.AsArray() is [{ } incident, ..] ? (string)incident["id"]! : "1",
            "activity" => (string)(await client.Get("/history/activity-instance?maxResults=1")).Json[0]!["id"]!,
            "decision" => (string)(await client.Get("/decision-definition?key=rest-doors")).Json[0]!["id"]!,
            "evaluation" => (string)(await client.Get("/history/decision-instance?maxResults=1")).Json[0]!["id"]!,
            "filter" => (string)(await client.Post("/filter/create", new { resourceType = "Task", name = "doors", owner = "demo", query = new { nameLike = "%" } })).Json["id"]!,
            "operation" => (string)(await client.Get("/history/user-operation?maxResults=1")).Json[0]!["id"]!,
            "detail" => $"{await Id(client, "processInstance")}-0",
            "comment" => "1-1",
            "attachment" => await Attached(client, await Id(client, "task")),
            "variableInstance" => (string)(await client.Get("/variable-instance?maxResults=1")).Json[0]!["id"]!,
            "logEntry" => (string)(await client.Get("/history/external-task-log?maxResults=1")).Json[0]!["id"]!,
            "webhook" => "doors",
            "user" => "ben",
            "group" => "sales",
            "processKey" => "rest-doors",
            "variable" => "text",
            _ => throw new InvalidOperationException($"Expected to know what the id of a {kind} is."),
        };
    }

    /// <summary>The product for this test alone: others count its people and groups.</summary>
    public sealed class Server : IAsyncLifetime
    {
        bool _isDeployed;

        public ProductHost Host { get; } = new();

        public ValueTask InitializeAsync() => Host.InitializeAsync();

        public ValueTask DisposeAsync() => Host.DisposeAsync();

        /// <summary>One more instance, which waits at a task, a job of a worker and a timer at once.</summary>
        public async Task Prepare(HttpClient client)
        {
            if (!_isDeployed)
            {
                var deployed = await client.Deploy("rest-doors", ("rest-doors.bpmn", Encoding.UTF8.GetBytes(Model)), ("rest-doors.dmn", Encoding.UTF8.GetBytes(SmallProcesses.Echo("rest-doors"))));
                Assert.True(deployed.Status == HttpStatusCode.OK, deployed.Text);
                _isDeployed = true;
            }
            await client.StartAgain("rest-doors", new { text = new { value = "x" } });
        }

        static string Model => SmallProcesses.Process("rest-doors", """
            <bpmn:startEvent id="start"><bpmn:outgoing>f0</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="f0" sourceRef="start" targetRef="ask" />
            <bpmn:businessRuleTask id="ask" camunda:decisionRef="rest-doors" camunda:resultVariable="said"><bpmn:incoming>f0</bpmn:incoming><bpmn:outgoing>f7</bpmn:outgoing></bpmn:businessRuleTask>
            <bpmn:sequenceFlow id="f7" sourceRef="ask" targetRef="all" />
            <bpmn:parallelGateway id="all"><bpmn:incoming>f7</bpmn:incoming><bpmn:outgoing>f1</bpmn:outgoing><bpmn:outgoing>f2</bpmn:outgoing><bpmn:outgoing>f3</bpmn:outgoing></bpmn:parallelGateway>
            <bpmn:sequenceFlow id="f1" sourceRef="all" targetRef="approve" /><bpmn:sequenceFlow id="f2" sourceRef="all" targetRef="charge" /><bpmn:sequenceFlow id="f3" sourceRef="all" targetRef="wait" />
            <bpmn:userTask id="approve" camunda:candidateGroups="accounting"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing></bpmn:userTask>
            <bpmn:serviceTask id="charge" camunda:type="external" camunda:topic="rest-doors"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f5</bpmn:outgoing></bpmn:serviceTask>
            <bpmn:intermediateCatchEvent id="wait"><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f6</bpmn:outgoing><bpmn:timerEventDefinition id="t"><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
            <bpmn:sequenceFlow id="f4" sourceRef="approve" targetRef="e1" /><bpmn:sequenceFlow id="f5" sourceRef="charge" targetRef="e2" /><bpmn:sequenceFlow id="f6" sourceRef="wait" targetRef="e3" />
            <bpmn:endEvent id="e1"><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent><bpmn:endEvent id="e2"><bpmn:incoming>f5</bpmn:incoming></bpmn:endEvent><bpmn:endEvent id="e3"><bpmn:incoming>f6</bpmn:incoming></bpmn:endEvent>
            """);
    }
}
