using System.Net;
using Bpm.Web.Tests.Injection;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

/// <summary>Deleting what is over and what nobody needs any more.</summary>
public sealed class RemovalApiTests(ProductHost host)
{
    [Fact]
    public async Task An_ended_instance_is_deleted_with_all_that_was_written_of_it()
    {
        var demo = host.As("demo");
        const string secret = "secret-of-an-ended-instance";
        var instance = await demo.Started("removal-history", SmallProcesses.UserTask("removal-history"), new { note = new { value = secret } }, secret);
        var task = await demo.TaskOf(instance);
        await demo.Post($"/task/{task}/comment/create", new { message = secret });
        Assert.Equal(HttpStatusCode.BadRequest, (await demo.Delete($"/history/process-instance/{instance}")).Status);
        await demo.Delete($"/process-instance/{instance}");
        Assert.NotEmpty(await StoredText.With(secret, host.DataFolder));

        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("anna").Delete($"/history/process-instance/{instance}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Delete($"/history/process-instance/{instance}")).Status);

        Assert.Empty(await StoredText.With(secret, host.DataFolder));
        Assert.DoesNotContain(await StoredText.With(instance, host.DataFolder), t => !t.StartsWith("audit.detail", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await demo.Get($"/history/process-instance/{instance}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await demo.Delete($"/history/process-instance/{instance}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Delete($"/history/process-instance/{instance}?failIfNotExists=false")).Status);
        Assert.True((await demo.Get("/history/user-operation/count?operationType=DeleteHistory&userId=demo")).Count > 0);
    }

    [Fact]
    public async Task A_deployment_with_instances_is_deleted_by_who_asks_for_it_with_them()
    {
        var demo = host.As("demo");
        var deployed = await demo.Deploy("removal-deployment", SmallProcesses.UserTask("removal-deployment"));
        var id = (string)deployed.Json["id"]!;
        await demo.Delete($"/process-instance/{await demo.StartAgain("removal-deployment")}");
        var running = await demo.StartAgain("removal-deployment");

        var refused = await demo.Delete($"/deployment/{id}");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("there are 2, 1 of them running", refused.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await demo.Delete($"/deployment/{id}?cascade=true&skipCustomListeners=true")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("anna").Delete($"/deployment/{id}?cascade=true")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Delete($"/deployment/{id}?cascade=true")).Status);

        Assert.Equal(HttpStatusCode.NotFound, (await demo.Get($"/deployment/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await demo.Get($"/history/process-instance/{running}")).Status);
        Assert.Equal(0, (await demo.Get("/process-definition/count?key=removal-deployment")).Count);
        Assert.Equal(HttpStatusCode.NotFound, (await demo.Post("/process-definition/key/removal-deployment/start", new { })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await demo.Delete($"/deployment/{id}")).Status);
        await demo.Deploy("removal-deployment", SmallProcesses.UserTask("removal-deployment"));
        await demo.StartAgain("removal-deployment");
    }

    [Fact]
    public async Task The_version_before_becomes_the_latest_and_hears_its_message_again()
    {
        var demo = host.As("demo");
        await demo.Deploy("removal-versions", SmallProcesses.Message("removal-versions"));
        await demo.Deploy("removal-versions", SmallProcesses.UserTask("removal-versions"));
        var second = (await demo.Get("/process-definition/key/removal-versions")).Json;
        Assert.Equal(2, (int)second["version"]!);
        Assert.Equal(HttpStatusCode.BadRequest, (await demo.Post("/message", new { messageName = "order-removal-versions" })).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await demo.Delete($"/process-definition/{second["id"]}")).Status);

        Assert.Equal(1, (int)(await demo.Get("/process-definition/key/removal-versions")).Json["version"]!);
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Post("/message", new { messageName = "order-removal-versions" })).Status);
        Assert.Equal(1, (await demo.Get("/process-instance/count?processDefinitionKey=removal-versions")).Count);
        Assert.Equal(HttpStatusCode.Conflict, (await demo.Delete("/process-definition/key/removal-versions")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Delete("/process-definition/key/removal-versions?cascade=true")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await demo.Delete("/process-definition/key/removal-versions")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await demo.Delete($"/process-definition/{second["id"]}")).Status);
    }

    [Fact]
    public async Task A_process_that_calls_another_is_deleted_though_the_other_is_still_to_hear_of_it()
    {
        var demo = host.As("demo");
        await demo.Deploy("removal-called", SmallProcesses.UserTask("removal-called"));
        var deployed = await demo.Deploy("removal-caller", SmallProcesses.Process("removal-caller", """
            <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="call" />
            <bpmn:callActivity id="call" calledElement="removal-called"><bpmn:incoming>f1</bpmn:incoming></bpmn:callActivity>
            """));
        var caller = await demo.StartAgain("removal-caller");

        Assert.Equal(HttpStatusCode.NoContent, (await demo.Delete($"/deployment/{deployed.Json["id"]}?cascade=true")).Status);

        Assert.Equal(HttpStatusCode.NotFound, (await demo.Get($"/history/process-instance/{caller}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Delete("/process-definition/key/removal-called?cascade=true")).Status);
    }

    [Fact]
    public async Task Decisions_and_forms_go_with_their_deployment()
    {
        var demo = host.As("demo");
        async Task<string> Deployed(string id) =>
            (string)(await demo.Deploy("removal-rules", ("rules.dmn", System.Text.Encoding.UTF8.GetBytes(SmallProcesses.Echo("removal-rules").Replace("name=\"Rules\"", $"name=\"{id}\"", StringComparison.Ordinal))))).Json["id"]!;
        await Deployed("first");
        var second = await Deployed("second");
        Assert.Equal(2, (int)(await demo.Get("/decision-definition/key/removal-rules")).Json["version"]!);

        Assert.Equal(HttpStatusCode.NoContent, (await demo.Delete($"/deployment/{second}")).Status);

        Assert.Equal(1, (int)(await demo.Get("/decision-definition/key/removal-rules")).Json["version"]!);
        Assert.Equal(HttpStatusCode.OK, (await demo.Post("/decision-definition/key/removal-rules/evaluate", new { variables = new { text = new { value = "x" } } })).Status);
    }

    [Fact]
    public async Task What_was_deleted_stands_in_the_operations_by_name()
    {
        var demo = host.As("demo");
        var id = (string)(await demo.Deploy("removal-named", SmallProcesses.UserTask("removal-named"))).Json["id"]!;
        await demo.Delete($"/deployment/{id}");

        var operations = (await demo.Get("/history/user-operation?operationType=Delete&userId=demo")).Json.AsArray();

        Assert.Contains(operations, o => (string?)o!["entityType"] == "Deployment");
        Assert.Contains(await StoredText.With("removal-named", host.DataFolder), t => t.StartsWith("audit.detail", StringComparison.Ordinal) && t.Contains(id, StringComparison.Ordinal));
    }
}
