using System.Text;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Storage.Tests;

/// <summary>An instance of a loop over the numbers from 1 whose user tasks are completed one by one; the result of each is ten times its item.</summary>
sealed class LoopSteps(long key, bool isSequential)
{
    readonly ProcessDefinition _definition = Definition(isSequential);

    public ProcessInstance Instance { get; private set; } = new(key);

    public long Version { get; private set; }

    /// <summary>The start, and what goes on by itself after it.</summary>
    public IEnumerable<StepCommit> Begin(int items)
    {
        yield return Run(new StartProcessInstance(VariableSet.Of(("items", Numbers(items, 1)))) { At = Steps.Start });
        while (Instance.Jobs.Values.FirstOrDefault() is { } job)
        {
            yield return Run(new ExecuteJob(job.Key) { At = Steps.Start });
        }
    }

    /// <summary>Completes one of the open tasks: the first, or one from the middle.</summary>
    public StepCommit CompleteOne(bool first = true)
    {
        var open = Instance.UserTasks.Keys.Order().ToList();
        return Run(new CompleteUserTask(open[first ? 0 : open.Count / 2], VariableSet.Empty) { At = Steps.Start, Actor = "ann" });
    }

    public void Resume(LoadedInstance loaded) => (Instance, Version) = (loaded.Instance, loaded.Version);

    public static FeelList Numbers(int count, int times) => new([.. Enumerable.Range(1, count).Select(n => FeelNumber.Of(n * times))]);

    StepCommit Run(Command command)
    {
        var outcome = Interpreter.Run(_definition, Instance, command);
        Assert.Null(outcome.Rejection);
        return new(Instance, DefinitionKey: 77, "p", Version++, command, outcome.Events);
    }

    static ProcessDefinition Definition(bool isSequential)
    {
        var file = BpmnReader.Read(Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="test" id="defs">
              <process id="p" isExecutable="true">
                <startEvent id="start"/><sequenceFlow id="in" sourceRef="start" targetRef="each"/>
                <userTask id="each" name="Each">
                  <extensionElements><zeebe:userTask/></extensionElements>
                  <multiInstanceLoopCharacteristics isSequential="{(isSequential ? "true" : "false")}">
                    <extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=item * 10"/></extensionElements>
                  </multiInstanceLoopCharacteristics>
                </userTask>
                <sequenceFlow id="out" sourceRef="each" targetRef="end"/><endEvent id="end"/>
              </process>
            </definitions>
            """), "loop.bpmn");
        Assert.False(file.HasErrors, string.Join('\n', file.Diagnostics.Select(d => d.Message)));
        return file.Processes[0];
    }
}
