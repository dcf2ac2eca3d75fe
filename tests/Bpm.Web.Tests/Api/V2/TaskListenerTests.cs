using System.Net;
using System.Text.Json.Nodes;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api.V2;

/// <summary>Listeners of user tasks as workers of Camunda 8 serve them: the caller waits until they have decided.</summary>
public sealed class TaskListenerTests(ProductHost host)
{
    [Fact]
    public async Task A_completion_that_a_listener_denies_is_refused_with_the_reason()
    {
        var key = await Started("v2-listen-deny", "completing");

        var completing = host.As("anna").Post8($"/user-tasks/{key}/completion", """{"variables":{"approved":true}}""");
        var job = await Activate("v2-listen-deny");
        Assert.Equal(("TASK_LISTENER", "COMPLETING", true), ((string?)job["kind"], (string?)job["listenerEventType"], (bool)job["variables"]!["approved"]!));
        Assert.Equal(("complete", "anna", $"{key}"), ((string?)job["userTask"]!["action"], (string?)job["userTask"]!["assignee"], (string?)job["userTask"]!["userTaskKey"]));
        await Says(job, """{"result":{"type":"userTask","denied":true,"deniedReason":"The receipt is missing."}}""");

        (await completing).IsProblem(HttpStatusCode.Conflict, "The receipt is missing.");
        Assert.Equal(("CREATED", "anna"), await State(key));
    }

    [Fact]
    public async Task What_a_listener_corrects_is_part_of_the_completion()
    {
        var key = await Started("v2-listen-correct", "completing");

        var completing = host.As("anna").Post8($"/user-tasks/{key}/completion", "{}");
        await Says(await Activate("v2-listen-correct"), """
            {"result":{"type":"userTask","denied":false,"corrections":{"assignee":"ben","dueDate":"2031-01-31T12:00:00Z","followUpDate":null,"candidateUsers":["ben"],"candidateGroups":[],"priority":80}}}
            """);

        Assert.Equal(HttpStatusCode.NoContent, (await completing).Status);
        var task = (await host.As("demo").Get8($"/user-tasks/{key}")).Json;
        Assert.Equal(("COMPLETED", "ben", 80, "2031-01-31T12:00:00.000Z"), ((string?)task["state"], (string?)task["assignee"], (int)task["priority"]!, (string?)task["dueDate"]));
    }

    [Fact]
    public async Task An_assignment_and_a_change_wait_for_their_listeners_too()
    {
        var key = await Started("v2-listen-assign", "assigning", "updating");
        Assert.Equal(("CREATED", null), await State(key));

        var assigning = host.As("demo").Post8($"/user-tasks/{key}/assignment", """{"assignee":"anna"}""");
        var job = await Activate("v2-listen-assign");
        Assert.Equal(("ASSIGNING", "assignee"), ((string?)job["listenerEventType"], (string?)job["userTask"]!["changedAttributes"]![0]));
        await Says(job, """{"result":{"type":"userTask","corrections":{"assignee":"ben"}}}""");
        Assert.Equal(HttpStatusCode.NoContent, (await assigning).Status);

        var updating = host.As("demo").Patch8($"/user-tasks/{key}", """{"changeset":{"priority":5}}""");
        var change = await Activate("v2-listen-assign");
        Assert.Equal(("UPDATING", 5), ((string?)change["listenerEventType"], (int)change["userTask"]!["priority"]!));
        await Says(change, """{"result":{"type":"userTask","denied":true,"deniedReason":"Not now."}}""");

        (await updating).IsProblem(HttpStatusCode.Conflict, "Not now.");
        Assert.Equal(("CREATED", "ben"), await State(key));
    }

