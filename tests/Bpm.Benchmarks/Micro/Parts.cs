using BenchmarkDotNet.Attributes;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Benchmarks;

/// <summary>The parts of a step, each alone.</summary>
[MemoryDiagnoser]
public class Parts
{
    static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch.AddYears(56);
    static readonly StartProcessInstance Start = new(VariableSet.Of(("x", new FeelNumber(0)))) { At = At, Actor = "user" };

    readonly ProcessDefinition _chain = Process(BenchmarkModels.Chain);
    readonly ProcessDefinition _fork = Process(BenchmarkModels.ForkAndJoin);
    readonly byte[] _large = BenchmarkModels.TwoHundredNodes;
    readonly ProcessInstance _waiting = new(InstanceKey.FromNumber(1));
    readonly StepCommit _step;
    readonly byte[] _snapshot;
    readonly byte[] _history;

    public Parts()
    {
        Interpreter.Run(Process(BenchmarkModels.OneUserTask), _waiting, Start);
        _snapshot = SnapshotJson.Write(_waiting.ToSnapshot(part: 0));
        var ended = new ProcessInstance(InstanceKey.FromNumber(2));
        var outcome = Interpreter.Run(_chain, ended, Start);
        _step = new StepCommit(ended, 1, "w1", 0, Start, outcome.Events);
        _history = HistoryJson.Write(outcome.Events, ended.Key, At);
    }

    [Benchmark]
    public object InterpretW1() => Interpreter.Run(_chain, new ProcessInstance(InstanceKey.FromNumber(3)), Start);

    [Benchmark]
    public object InterpretW3() => Interpreter.Run(_fork, new ProcessInstance(InstanceKey.FromNumber(3)), Start);

    [Benchmark]
    public object ProjectW1() => HistoryProjection.Of(_step);

    [Benchmark]
    public object WriteHistory() => HistoryJson.Write(_step.Events, _step.Instance.Key, At);

    [Benchmark]
    public object ReadHistory() => HistoryJson.Read(_history, _step.Instance.Key, At);

    [Benchmark]
    public object WriteSnapshot() => SnapshotJson.Write(_waiting.ToSnapshot(part: 0));

    [Benchmark]
    public object ReadSnapshot() => ProcessInstance.Restore(SnapshotJson.Read(_snapshot, _waiting.Key).Snapshot);

    [Benchmark]
    public object ParseW5() => BpmnReader.Read(_large, "w5.bpmn");

    static ProcessDefinition Process(byte[] model)
    {
        var file = BpmnReader.Read(model, "model.bpmn");
        return file.Processes is [var process] ? process : throw new InvalidOperationException(string.Join("; ", file.Diagnostics.Select(d => d.Message)));
    }
}
