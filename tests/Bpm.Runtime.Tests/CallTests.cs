using Bpm.Engine;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

/// <summary>Call activities and the instances that they start.</summary>
public sealed class CallTests : IDisposable
{
    const string Errors = """<error id="e" errorCode="E1" name="broken"/>""";

    const string Call = """
        <startEvent id="start"/>
        <callActivity id="call" name="Call" calledElement="child">
          <extensionElements><camunda:in source="order" target="number"/><camunda:out source="answer" target="result"/></extensionElements>
        </callActivity>
        <boundaryEvent id="caught" attachedToRef="call"><errorEventDefinition id="d" errorRef="e"/></boundaryEvent>
        <userTask id="check" name="Check" camunda:candidateGroups="accounting"/><userTask id="repair" name="Repair" camunda:candidateGroups="accounting"/>
        <endEvent id="end"/><endEvent id="end2"/>
        """;

    static readonly string Parent = Models.Flow("parent", Call, "start-call call-check check-end caught-repair repair-end2", Errors);

    static readonly string Child = Models.Flow("child",
        """<startEvent id="start"/><userTask id="work" name="Work" camunda:candidateGroups="accounting"/><endEvent id="end"/>""", "start-work work-end");

    readonly TestDatabase _database = new();

    [Fact]
    public async Task The_called_process_gets_variables_and_gives_its_answer_back()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Child, "child.bpmn");
        await node.Deploy(Parent, "parent.bpmn");
        var parent = await node.StartProcess("parent", ("order", FeelNumber.Of(7)));
        await node.RunDueWork();

        var child = await ChildOf(node, parent.Key);
        Assert.Equal(["number"], (await node.Get<Variables>().Of(child.InstanceKey, CancellationToken.None)).Select(v => v.Name));
        await Finish(node, child.InstanceKey, ("answer", FeelNumber.Of(42)));
        await node.RunDueWork();

        Assert.Equal("check", (await node.OpenTask(parent.Key)).ElementId);
        Assert.Equal("42", (await node.Get<Variables>().Of(parent.Key, CancellationToken.None)).Single(v => v.Name == "result").Value.Text);
    }

    [Fact]
    public async Task A_called_instance_knows_how_many_wait_for_it()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Child, "child.bpmn");
        await node.Deploy(Parent, "parent.bpmn");
        var parent = await node.StartProcess("parent");
        await node.RunDueWork();

        var child = await ChildOf(node, parent.Key);
        Assert.Equal(1, await node.Engine.Peek(child.InstanceKey, (instance, _) => instance.CallDepth, CancellationToken.None));
    }

    [Fact]
    public async Task An_error_of_the_called_process_is_caught_on_the_call_activity()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.Flow("child",
            """<startEvent id="start"/><endEvent id="end"><errorEventDefinition id="d" errorRef="e"/></endEvent>""", "start-end", Errors), "child.bpmn");
        await node.Deploy(Parent, "parent.bpmn");
        var parent = await node.StartProcess("parent");

        await node.RunDueWork();

        Assert.Equal("repair", (await node.OpenTask(parent.Key)).ElementId);
    }

    [Fact]
    public async Task Cancelling_the_caller_cancels_what_it_called()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Child, "child.bpmn");
        await node.Deploy(Parent, "parent.bpmn");
        var parent = await node.StartProcess("parent");
        await node.RunDueWork();
        var child = await ChildOf(node, parent.Key);

        Assert.True((await node.Engine.CancelInstance(Actor.System, parent.Key, "no longer needed")).IsDone);
        await node.RunDueWork();

        Assert.Equal("cancelled", (await node.Get<InstanceOverview>().Find(child.InstanceKey, CancellationToken.None))!.State);
    }

    [Fact]
    public async Task A_call_that_was_cancelled_before_it_began_starts_nothing()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Child, "child.bpmn");
        await node.Deploy(Parent, "parent.bpmn");
        var parent = await node.StartProcess("parent");

        await node.Engine.CancelInstance(Actor.System, parent.Key, null);
        await node.RunDueWork();

        Assert.Equal(0, await node.Get<InstanceOverview>().Count(new InstanceQuery { ProcessId = "child" }, CancellationToken.None));
        Assert.Equal(0, await node.Get<Jobs>().Count(new JobQuery(), CancellationToken.None));
    }

    [Fact]
    public async Task A_process_that_is_not_there_is_an_incident_and_called_again_once_it_is()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Parent, "parent.bpmn");
        var parent = await node.StartProcess("parent");
        await node.RunDueWork();

        var incident = Assert.Single(await node.Get<Incidents>().List(new IncidentQuery { InstanceKey = parent.Key }, Slice.All, CancellationToken.None));
        Assert.Contains("'child'", incident.Message, StringComparison.Ordinal);
        await node.Deploy(Child, "child.bpmn");
        Assert.True((await node.Engine.ResolveIncident(Actor.System, incident.IncidentKey)).IsDone);
        await node.RunDueWork();

        Assert.Equal("work", (await node.OpenTask((await ChildOf(node, parent.Key)).InstanceKey)).ElementId);
    }

    [Fact]
    public async Task The_version_of_the_callers_deployment_is_called_where_the_model_says_so()
    {
        await using var node = await TestNode.Start(_database);
        var bound = Parent.Replace("calledElement=\"child\"", "calledElement=\"child\" camunda:calledElementBinding=\"deployment\"", StringComparison.Ordinal);
        var files = new[] { ("child.bpmn", Child), ("parent.bpmn", bound) };
        var deployed = await node.Engine.Deploy(await node.Actor("mia"), new DeploymentRequest("both", null,
            [.. files.Select(f => new DeploymentFile(f.Item1, System.Text.Encoding.UTF8.GetBytes(f.Item2)))]));
        Assert.True(deployed.IsDone, deployed.Rejection?.Message);
        await node.Deploy(Child.Replace("name=\"Work\"", "name=\"Other work\"", StringComparison.Ordinal), "child.bpmn");

        var parent = await node.StartProcess("parent");
        await node.RunDueWork();

        Assert.Equal(1, (await ChildOf(node, parent.Key)).DefinitionVersion);
    }

    static async Task<InstanceRow> ChildOf(TestNode node, long parentKey) => Assert.Single(
        await node.Get<InstanceOverview>().List(new InstanceQuery { CalledByInstance = parentKey, IsOpen = true }, Slice.All, CancellationToken.None));

    static async Task Finish(TestNode node, long instanceKey, params (string, FeelValue)[] variables)
    {
        var reply = await node.Engine.Complete(await node.Actor("ben"), (await node.OpenTask(instanceKey)).TaskKey, VariableSet.Of(variables));
        Assert.True(reply.IsDone, reply.Rejection?.Message);
    }

    public void Dispose() => _database.Dispose();
}
