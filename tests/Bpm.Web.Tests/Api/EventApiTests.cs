using System.Net;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

public sealed class EventApiTests(ProductHost host)
{
    static string Waiting(string id) => SmallProcesses.Process(id, """
        <bpmn:startEvent id="start" />
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="wait" />
        <bpmn:receiveTask id="wait" name="Wait" messageRef="message_order" />
        <bpmn:sequenceFlow id="f2" sourceRef="wait" targetRef="end" />
        <bpmn:endEvent id="end" />
        """);

    [Fact]
    public async Task A_message_reaches_the_instance_with_the_variables_named()
    {
        var anna = host.As("anna");
        await host.As("demo").Started("event-message", Waiting("event-message"), new { order = new { value = 1, type = "Integer" } });
        var second = await host.As("demo").StartAgain("event-message", new { order = new { value = 2, type = "Integer" } });

        var vague = await anna.Post("/message", new { messageName = "order-event-message" });
        var told = await anna.Post("/message", new
        {
            messageName = "order-event-message", resultEnabled = true, correlationKeys = new { order = new { value = 2, type = "Integer" } },
        });

        Assert.Equal((HttpStatusCode.BadRequest, "MismatchingMessageCorrelationException"), (vague.Status, vague.Type));
        Golden.Equal($$"""
            [{"resultType":"Execution","execution":{"id":"<key>","processInstanceId":"<key>","ended":false,"tenantId":null},"processInstance":null,"variables":null}]
            """, told.Json);
        Assert.Equal("COMPLETED", (string?)(await anna.Get($"/history/process-instance/{second}")).Json["state"]);
    }

    [Fact]
    public async Task An_element_is_found_by_what_it_waits_for_and_told_alone()
    {
        var anna = host.As("anna");
        var instance = await host.As("demo").Started("event-execution", Waiting("event-execution"));

        var waiting = Assert.Single((await anna.Get($"/event-subscription?processInstanceId={instance}&eventType=message")).Json.AsArray())!;
        var told = await anna.Post($"/execution/{(string?)waiting["executionId"]}/messageSubscriptions/order-event-execution/trigger");

        Assert.Equal("order-event-execution", (string?)waiting["eventName"]);
        Assert.Equal(HttpStatusCode.NoContent, told.Status);
        Assert.Equal(0, (await anna.Get($"/event-subscription/count?processInstanceId={instance}")).Count);
    }

    [Fact]
    public async Task The_clock_cannot_be_moved_where_it_is_real() =>
        Assert.Equal(HttpStatusCode.NotFound, (await host.As("demo").PostAsync("/api/test/clock", new StringContent("""{"advance":"PT1H"}"""))).StatusCode);
}
