using System.Net;
using Bpm.Web.Tests.Api.V2;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

/// <summary>Moving tokens by hand, in the words of Camunda 7 and of Camunda 8.</summary>
public sealed class ModificationApiTests(ProductHost host)
{
    /// <summary>start → Check → Each (twice: Look → Note) → Pay → end</summary>
    static string Model(string id) => SmallProcesses.Process(id, """
        <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="check" />
        <bpmn:userTask id="check" name="Check"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
        <bpmn:sequenceFlow id="f2" sourceRef="check" targetRef="each" />
        <bpmn:subProcess id="each" name="Each"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing>
          <bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>
          <bpmn:startEvent id="begin"><bpmn:outgoing>g1</bpmn:outgoing></bpmn:startEvent>
          <bpmn:sequenceFlow id="g1" sourceRef="begin" targetRef="look" />
          <bpmn:userTask id="look" name="Look"><bpmn:incoming>g1</bpmn:incoming><bpmn:outgoing>g2</bpmn:outgoing></bpmn:userTask>
          <bpmn:sequenceFlow id="g2" sourceRef="look" targetRef="note" />
          <bpmn:userTask id="note" name="Note"><bpmn:incoming>g2</bpmn:incoming><bpmn:outgoing>g3</bpmn:outgoing></bpmn:userTask>
          <bpmn:sequenceFlow id="g3" sourceRef="note" targetRef="done" />
          <bpmn:endEvent id="done"><bpmn:incoming>g3</bpmn:incoming></bpmn:endEvent>
        </bpmn:subProcess>
        <bpmn:sequenceFlow id="f3" sourceRef="each" targetRef="pay" />
        <bpmn:userTask id="pay" name="Pay"><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing></bpmn:userTask>
        <bpmn:sequenceFlow id="f4" sourceRef="pay" targetRef="end" />
        <bpmn:endEvent id="end"><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>
        """);

    [Fact]
    public async Task Camunda_7_moves_a_token_with_variables()
    {
        var olga = host.As("olga");
        var id = await host.As("demo").Started("modify-7", Model("modify-7"));

        var moved = await olga.PostText($"/process-instance/{id}/modification", """
            {"skipCustomListeners":false,"skipIoMappings":false,"annotation":"Checked by phone","instructions":[
              {"type":"startBeforeActivity","activityId":"pay","variables":{"local":{"value":"x","type":"String","local":true},"whole":{"value":1,"type":"Integer"}}},
              {"type":"cancel","activityId":"check"}]}
            """);

        Assert.True(moved.Status == HttpStatusCode.NoContent, moved.Text);
        Assert.Equal(["pay"], await Active(olga, id));
        Golden.Equal("""{"whole":{"type":"Integer","value":1,"valueInfo":{}}}""", (await olga.Get($"/process-instance/{id}/variables")).Json);
    }

    [Fact]
    public async Task Camunda_7_takes_flows_and_names_ancestors()
    {
        var olga = host.As("olga");
        var id = await host.As("demo").Started("modify-7-each", Model("modify-7-each"));
        await Moved(olga, id, """{"type":"startAfterActivity","activityId":"check"},{"type":"cancel","activityId":"check"}""");
        Assert.Equal(["each", "each", "each", "look", "look"], await Active(olga, id));

        var unclear = await olga.PostText($"/process-instance/{id}/modification", """{"instructions":[{"type":"startTransition","transitionId":"g2"}]}""");
        Assert.Equal(HttpStatusCode.BadRequest, unclear.Status);
        Assert.Contains("Name the ancestor", unclear.Text, StringComparison.Ordinal);

        var item = (await Keys8(id, "each")).Max();
        await Moved(olga, id, $$"""{"type":"startTransition","transitionId":"g2","ancestorActivityInstanceId":"each:{{item}}"}""");
        Assert.Equal(["each", "each", "each", "look", "look", "note"], await Active(olga, id));
        await Moved(olga, id, $$"""{"type":"cancel","activityInstanceId":"{{item}}"}""");
        Assert.Equal(["each", "each", "look"], await Active(olga, id));
        await Moved(olga, id, """{"type":"cancel","activityId":"each#multiInstanceBody"}""");
        Assert.Equal("EXTERNALLY_TERMINATED", (string?)(await olga.Get($"/history/process-instance/{id}")).Json["state"]);
    }

