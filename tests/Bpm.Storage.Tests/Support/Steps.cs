using Bpm.Engine;
using Bpm.Feel;

namespace Bpm.Storage.Tests;

/// <summary>A process instance driven by events written by hand: a start event, then one user task, then the end.</summary>
sealed class Steps(long key)
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    public ProcessInstance Instance { get; private set; } = new(key);

    public long Version { get; private set; }

    public long Key => key;

    public long TaskKey => key + 2;

    /// <summary>Applies the events as the engine does, and makes the step that stores them.</summary>
    public StepCommit Step(Command command, params HistoryEvent[] events)
    {
        foreach (var e in events)
        {
            Instance.Apply(e);
        }

        return new(Instance, DefinitionKey: 77, "invoice", Version++, command, events);
    }

    /// <summary>Goes on from a state that was loaded.</summary>
    public void Resume(LoadedInstance loaded) => (Instance, Version) = (loaded.Instance, loaded.Version);

    public StepCommit Create(DateTimeOffset? due = null, string[]? groups = null) => Step(
        new StartProcessInstance(VariableSet.Empty, "B-1") { At = Start, Actor = "ann" },
        new ProcessInstanceStarted("B-1", "ann", Start),
        new VariableAssigned(key, "amount", FeelNumber.Of(120.50m)),
        new ElementActivated(key + 1, "start", key, [], Start),
        new ElementStarted(key + 1),
        new ElementCompleted(key + 1, Start),
        new SequenceFlowTaken("f1", key),
        new ElementActivated(key + 2, "approve", key, ["f1"], Start),
        new UserTaskCreated(key + 2, "Approve invoice", null, [], [.. groups ?? ["accounting", "managers"]], due, null, 50, Start),
        new ElementStarted(key + 2));

    public StepCommit Claim(string user) => Step(
        new ClaimUserTask(TaskKey, user) { At = Start.AddMinutes(1), Actor = user },
        new UserTaskClaimed(TaskKey, user));

    public StepCommit Complete(string user) => Step(
        new CompleteUserTask(TaskKey, VariableSet.Empty) { At = Start.AddMinutes(2), Actor = user },
        new UserTaskCompleted(TaskKey),
        new VariableAssigned(key, "approved", FeelBoolean.True),
        new VariableAssigned(key, "amount", FeelNumber.Of(99)),
        new ElementCompleting(TaskKey),
        new ElementCompleted(TaskKey, Start.AddMinutes(2)),
        new SequenceFlowTaken("f2", key),
        new ElementActivated(key + 3, "end", key, ["f2"], Start.AddMinutes(2)),
        new ElementStarted(key + 3),
        new ElementCompleted(key + 3, Start.AddMinutes(2)),
        new ProcessInstanceCompleted());

    /// <summary>A step of its own that gives the task a job.</summary>
    public StepCommit AddJob(long seq, JobKind kind, string? type = null, DateTimeOffset? due = null, int priority = 0) => Step(
        new SetVariables(key, VariableSet.Empty) { At = Start },
        new JobCreated(key + seq, TaskKey, "approve", kind, type, due, 3, priority, 0, null, null, Start));

    public StepCommit CompleteJob(long seq) => Step(
        new CompleteJob(key + seq, VariableSet.Empty) { At = Start.AddMinutes(3), Actor = "worker" },
        new JobCompleted(key + seq));
}
