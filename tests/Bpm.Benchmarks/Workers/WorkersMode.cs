using System.Diagnostics;
using System.Text.Json;

namespace Bpm.Benchmarks;

/// <summary>
/// Many workers that wait for work over HTTP while jobs appear at a steady rate: how long a job lies until a worker has it
/// in hand. The clock begins as the start of the instance is sent, so its commit is part of what is measured.
/// </summary>
static class WorkersMode
{
    const string Topic = "benchmark-work";
    const long Patience = 20_000;

    static readonly string Model = $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="urn:benchmark">
          <bpmn:process id="benchmark-work" isExecutable="true" camunda:historyTimeToLive="1">
            <bpmn:startEvent id="start" /><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work" />
            <bpmn:serviceTask id="work" camunda:type="external" camunda:topic="{Topic}" /><bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end" />
            <bpmn:endEvent id="end" />
          </bpmn:process>
        </bpmn:definitions>
        """;

    public static async Task Run(Arguments options)
    {
        var (workers, perSecond, seconds) = (options.Number("workers", 1000), options.Number("rate", 200), options.Number("seconds", 20));
        using var api = new EngineRest(options.Text("url", "http://127.0.0.1:5080"), options.Text("user", "demo"), options.Text("password", "demo"));
        await api.Deploy("benchmark-work.bpmn", Model);
        var run = new WorkersRun(api, workers, perSecond);
        await run.Do(TimeSpan.FromSeconds(seconds));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            workers,
            jobsPerSecond = perSecond,
            jobs = run.Reached.Count,
            unreached = run.Unreached,
            twice = run.Twice,
            startP50Ms = run.Started.Percentile(0.5),
            startP99Ms = run.Started.Percentile(0.99),
            reachedP50Ms = run.Reached.Percentile(0.5),
            reachedP99Ms = run.Reached.Percentile(0.99),
            processor = Math.Round(Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds, 1),
        }, JsonSerializerOptions.Web));
    }

    /// <summary>What a worker asks, again and again.</summary>
    public static object Fetch(int worker) => new
    {
        workerId = $"worker-{worker}",
        maxTasks = 1,
        usePriority = true,
        asyncResponseTimeout = Patience,
        topics = new[] { new { topicName = Topic, lockDuration = 60_000 } },
    };
}