    [Theory]
    [InlineData("""{"skipCustomListeners":true,"instructions":[{"type":"cancel","activityId":"check"}]}""", "skipCustomListeners")]
    [InlineData("""{"skipIoMappings":true,"instructions":[{"type":"cancel","activityId":"check"}]}""", "skipIoMappings")]
    [InlineData("""{"instructions":[]}""", "at least one instruction")]
    [InlineData("""{"instructions":[{"type":"jump","activityId":"check"}]}""", "'jump'")]
    [InlineData("""{"instructions":[null]}""", "type of an instruction")]
    [InlineData("""{"instructions":[{"type":"cancel"}]}""", "activityInstanceId")]
    [InlineData("""{"instructions":[{"type":"cancel","activityInstanceId":"x"}]}""", "'x'")]
    [InlineData("""{"instructions":[{"type":"startTransition","activityId":"check"}]}""", "transitionId")]
    [InlineData("""{"instructions":[{"type":"startBeforeActivity","activityId":"nowhere"}]}""", "'nowhere'")]
    [InlineData("""{"instructions":[{"type":"startBeforeActivity","activityId":"pay","ancestorActivityInstanceId":"x"}]}""", "ancestor")]
    [InlineData("""{"instructions":[{"type":"startBeforeActivity","activityId":"pay","variables":{"a":null}}]}""", "'a'")]
    [InlineData("""{"instructions":[{"type":"cancel","activityId":"check"},{"type":"startBeforeActivity","activityId":"note"}]}""", "Nothing was changed")]
    public async Task Camunda_7_is_told_what_is_wrong_and_nothing_is_done(string body, string about)
    {
        var olga = host.As("olga");
        var id = await host.As("demo").Started("modify-7-no", Model("modify-7-no"));

        var refused = await olga.PostText($"/process-instance/{id}/modification", body);

        Assert.True(refused.Status == HttpStatusCode.BadRequest, refused.Text);
        Assert.Contains(about, (string?)refused.Json["message"], StringComparison.Ordinal);
        Assert.Equal(["check"], await Active(olga, id));
    }

