using System.Net;
using System.Text;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

/// <summary>The values that variables have had, what decisions required, and notes beside what happened.</summary>
public sealed class HistoryReadingTests(ProductHost host)
{
    [Fact]
    public async Task Every_value_that_a_variable_had_is_told()
    {
        var demo = host.As("demo");
        var instance = await demo.Started("detail-values", SmallProcesses.UserTask("detail-values"), new { amount = new { value = 5, type = "Integer" }, city = new { value = "Bonn" } });
        await demo.Put($"/process-instance/{instance}/variables/amount", new { value = 6, type = "Integer" });

        var details = (await demo.Get($"/history/detail?processInstanceId={instance}&variableUpdates=true&sortBy=variableName&sortOrder=asc")).Json.AsArray();

        Assert.Equal(["amount 5 0", "amount 6 1", "city Bonn 0"], details.Select(d => $"{d!["variableName"]} {d["value"]} {d["revision"]}"));
        Golden.Equal($$"""
            {"id":"{{instance}}-2","type":"variableUpdate","processDefinitionKey":"detail-values","processDefinitionId":"<key>","processInstanceId":"<key>",
             "activityInstanceId":"<key>","executionId":"<key>","caseDefinitionKey":null,"caseDefinitionId":null,"caseInstanceId":null,"caseExecutionId":null,
             "taskId":null,"tenantId":null,"userOperationId":"{{details[1]!["userOperationId"]}}","time":"<date>","removalTime":null,"rootProcessInstanceId":"<key>","variableName":"amount",
             "variableInstanceId":"{{instance}}:amount","variableType":"Integer","value":6,"valueInfo":{},"initial":false,"revision":1,"errorMessage":null}
            """, details[1]!);
        Assert.Equal(6, (int)(await demo.Get($"/history/detail/{instance}-2")).Json["value"]!);
        async Task<int> Count(string filter) => (await demo.Get("/history/detail/count?" + filter)).Count;
        Assert.Equal(2, await Count($"variableInstanceId={instance}:amount"));
        Assert.Equal(2, await Count($"executionId={instance}&initial=true"));
        Assert.Equal(1, await Count($"processInstanceId={instance}&variableNameLike=ci%25&variableTypeIn=string,date"));
        Assert.Equal(1, await Count($"processInstanceId={instance}&userOperationId={details[1]!["userOperationId"]}"));
        Assert.Equal(0, await Count($"processInstanceId={instance}&occurredBefore=2020-01-01T00:00:00.000%2B0000"));
        Assert.Single((await demo.Post("/history/detail?firstResult=1&maxResults=1", new { processInstanceId = instance })).Json.AsArray());
    }

