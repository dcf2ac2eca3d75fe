using Bpm.Engine;
using Bpm.Feel;

namespace Bpm.Storage.Tests;

public sealed class SqliteDecisionEvaluationTests() : DecisionEvaluationTests(new SqliteTestDatabase());

public sealed class SqlServerDecisionEvaluationTests() : DecisionEvaluationTests(new SqlServerTestDatabase());

public abstract class DecisionEvaluationTests(TestDatabase place) : StorageContract(place)
{
    [Fact]
    public async Task An_evaluation_is_stored_with_the_step_that_it_belongs_to()
    {
        var steps = await Committed();
        var evaluated = Evaluated(steps.Key);
        await Queue.Commit(steps.Step(new SetVariables(steps.Key, VariableSet.Empty) { At = Now }, evaluated), Ct);

        var row = Assert.Single(await new DecisionEvaluations(Database).OfInstance(steps.Key, Ct));

        Assert.Equal((evaluated.Key, steps.TaskKey, "approve", "invoice"), (row.EvaluationKey, row.ElementInstanceKey, row.ElementId, row.ProcessId));
        Assert.Equal((evaluated.DecisionKey, "limits", 3, "Limits", Now), (row.DecisionKey, row.DecisionId, row.DecisionVersion, row.DecisionName, row.EvaluatedAt));
        Assert.Equal(evaluated.Value, row.Result);
        Assert.Equal(evaluated.Trace, row.Trace);
        Assert.Equal(row, await new DecisionEvaluations(Database).Find(evaluated.Key, Ct));
    }

    [Fact]
    public async Task A_step_that_lost_leaves_no_evaluation()
    {
        var steps = await Committed();
        var late = steps.Step(new SetVariables(steps.Key, VariableSet.Empty) { At = Now }, Evaluated(steps.Key)) with { ExpectedVersion = 9 };

        Assert.Equal(CommitResult.VersionConflict, await Queue.Commit(late, Ct));

        Assert.Empty(await new DecisionEvaluations(Database).OfInstance(steps.Key, Ct));
    }

    [Fact]
    public async Task The_timeline_says_what_was_decided()
    {
        var steps = await Committed();
        await Queue.Commit(steps.Step(new SetVariables(steps.Key, VariableSet.Empty) { At = Now, Actor = "ann" }, Evaluated(steps.Key)), Ct);

        var entry = Assert.Single(await new Timeline(Database).Instance(steps.Key, Ct), e => e.Kind == TimelineKind.DecisionEvaluated);

        Assert.Equal(("decided by Limits, version 3", "approve", "limits"), (entry.What, entry.ElementId, entry.Subject));
    }

    static DecisionEvaluated Evaluated(long key) => new(
        key + 9, key + 2, 5L << 20, "limits", 3, "Limits", FeelContext.Of(("by", new FeelString("anna"))),
        [new("limits", "Limits", FeelNull.Instance, [new("i", null, "Amount", FeelNumber.Of(12.5m))], [new("r", 2, [new("o", "by", null, new FeelString("anna"))])], [])],
        Now);
}
