using Bpm.Connectors;
using Bpm.Connectors.Tests;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

/// <summary>Service tasks of both vocabularies whose work a connector does, from the model to the variables.</summary>
public sealed class ConnectorTaskTests : IDisposable
{
    const string Check = """<userTask id="check" name="Check"><extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="accounting"/></extensionElements></userTask><endEvent id="end"/>""";

    readonly TestDatabase _database = new();

    [Fact]
    public async Task A_task_of_Camunda_8_takes_settings_from_headers_and_data_from_inputs()
    {
        await using var server = await StubServer.Start(200, """{"score":7}""");
        await using var node = await Start(server, ("TOKEN", "t0ken-value"));
        await node.Deploy(Models.Flow8("test", $"""
            <startEvent id="start"/>
            <serviceTask id="ask"><extensionElements>
              <zeebe:taskDefinition type="http"/>
              <zeebe:taskHeaders>
                <zeebe:header key="url" value="{server.Url}/scores/{"{id}"}"/><zeebe:header key="method" value="POST"/>
                <zeebe:header key="auth" value="bearer"/><zeebe:header key="auth.token" value="{"{{secrets.TOKEN}}"}"/>
                <zeebe:header key="resultExpression" value="={"{score: response.body.score}"}"/>
              </zeebe:taskHeaders>
              <zeebe:ioMapping><zeebe:input source="=customer" target="id"/><zeebe:input source="={"{wish: note}"}" target="body"/><zeebe:output source="=score" target="score"/></zeebe:ioMapping>
            </extensionElements></serviceTask>{Check}
            """, "start-ask ask-check check-end"));

        var started = await node.StartProcess("test", ("customer", new FeelString("a/b")), ("note", new FeelString("{{secrets.TOKEN}}")), ("url", new FeelString("http://elsewhere/")));
        await node.RunDueWork();

        Assert.Equal("check", (await node.OpenTask(started.Key)).ElementId);
        var asked = Assert.Single(server.Received);
        Assert.Equal(("/scores/a%2Fb", "Bearer t0ken-value", """{"wish":"{{secrets.TOKEN}}"}"""), (asked.Target, asked.Header("Authorization"), asked.Body));
        Assert.Equal(FeelNumber.Of(7), await Variable(node, started.Key, "score"));
    }

    [Fact]
    public async Task A_task_of_Camunda_7_takes_settings_from_properties_and_data_from_input_parameters()
    {
        await using var server = await StubServer.Start(200, """{"score":7}""");
        await using var node = await Start(server);
        await node.Deploy(Ask(server.Url + "/scores/{id}"));

        var started = await node.StartProcess("test", ("customer", FeelNumber.Of(42)));
        await node.RunDueWork();

        Assert.Equal("check", (await node.OpenTask(started.Key)).ElementId);
        Assert.Equal("/scores/42", Assert.Single(server.Received).Target);
        Assert.Equal(FeelNumber.Of(7), await Variable(node, started.Key, "score"));
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_when_it_said_so()
    {
        var status = 503;
        await using var server = await StubServer.Start(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "600";
            return Task.CompletedTask;
        });
        await using var node = await Start(server);
        await node.Deploy(Ask(server.Url + "/scores/{id}"));
        var started = await node.StartProcess("test", ("customer", FeelNumber.Of(42)));
        await node.RunDueWork();
        status = 200;

        _database.Clock.Advance(TimeSpan.FromSeconds(599));
        await node.RunDueWork();
        Assert.Single(server.Received);
        _database.Clock.Advance(TimeSpan.FromSeconds(1));
        await node.RunDueWork();

        Assert.Equal(2, server.Received.Count);
        Assert.Equal("check", (await node.OpenTask(started.Key)).ElementId);
    }