    [Fact]
    public async Task A_task_is_created_as_its_listeners_correct_it()
    {
        var worker = host.As("demo");
        var instance = await worker.Started("v2-listen-create", Model("v2-listen-create", "creating"));
        var job = await Activate("v2-listen-create");
        Assert.Equal(("CREATING", "create"), ((string?)job["listenerEventType"], (string?)job["userTask"]!["action"]));

        (await worker.Post8($"/jobs/{job["jobKey"]}/completion", """{"result":{"type":"userTask","denied":true}}""")).IsProblem(HttpStatusCode.BadRequest, "denies");
        (await worker.Post8($"/jobs/{job["jobKey"]}/completion", """{"result":{"corrections":{"assignee":"nobody-there"}}}""")).IsProblem(HttpStatusCode.BadRequest, "nobody-there");
        await Says(job, """{"result":{"type":"userTask","corrections":{"candidateUsers":["ben"],"priority":7}}}""");

        var task = Assert.Single((await worker.Post8("/user-tasks/search", $$$"""{"filter":{"processInstanceKey":"{{{instance}}}"}}""")).Json["items"]!.AsArray())!;
        Assert.Equal((7, "ben"), ((int)task["priority"]!, (string?)task["candidateUsers"]![0]));
    }

    [Theory]
    [InlineData("""{"result":{"type":"userTask","corrections":{"name":"x"}}}""", "name")]
    [InlineData("""{"result":{"type":"userTask","corrections":{"priority":"high"}}}""", "priority")]
    [InlineData("""{"result":{"type":"userTask","corrections":{"dueDate":"soon"}}}""", "dueDate")]
    [InlineData("""{"result":{"type":"userTask","corrections":{"candidateUsers":[5]}}}""", "candidateUsers")]
    [InlineData("""{"result":{"type":"userTask","corrections":[]}}""", "corrections")]
    [InlineData("""{"result":{"type":"adHocSubProcess","activateElements":[]}}""", "adHocSubProcess")]
    public async Task What_a_listener_cannot_say_is_refused(string body, string about) =>
        (await host.As("demo").Post8("/jobs/1/completion", body)).IsProblem(HttpStatusCode.BadRequest, about);

    async Task<string> Started(string process, params string[] moments)
    {
        var instance = await host.As("demo").Started(process, Model(process, moments));
        var found = await host.As("demo").Post8("/user-tasks/search", $$$"""{"filter":{"processInstanceKey":"{{{instance}}}"}}""");
        var key = (string?)Assert.Single(found.Json["items"]!.AsArray())!["userTaskKey"];
        if (!moments.Contains("assigning")) Assert.Equal(HttpStatusCode.NoContent, (await host.As("anna").Post8($"/user-tasks/{key}/assignment", """{"assignee":"anna"}""")).Status);
        return key!;
    }

    static string Model(string process, params string[] moments) => $"""
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="test" id="d"
            xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.8.0">
          <bpmn:process id="{process}" isExecutable="true">
            <bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>
            <bpmn:userTask id="review"><bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="accounting"/>
              <zeebe:taskListeners>{string.Concat(moments.Select(m => $"<zeebe:taskListener eventType=\"{m}\" type=\"{process}\"/>"))}</zeebe:taskListeners>
            </bpmn:extensionElements></bpmn:userTask>
            <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="review"/><bpmn:sequenceFlow id="b" sourceRef="review" targetRef="end"/>
          </bpmn:process>
        </bpmn:definitions>
        """;

    // The worker waits for the job as workers do: it comes when the caller's wish has been taken.
    async Task<JsonNode> Activate(string type)
    {
        var answer = await host.As("demo").Post8("/jobs/activation", $$$"""{"type":"{{{type}}}","worker":"w","timeout":60000,"maxJobsToActivate":1,"requestTimeout":120000}""");
        return Assert.Single(answer.Json["jobs"]!.AsArray())!;
    }

    async Task Says(JsonNode job, string body) => Assert.Equal(HttpStatusCode.NoContent, (await host.As("demo").Post8($"/jobs/{job["jobKey"]}/completion", body)).Status);

    async Task<(string?, string?)> State(string key)
    {
        var task = (await host.As("demo").Get8($"/user-tasks/{key}")).Json;
        return ((string?)task["state"], (string?)task["assignee"]);
    }
}
