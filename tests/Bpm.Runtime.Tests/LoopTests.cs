using Bpm.Engine;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

public sealed class LoopTests : IDisposable
{
    const int Items = 60;

    readonly TestDatabase _database = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_nodes_that_take_turns_on_a_loop_lose_no_result(bool isSequential)
    {
        await using var node = await TestNode.Start(_database);
        await using var other = await TestNode.Start(_database);
        await node.Deploy(Loop(isSequential));
        var instance = await node.StartProcess("loop", ("items", Numbers(1)));

        var open = new UserTaskQuery { InstanceKey = instance.Key, IsOpen = true };
        for (var i = 0; i < Items; i++)
        {
            var task = (await node.Get<UserTasks>().List(open, new Slice(0, 1), CancellationToken.None)).Single();
            var turn = i % 3 == 0 ? node : other;
            var reply = await turn.Engine.Complete(await turn.Actor("anna"), task.TaskKey, VariableSet.Empty);
            Assert.True(reply.IsDone, reply.Rejection?.Message);
        }

        var results = (await node.Get<Variables>().Of(instance.Key, CancellationToken.None)).Single(v => v.Name == "results");
        Assert.Equal(Numbers(10), results.Value);
    }

    public void Dispose() => _database.Dispose();

    static FeelList Numbers(int times) => new([.. Enumerable.Range(1, Items).Select(n => FeelNumber.Of(n * times))]);

    static string Loop(bool isSequential) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="test" id="defs">
          <process id="loop" isExecutable="true">
            <startEvent id="start"/><sequenceFlow id="in" sourceRef="start" targetRef="each"/>
            <userTask id="each" name="Each">
              <extensionElements><zeebe:userTask/><zeebe:assignmentDefinition assignee="anna"/></extensionElements>
              <multiInstanceLoopCharacteristics isSequential="{(isSequential ? "true" : "false")}">
                <extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=item * 10"/></extensionElements>
              </multiInstanceLoopCharacteristics>
            </userTask>
            <sequenceFlow id="out" sourceRef="each" targetRef="end"/><endEvent id="end"/>
          </process>
        </definitions>
        """;
}
