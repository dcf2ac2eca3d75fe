using System.Text;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Benchmarks;

/// <summary>A loop over a list, with an output collection, whose items are done one at a time.</summary>
sealed record LoopWorkload(string Name, bool IsSequential, bool IsForPeople)
{
    const int JobsAtOnce = 50;

    public static IReadOnlyList<LoopWorkload> All { get; } =
    [
        new("sequential-tasks", true, true), new("parallel-tasks", false, true),
        new("sequential-jobs", true, false), new("parallel-jobs", false, false),
    ];

    public Workload ToWorkload() => new(Name, Name, Model(), 0, client => RunInstance(client, 10));

    public async Task RunInstance(Client client, int items)
    {
        var list = new FeelList([.. Enumerable.Range(1, items).Select(n => FeelNumber.Of(n))]);
        var started = await client.Step(e => e.Start(client.Actor, StartRequest.Process(Name, VariableSet.Of(("items", list)))));
        for (var done = 0; done < items;) done += IsForPeople ? await CompleteTasks(client, started.Key, items) : await CompleteJobs(client);
    }

    async Task<int> CompleteTasks(Client client, long instanceKey, int items)
    {
        var open = new UserTaskQuery { InstanceKey = instanceKey, IsOpen = true };
        // One list: sorting ten thousand tasks again and again for its first page would be the reader's cost, not the loop's.
        var tasks = await client.Tasks.List(open, new Slice(0, IsSequential ? 1 : items), CancellationToken.None);
        foreach (var task in tasks) await client.Step(e => e.Complete(client.Actor, task.TaskKey, Result()));
        return tasks.Count;
    }

    async Task<int> CompleteJobs(Client client)
    {
        var jobs = await client.Step(e => e.FetchAndLock(client.Actor, "worker", [Name], IsSequential ? 1 : JobsAtOnce, TimeSpan.FromMinutes(5)));
        foreach (var job in jobs) await client.Step(e => e.CompleteJob(client.Actor, job.Key, "worker", Result()));
        return jobs.Count;
    }

    static VariableSet Result() => VariableSet.Of(("answer", FeelNumber.Of(42)));

    byte[] Model()
    {
        var loop = $"""
            <multiInstanceLoopCharacteristics isSequential="{(IsSequential ? "true" : "false")}">
              <extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=item + answer"/></extensionElements>
            </multiInstanceLoopCharacteristics>
            """;
        var activity = IsForPeople
            ? $"""<userTask id="each" name="Each"><extensionElements><zeebe:userTask/></extensionElements>{loop}</userTask>"""
            : $"""<serviceTask id="each" name="Each"><extensionElements><zeebe:taskDefinition type="{Name}"/></extensionElements>{loop}</serviceTask>""";
        return Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://example.org/bench">
            <process id="{Name}" name="{Name}" isExecutable="true">
              <startEvent id="start"/><sequenceFlow id="in" sourceRef="start" targetRef="each"/>{activity}
              <sequenceFlow id="out" sourceRef="each" targetRef="end"/><endEvent id="end"/>
            </process>
            </definitions>
            """);
    }
}