    [Fact]
    public async Task Only_operators_move_tokens()
    {
        var anna = host.As("anna");
        var id = await host.As("demo").Started("modify-who", Model("modify-who"));

        Assert.Equal(HttpStatusCode.Forbidden, (await anna.PostText($"/process-instance/{id}/modification", """{"instructions":[{"type":"cancel","activityId":"check"}]}""")).Status);
        (await anna.Post8($"/process-instances/{id}/modification", """{"activateInstructions":[{"elementId":"pay"}]}""")).IsProblem(HttpStatusCode.Forbidden, "Operator");
        Assert.Equal(HttpStatusCode.Forbidden, (await anna.PostText("/process-definition/key/modify-who/start", """{"startInstructions":[{"type":"startBeforeActivity","activityId":"pay"}]}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.As("olga").PostText("/process-instance/1/modification", """{"instructions":[{"type":"cancel","activityId":"check"}]}""")).Status);
        (await host.As("olga").Post8("/process-instances/1/modification", """{"activateInstructions":[{"elementId":"pay"}]}""")).IsProblem(HttpStatusCode.NotFound, "process instance");
    }

    [Fact]
    public async Task Camunda_8_activates_and_terminates()
    {
        var olga = host.As("olga");
        var id = await host.As("demo").Started("modify-8", Model("modify-8"));
        var check = Assert.Single(await Keys8(id, "check"));

        var moved = await olga.Post8($"/process-instances/{id}/modification", $$"""
            {"activateInstructions":[{"elementId":"pay","ancestorElementInstanceKey":"-1","variableInstructions":[{"variables":{"whole":1},"scopeId":""},{"variables":{"own":2},"scopeId":"pay"}]}],
             "terminateInstructions":[{"elementInstanceKey":"{{check}}"}],"operationReference":7}
            """);

        Assert.True(moved.Status == HttpStatusCode.NoContent, moved.Text);
        Assert.Equal(["pay"], await Active(olga, id));
        Golden.Equal("""{"whole":{"type":"Integer","value":1,"valueInfo":{}}}""", (await olga.Get($"/process-instance/{id}/variables")).Json);
    }

    [Theory]
    [InlineData("{}", "at least one instruction")]
    [InlineData("""{"activateInstructions":[{}]}""", "elementId")]
    [InlineData("""{"activateInstructions":[{"elementId":"nowhere"}]}""", "'nowhere'")]
    [InlineData("""{"activateInstructions":[{"elementId":"pay","ancestorElementInstanceKey":"99"}]}""", "ancestor")]
    [InlineData("""{"activateInstructions":[{"elementId":"pay","variableInstructions":[{"variables":{"a":1},"scopeId":"each"}]}]}""", "'each'")]
    [InlineData("""{"terminateInstructions":[{}]}""", "elementInstanceKey")]
    [InlineData("""{"terminateInstructions":[{"elementInstanceKey":"99"}]}""", "99")]
    [InlineData("""{"moveInstructions":[{}]}""", "moveInstructions")]
    public async Task Camunda_8_is_told_what_is_wrong_and_nothing_is_done(string body, string about)
    {
        var olga = host.As("olga");
        var id = await host.As("demo").Started("modify-8-no", Model("modify-8-no"));

        (await olga.Post8($"/process-instances/{id}/modification", body)).IsProblem(HttpStatusCode.BadRequest, about);

        Assert.Equal(["check"], await Active(olga, id));
    }

    [Fact]
    public async Task An_instance_starts_elsewhere_than_at_its_start()
    {
        var olga = host.As("olga");
        await host.As("demo").Deploy("modify-start", Model("modify-start"));

        var seven = await olga.PostText("/process-definition/key/modify-start/start", """{"startInstructions":[{"type":"startBeforeActivity","activityId":"pay"}]}""");
        var eight = await olga.Post8("/process-instances", """{"processDefinitionId":"modify-start","startInstructions":[{"elementId":"pay"}]}""");
        var cancels = await olga.PostText("/process-definition/key/modify-start/start", """{"startInstructions":[{"type":"cancel","activityId":"pay"}]}""");

        Assert.Equal(["pay"], await Active(olga, (string)seven.Json["id"]!));
        Assert.Equal(["pay"], await Active(olga, (string)eight.Json["processInstanceKey"]!));
        Assert.Equal(HttpStatusCode.BadRequest, cancels.Status);
    }

    static async Task Moved(HttpClient client, string id, string instructions)
    {
        var answer = await client.PostText($"/process-instance/{id}/modification", $$"""{"instructions":[{{instructions}}]}""");
        Assert.True(answer.Status == HttpStatusCode.NoContent, answer.Text);
    }

    static async Task<IEnumerable<string>> Active(HttpClient client, string id) =>
        (await client.Found8("element-instances", $$$"""{"filter":{"processInstanceKey":"{{{id}}}","state":"ACTIVE"}}""", "elementId")).Select(e => e!).Order(StringComparer.Ordinal);

    async Task<IEnumerable<long>> Keys8(string id, string elementId) =>
        (await host.As("olga").Found8("element-instances", $$$"""{"filter":{"processInstanceKey":"{{{id}}}","elementId":"{{{elementId}}}"}}""", "elementInstanceKey"))
            .Select(k => long.Parse(k!, System.Globalization.CultureInfo.InvariantCulture));
}
