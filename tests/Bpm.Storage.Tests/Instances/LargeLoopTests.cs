using System.Text;
using Bpm.Engine;
using Bpm.Feel;

namespace Bpm.Storage.Tests;

public sealed class SqliteLargeLoopTests() : LargeLoopTests(new SqliteTestDatabase());

public sealed class SqlServerLargeLoopTests() : LargeLoopTests(new SqlServerTestDatabase());

/// <summary>A step on one of many items costs what it costs on one of few, and nothing is lost by it.</summary>
public abstract class LargeLoopTests(TestDatabase place) : StorageContract(place)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_instance_loads_in_the_middle_of_a_loop_and_goes_on(bool isSequential)
    {
        const int items = 250;
        var loop = new LoopSteps(await Keys.NextInstanceKey(Ct), isSequential);
        await Commit(loop.Begin(items));
        await Commit(Enumerable.Range(0, 100).Select(n => loop.CompleteOne(first: n % 2 == 0)));

        var loaded = await Instances.Load(loop.Instance.Key, Ct);
        Assert.Equal(SnapshotText.Of(loop.Instance), SnapshotText.Of(loaded!.Instance));
        Assert.Equal(SnapshotText.Of(loop.Instance), SnapshotText.Of(await Replay(loop.Instance.Key)));

        loop.Resume(loaded);
        await Commit(Enumerable.Range(0, items - 100).Select(_ => loop.CompleteOne()));
        var ended = (await Instances.Load(loop.Instance.Key, Ct))!.Instance;
        Assert.Equal(SnapshotText.Of(await Replay(loop.Instance.Key)), SnapshotText.Of(ended));
        Assert.True(ended.HasEnded && ended.TryGetVariable(ended.Key, "results", out var results) && results.Equals(LoopSteps.Numbers(items, 10)));
        Assert.Equal((0, 0), await Single<(long, long)>("SELECT (SELECT COUNT(*) FROM instance_part), (SELECT COUNT(*) FROM loop_value)"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_step_writes_no_more_in_a_loop_of_two_thousand_than_in_one_of_two_hundred(bool isSequential)
    {
        var (few, many) = (Largest(200, isSequential), Largest(2_000, isSequential));

        // The keys grow by a digit.
        Assert.InRange(many.Bytes, 0, few.Bytes + 1_000);
        Assert.InRange(many.Rows, 0, few.Rows);
        Assert.InRange(many.Bytes, 0, 16_000);
    }

    [Fact]
    public async Task A_loop_that_an_older_release_has_stored_goes_on()
    {
        var loop = new LoopSteps(await Keys.NextInstanceKey(Ct), isSequential: true);
        await Commit(loop.Begin(3));
        await Queue.Write(
            session => session.Run(SetSnapshot.With("""
                {"v":2,"state":"active","startedAt":1767600000000,"last":40,
                "elements":[{"key":2,"id":"each","scope":0,"state":"active","role":"loop","loopState":{"total":3,"value":[1,2,3],"started":2,"completed":1,"variables":{"0":77}}},
                {"key":40,"id":"each","scope":2,"state":"active","role":"item","loop":1}],
                "scopes":[{"scope":0,"variables":{"items":[1,2,3]}},{"scope":40,"variables":{"item":2,"loopCounter":2}}],
                "tasks":[{"key":40,"name":"Each","created":1767600000000,"priority":50}]}
                """, loop.Instance.Key)), Ct);

        loop.Resume((await Instances.Load(loop.Instance.Key, Ct))!);
        await Commit([loop.CompleteOne()]);
        var loaded = (await Instances.Load(loop.Instance.Key, Ct))!;
        Assert.Equal(SnapshotText.Of(loop.Instance), SnapshotText.Of(loaded.Instance));
        Assert.Equal([-1, 0, 1], await Query<long>("SELECT loop_counter FROM loop_value ORDER BY loop_counter"));
        Assert.Equal(2, await Single<long>("SELECT part FROM instance_part"));

        loop.Resume(loaded);
        await Commit([loop.CompleteOne()]);
        Assert.True(loop.Instance.TryGetVariable(loop.Instance.Key, "results", out var results));
        Assert.Equal(FeelList.Of(FeelNumber.Of(77), FeelNumber.Of(20), FeelNumber.Of(30)), results);
    }

    [Fact]
    public async Task A_large_value_is_written_once_and_comes_back()
    {
        Assert.True(FeelDate.TryParse("2026-02-28", out var date));
        var large = FeelContext.Of(("days", new FeelList(Enumerable.Repeat(date, 1_000))), ("text", new FeelString(new string('x', 5_000))));
        var steps = await Committed();
        await Queue.Commit(steps.Step(new SetVariables(steps.Key, VariableSet.Empty) { At = Now }, new VariableAssigned(steps.Key, "large", large)), Ct);

        var claim = steps.Claim("ben");
        Assert.InRange(Size(HistoryProjection.Of(claim)).Bytes, 0, 2_000);
        await Queue.Commit(claim, Ct);

        var loaded = (await Instances.Load(steps.Key, Ct))!.Instance;
        Assert.Equal(SnapshotText.Of(steps.Instance), SnapshotText.Of(loaded));
        Assert.Equal(large, loaded.Scopes[steps.Key]["large"]);
    }

    static readonly Statement SetSnapshot = new("UPDATE process_instance SET snapshot = @snapshot WHERE instance_key = @key");

    // All at once: they are written in this order, and share the waits for the disk.
    async Task Commit(IEnumerable<StepCommit> steps)
    {
        var results = await Task.WhenAll(steps.Select(s => Queue.Commit(s, Ct)).ToList());
        Assert.All(results, r => Assert.Equal(CommitResult.Committed, r));
    }

    /// <summary>The largest step of those that complete an item, but for the last.</summary>
    static (int Rows, int Bytes) Largest(int items, bool isSequential)
    {
        var loop = new LoopSteps(InstanceKey.FromNumber(1), isSequential);
        foreach (var step in loop.Begin(items)) step.Instance.Unsaved.Clear();
        var (rows, bytes) = (0, 0);
        for (var i = 1; i < items; i++)
        {
            var (stepRows, stepBytes) = Size(HistoryProjection.Of(loop.CompleteOne(first: i % 2 == 0)));
            loop.Instance.Unsaved.Clear();
            (rows, bytes) = (Math.Max(rows, stepRows), Math.Max(bytes, stepBytes));
        }

        return (rows, bytes);
    }

    static (int Rows, int Bytes) Size(StepRows step) =>
        (step.Rows.Count + 1, step.Rows.Append(step.Instance.Change).SelectMany(r => r.Values).Sum(cell => cell.Kind switch
        {
            CellKind.Text => Encoding.UTF8.GetByteCount(cell.Text),
            CellKind.Json or CellKind.Bytes => cell.Json.Length,
            _ => sizeof(long),
        }));
}
