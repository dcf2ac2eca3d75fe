namespace Bpm.Storage.Tests;

public sealed class SqliteTimelineTests() : TimelineTests(new SqliteTestDatabase());

public sealed class SqlServerTimelineTests() : TimelineTests(new SqlServerTestDatabase());

public abstract class TimelineTests(TestDatabase place) : StorageContract(place)
{
    [Fact]
    public async Task Tells_in_order_who_did_what_to_a_task()
    {
        var steps = await Committed();
        await Queue.Commit(steps.Claim("ben"), Ct);
        await Queue.Commit(steps.Complete("ben"), Ct);

        var entries = await new Timeline(Database).Task(steps.TaskKey, Ct);

        Assert.Equal(
            [TimelineKind.ElementEntered, TimelineKind.TaskCreated, TimelineKind.TaskClaimed, TimelineKind.TaskCompleted, TimelineKind.ElementLeft],
            entries.Select(e => e.Kind));
        Assert.Equal(("ben", "claimed the task", "approve", Steps.Start.AddMinutes(1)), (entries[2].Actor, entries[2].What, entries[2].ElementId, entries[2].At));
    }

    [Fact]
    public async Task Goes_on_behind_what_was_read_before()
    {
        var steps = await Committed();
        var before = await new Timeline(Database).Instance(steps.Key, Ct);
        await Queue.Commit(steps.Claim("ben"), Ct);

        var after = await new Timeline(Database).Instance(steps.Key, Ct, before[^1].Version);

        Assert.Equal(TimelineKind.TaskClaimed, Assert.Single(after).Kind);
    }

    [Fact]
    public async Task A_trace_counts_elements_and_taken_flows()
    {
        var steps = await Committed();
        await Queue.Commit(steps.Complete("ben"), Ct);

        var trace = await new InstanceOverview(Database).Trace(steps.Key, Ct);

        Assert.Equal(new Dictionary<string, int> { ["f1"] = 1, ["f2"] = 1 }, trace.TakenFlows.OrderBy(f => f.Key).ToDictionary());
        Assert.Equal(["approve", "end", "start"], trace.Elements.Select(e => e.ElementId));
        Assert.All(trace.Elements, e => Assert.Equal((0, 1, 0), (e.Active, e.Completed, e.Terminated)));
    }

    [Fact]
    public async Task A_task_sees_the_variables_of_its_instance()
    {
        var steps = await Committed();

        var variable = Assert.Single(await new Variables(Database).SeenBy(steps.TaskKey, Ct));

        Assert.Equal(("amount", "120.5"), (variable.Name, variable.Value.Text));
    }
}
