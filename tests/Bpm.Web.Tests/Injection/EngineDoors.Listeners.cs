using Bpm.Engine;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Tests.Injection;

/// <summary>What the worker of a task's listener says: a task of Camunda 8 that is claimed, which its listener decides about.</summary>
sealed partial class EngineDoors
{
    const string Listened = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="test" id="d"
            xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.8.0">
          <bpmn:process id="listened" isExecutable="true">
            <bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>
            <bpmn:userTask id="review"><bpmn:extensionElements><zeebe:userTask/>
              <zeebe:taskListeners><zeebe:taskListener eventType="assigning" type="listened"/></zeebe:taskListeners>
            </bpmn:extensionElements></bpmn:userTask>
            <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="review"/><bpmn:sequenceFlow id="b" sourceRef="review" targetRef="end"/>
          </bpmn:process>
        </bpmn:definitions>
        """;

    /// <summary>The listener's answer, and what is read of it then.</summary>
    async Task<Passage> Answered(ListenerVerdict verdict, Func<long, Task<string?>> read)
    {
        var started = await Engine.Start(Demo, StartRequest.Process("listened", VariableSet.Empty), Ct);
        Assert.True(started.IsDone, started.Rejection?.Message);
        var task = Assert.Single(await _office.Get<UserTasks>().List(new UserTaskQuery { InstanceKey = started.Value!.Key }, Slice.All, Ct)).TaskKey;
        Assert.True((await Engine.Claim(Demo, task, Ct)).IsDone);
        var jobs = (await Engine.FetchAndLock(Demo, "w", ["listened"], 1000, TimeSpan.FromDays(1), Ct)).Value!;
        var reply = await Engine.CompleteJob(Demo, jobs.Single(j => j.ProcessInstanceKey == InstanceKey.Of(task)).Key, VariableSet.Empty, verdict, Ct);
        return reply.Rejection is { } no ? new(null, no.Message) : new(await read(task));
    }

    Task<Passage> Corrected(TaskCorrection correction, string p) => Answered(new(false, null, correction), async task =>
        (await _office.Task(task)).Assignee == p ? p : (await _office.Get<UserTasks>().Candidates(task, Ct)).FirstOrDefault(c => c.Id == p)?.Id);

    Task<Passage> Denied(string p) => Answered(new(true, p, TaskCorrection.None), async task =>
        (await _office.Get<Timeline>().Task(task, Ct)).Last(e => e.Kind == TimelineKind.TaskChangeDenied).Text);
}