    [Fact]
    public async Task Details_are_for_those_who_may_read_the_instance_and_need_one()
    {
        var demo = host.As("demo");
        var instance = await demo.Started("detail-rights", SmallProcesses.UserTask("detail-rights"), new { a = new { value = 1 } });

        Assert.Equal(HttpStatusCode.BadRequest, (await demo.Get("/history/detail")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await demo.Get($"/history/detail?processInstanceId={instance}&formFields=true")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("carl").Get($"/history/detail?processInstanceId={instance}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("carl").Get($"/history/detail/{instance}-0")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await demo.Get($"/history/detail/{instance}-99")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await demo.Get("/history/detail/nothing")).Status);
    }

    [Fact]
    public async Task Decisions_that_were_required_are_told_beside_the_one_that_was_asked()
    {
        var demo = host.As("demo");
        var xml = DecisionModels.Process.Replace("id=\"routing\"", "id=\"history-parts\"", StringComparison.Ordinal);
        await demo.Deploy("history-parts", ("parts.bpmn", Encoding.UTF8.GetBytes(xml)), ("parts.dmn", Encoding.UTF8.GetBytes(DecisionModels.Approver)));
        var variables = new { amount = new { value = 200, type = "Integer" }, category = new { value = "gift" } };
        var first = await demo.StartAgain("history-parts", variables);
        await demo.StartAgain("history-parts", variables);
        var query = "processDefinitionKey=history-parts&sortBy=evaluationTime&sortOrder=asc&includeInputs=true&includeOutputs=true";

        var all = (await demo.Get($"/history/decision-instance?{query}")).Json.AsArray();

        Assert.Equal(["approver", "risk", "approver", "risk"], all.Select(d => (string)d!["decisionDefinitionKey"]!));
        Assert.Null(all[0]!["rootDecisionInstanceId"]);
        Assert.Equal((string?)all[0]!["id"], (string?)all[1]!["rootDecisionInstanceId"]);
        Assert.Equal(("Category", "gift", "high"), ((string?)all[1]!["inputs"]![0]!["clauseName"], (string?)all[1]!["inputs"]![0]!["value"], (string?)all[1]!["outputs"]![0]!["value"]));
        Assert.Equal((string?)(await demo.Get("/decision-definition/key/risk")).Json["id"], (string?)all[1]!["decisionDefinitionId"]);
        Assert.Equal(4, (await demo.Get($"/history/decision-instance/count?{query}")).Count);
        Assert.Equal(2, (await demo.Get($"/history/decision-instance/count?{query}&rootDecisionInstancesOnly=true")).Count);
        Assert.Equal(2, (await demo.Get($"/history/decision-instance/count?rootDecisionInstanceId={all[0]!["id"]}")).Count);
        Assert.Equal(2, (await demo.Get($"/history/decision-instance?{query}&decisionDefinitionKey=approver")).Json.AsArray().Count);
        var part = (await demo.Get($"/history/decision-instance?{query}&firstResult=1&maxResults=2")).Json.AsArray();
        Assert.Equal([(string?)all[1]!["id"], (string?)all[2]!["id"]], part.Select(d => (string?)d!["id"]));
        var one = (await demo.Get($"/history/decision-instance/{all[1]!["id"]}?includeOutputs=true")).Json;
        Assert.Equal(("risk", first), ((string?)one["decisionDefinitionKey"], (string?)one["processInstanceId"]));
        Assert.Equal(HttpStatusCode.NotFound, (await demo.Get($"/history/decision-instance/{all[0]!["id"]}-7")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("carl").Get($"/history/decision-instance/{all[1]!["id"]}")).Status);
    }

    [Fact]
    public async Task Operators_note_something_beside_incidents_and_operations()
    {
        var demo = host.As("demo");
        var instance = await demo.Started("noted", SmallProcesses.External("noted", "noted"));
        var job = (string)(await demo.Post("/external-task/fetchAndLock", new { workerId = "w", maxTasks = 1, topics = new[] { new { topicName = "noted", lockDuration = 1000 } } })).Json[0]!["id"]!;
        await demo.Post($"/external-task/{job}/failure", new { workerId = "w", errorMessage = "No network.", retries = 0 });
        var incident = (string)(await demo.Get($"/incident?processInstanceId={instance}")).Json[0]!["id"]!;
        var operation = (string)(await demo.Get($"/history/user-operation?processInstanceId={instance}")).Json[0]!["id"]!;

        Assert.Equal(HttpStatusCode.NoContent, (await demo.Put($"/incident/{incident}/annotation", new { annotation = "Called the network people." })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Put($"/history/user-operation/{operation}/set-annotation", new { annotation = "By order of the board." })).Status);

        Assert.Equal("Called the network people.", (string?)(await demo.Get($"/incident/{incident}")).Json["annotation"]);
        Assert.Equal("Called the network people.", (string?)(await demo.Get($"/history/incident?incidentId={incident}")).Json[0]!["annotation"]);
        Assert.Equal("By order of the board.", (string?)(await demo.Get($"/history/user-operation?operationId={operation}")).Json[0]!["annotation"]);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("anna").Put($"/incident/{incident}/annotation", new { annotation = "x" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await demo.Put($"/incident/{incident}/annotation", new { annotation = new string('x', 4001) })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await demo.Put("/incident/1/annotation", new { annotation = "x" })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Delete($"/incident/{incident}/annotation")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Put($"/history/user-operation/{operation}/clear-annotation", new { })).Status);
        Assert.Null((await demo.Get($"/incident/{incident}")).Json["annotation"]);
        Assert.Null((await demo.Get($"/history/user-operation?operationId={operation}")).Json[0]!["annotation"]);
    }
}