    [Fact]
    public async Task What_a_person_must_mend_is_an_incident_that_tells_no_secret()
    {
        await using var server = await StubServer.Start(200);
        await using var node = await Start(server, ("TOKEN", "t0ken-value"));
        await node.Deploy(Ask("gopher://{{secrets.TOKEN}}/"));

        var started = await node.StartProcess("test", ("customer", FeelNumber.Of(42)));
        await node.RunDueWork();

        var incident = Assert.Single(await node.Get<Incidents>().List(new IncidentQuery { InstanceKey = started.Key }, Slice.All, CancellationToken.None));
        Assert.Contains("'url'", incident.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", incident.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connector_that_is_switched_off_leaves_its_jobs_to_workers()
    {
        var options = new BpmOptions { Data = _database.Folder, Demo = true };
        options.Connectors.Off.Add("http");
        await using var node = await TestNode.Start(_database, options);
        await node.Deploy(Ask("http://127.0.0.1/"));

        await node.StartProcess("test", ("customer", FeelNumber.Of(42)));
        await node.RunDueWork();

        Assert.Single((await node.Engine.FetchAndLock(Actor.System, "worker", ["http"], 5, TimeSpan.FromMinutes(1))).Value!);
    }

    [Fact]
    public async Task A_message_of_a_job_that_is_done_twice_is_sent_once()
    {
        await using var node = await Start(null);
        await node.Deploy(Models.Flow8("receiver",
            $"""<startEvent id="start"><messageEventDefinition id="d" messageRef="m"/></startEvent>{Check}""", "start-check check-end", """<message id="m" name="paid"/>"""));
        var job = Job(("messageName", "paid"), ("resultVariable", "sent")) with
        {
            Inputs = FeelContext.Of(("variables", FeelContext.Of(("amount", FeelNumber.Of(5))))),
        };

        var first = await Run(node, "send-message", job);
        var again = await Run(node, "send-message", job);
        await node.RunDueWork();

        Assert.Equal((FeelBoolean.True, FeelBoolean.False), (In(first, "sent", "isNew"), In(again, "sent", "isNew")));
        var instance = Assert.Single(await node.Get<InstanceOverview>().List(new InstanceQuery { ProcessId = "receiver" }, Slice.All, CancellationToken.None));
        Assert.Equal(FeelNumber.Of(5), await Variable(node, instance.InstanceKey, "amount"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("order-7")]
    public async Task A_process_is_started_once_by_a_job_that_is_done_twice(string? businessKey)
    {
        await using var node = await Start(null);
        await node.Deploy(Models.Flow8("called", $"""<startEvent id="start"/>{Check}""", "start-check check-end"));
        var job = businessKey is null ? Job(("processId", "called")) : Job(("processId", "called"), ("businessKey", businessKey));

        var first = await Run(node, "start-process", job);
        var again = await Run(node, "start-process", job);

        Assert.Equal(In(first, "response", "processInstanceKey"), In(again, "response", "processInstanceKey"));
        Assert.Equal(businessKey ?? "job-4711", Assert.Single(await node.Get<InstanceOverview>().List(new InstanceQuery { ProcessId = "called" }, Slice.All, CancellationToken.None)).BusinessKey);
    }

    [Fact]
    public async Task A_process_that_has_ended_meanwhile_is_not_started_again()
    {
        await using var node = await Start(null);
        await node.Deploy(Models.Flow8("called", """<startEvent id="start"/><endEvent id="end"/>""", "start-end"));

        await Run(node, "start-process", Job(("processId", "called")));
        await Run(node, "start-process", Job(("processId", "called")));

        Assert.Single(await node.Get<InstanceOverview>().List(new InstanceQuery { ProcessId = "called" }, Slice.All, CancellationToken.None));
    }

    [Fact]
    public async Task Which_process_is_started_is_not_for_data_to_say()
    {
        await using var node = await Start(null);

        var result = await node.Get<ConnectorTable>().Find("start-process")!.Run(
            Job() with { Inputs = FeelContext.Of(("processId", new FeelString("called"))) }, CancellationToken.None);

        Assert.Contains("'processId'", Assert.IsType<ConnectorFailed>(result).Message, StringComparison.Ordinal);
    }

    static string Ask(string url) => Models.Flow("test", $"""
        <startEvent id="start"/>
        <serviceTask id="ask" camunda:type="external" camunda:topic="http"><extensionElements>
          <camunda:properties><camunda:property name="url" value="{url}"/><camunda:property name="resultExpression" value="{"{score: response.body.score}"}"/></camunda:properties>
          <camunda:inputOutput><camunda:inputParameter name="id">{"${customer}"}</camunda:inputParameter></camunda:inputOutput>
        </extensionElements></serviceTask>
        <userTask id="check" name="Check" camunda:candidateGroups="accounting"/><endEvent id="end"/>
        """, "start-ask ask-check check-end");

    async Task<TestNode> Start(StubServer? server, params (string Name, string Value)[] secrets)
    {
        var options = new BpmOptions { Data = _database.Folder, Demo = true };
        if (server is not null) options.Connectors.Http = new HttpOptions { AllowedHosts = [$"127.0.0.1:{server.Port}"] };
        foreach (var (name, value) in secrets) options.Connectors.Secrets[name] = value;
        return await TestNode.Start(_database, options);
    }

    static ConnectorJob Job(params (string Name, string Value)[] headers) => new("4711", "99", FeelContext.Empty, headers.ToDictionary(h => h.Name, h => h.Value));

    static async Task<FeelContext> Run(TestNode node, string type, ConnectorJob job) =>
        Assert.IsType<ConnectorCompleted>(await node.Get<ConnectorTable>().Find(type)!.Run(job, CancellationToken.None)).Variables;

    static FeelValue In(FeelContext variables, string name, string entry) =>
        variables.TryGet(name, out var context) && ((FeelContext)context).TryGet(entry, out var value) ? value : FeelNull.Instance;

    static async Task<FeelValue> Variable(TestNode node, long instance, string name) =>
        Assert.Single(await node.Get<Variables>().Of(instance, CancellationToken.None), v => v.Name == name).Value;

    public void Dispose() => _database.Dispose();
}
