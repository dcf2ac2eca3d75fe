using Bpm.Engine;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Storage.Tests;

public sealed class SqliteStepTests() : StepTests(new SqliteTestDatabase());

public sealed class SqlServerStepTests() : StepTests(new SqlServerTestDatabase());

public abstract class StepTests(TestDatabase place) : StorageContract(place)
{
    [Fact]
    public async Task An_instance_loads_as_it_was_committed()
    {
        var steps = await Committed();

        var loaded = await Instances.Load(steps.Key, Ct);

        Assert.Equal(SnapshotText.Of(steps.Instance), SnapshotText.Of(loaded!.Instance));
        Assert.Equal((1, 77, "invoice"), (loaded.Version, loaded.DefinitionKey, loaded.ProcessId));
        Assert.Null(await Instances.Load(steps.Key + (1 << 20), Ct));
    }

    [Fact]
    public async Task Replaying_the_stored_events_gives_the_stored_state()
    {
        var steps = await Committed();

        await Queue.Commit(steps.Claim("ben"), Ct);
        Assert.Equal(SnapshotText.Of(steps.Instance), SnapshotText.Of(await Replay(steps.Key)));

        await Queue.Commit(steps.Complete("ben"), Ct);
        Assert.Equal(SnapshotText.Of(steps.Instance), SnapshotText.Of(await Replay(steps.Key)));
        Assert.Equal(SnapshotText.Of(steps.Instance), SnapshotText.Of((await Instances.Load(steps.Key, Ct))!.Instance));
    }

    [Fact]
    public async Task The_tables_follow_a_user_task_from_creation_to_completion()
    {
        var steps = await Committed();
        Assert.Equal(["accounting", "managers"], await Query<string>("SELECT candidate_id FROM task_candidate ORDER BY candidate_id"));

        await Queue.Commit(steps.Claim("ben"), Ct);
        Assert.Equal(("open", "ben"), await Single<(string, string)>("SELECT state, assignee FROM user_task"));

        await Queue.Commit(steps.Complete("ben"), Ct);
        Assert.Equal(("completed", "ben", "approve"), await Single<(string, string, string)>("SELECT state, ended_by, element_id FROM user_task"));
        Assert.Empty(await Query<string>("SELECT candidate_id FROM task_candidate"));
        Assert.Equal("completed", await Single<string>("SELECT state FROM process_instance"));
        Assert.Equal(3L, await Single<long>("SELECT COUNT(*) FROM element_instance WHERE outcome = 'completed' AND ended_at IS NOT NULL"));
    }

    [Fact]
    public async Task Variables_hold_their_last_value()
    {
        var steps = await Committed();
        await Queue.Commit(steps.Complete("ben"), Ct);

        var variables = await Query<(string Name, string Type, string Json)>("SELECT name, type, value_json FROM variable ORDER BY name");

        Assert.Equal([("amount", "number", "99"), ("approved", "boolean", "true")], variables);
    }

    [Fact]
    public async Task Every_command_leaves_one_audit_row_that_says_who_did_what()
    {
        var steps = await Committed();
        await Queue.Commit(steps.Claim("ben"), Ct);

        var rows = await Query<(string Actor, string Action, long Version, long? Element)>(
            "SELECT actor, action, instance_version, element_instance_key FROM audit ORDER BY audit_key");

        Assert.Equal([("ann", "StartProcessInstance", 1, null), ("ben", "ClaimUserTask", 2, steps.TaskKey)], rows);
    }

    [Fact]
    public async Task A_step_on_an_old_version_is_refused_and_leaves_nothing()
    {
        var steps = await Committed();
        var stale = steps.Claim("ben") with { ExpectedVersion = 7 };

        Assert.Equal(CommitResult.VersionConflict, await Queue.Commit(stale, Ct));

        Assert.Null(await Single<string?>("SELECT assignee FROM user_task"));
        Assert.Equal(1, await Single<long>("SELECT COUNT(*) FROM audit"));
        Assert.Equal(1, (await Instances.Load(steps.Key, Ct))!.Version);
    }

    [Fact]
    public async Task Of_two_steps_on_one_version_one_wins()
    {
        var steps = await Committed();
        var (first, second) = (new Steps(steps.Key), new Steps(steps.Key));
        first.Resume((await Instances.Load(steps.Key, Ct))!);
        second.Resume((await Instances.Load(steps.Key, Ct))!);

        var results = await Task.WhenAll(Queue.Commit(first.Claim("ben"), Ct), Queue.Commit(second.Claim("cara"), Ct));

        Assert.Equal([CommitResult.Committed, CommitResult.VersionConflict], results.Order());
    }

    [Fact]
    public async Task An_escalated_task_has_new_candidates_and_an_open_escalation_until_it_is_closed()
    {
        var steps = await Committed();
        await Queue.Commit(
            steps.Step(
                new EscalateUserTask(steps.TaskKey, EscalationAction.AddCandidates, new(EscalationTargetKind.User, "mia"), "late") { At = Now, Actor = "ben" },
                new UserTaskEscalated(steps.TaskKey, steps.Key + 4, 1, EscalationAction.AddCandidates, EscalationTargetKind.User, "mia", "ben", "late", 60, Now)),
            Ct);
        Assert.Equal(["accounting", "managers", "mia"], await Query<string>("SELECT candidate_id FROM task_candidate ORDER BY candidate_id"));
        Assert.Equal(
            ("addCandidates", "user", "mia", "ben"),
            await Single<(string, string, string, string)>("SELECT action, recipient_kind, recipient_id, escalated_by FROM escalation WHERE closed_at IS NULL"));
        Assert.Equal(1, await Single<long>("SELECT escalations FROM user_task WHERE priority = 60"));

        await Queue.Commit(
            steps.Step(
                new PushBackUserTask(steps.TaskKey, "yours") { At = Now, Actor = "mia" },
                new UserTaskEscalationClosed(steps.TaskKey, steps.Key + 4, EscalationOutcome.PushedBack, "yours")),
            Ct);
        Assert.Equal(("mia", "pushedBack"), await Single<(string, string)>("SELECT closed_by, outcome FROM escalation"));
        Assert.Equal(0, await Single<long>("SELECT escalations FROM user_task"));
    }

    [Fact]
    public async Task A_moved_due_date_moves_the_task_among_its_candidates()
    {
        var steps = await Committed();
        Assert.Equal([long.MaxValue, long.MaxValue], await Query<long>("SELECT due_sort FROM task_candidate"));

        await Queue.Commit(
            steps.Step(
                new RescheduleUserTask(steps.TaskKey, Now, null) { At = Now, Actor = "ben" },
                new UserTaskRescheduled(steps.TaskKey, Now, null, null)),
            Ct);

        var due = Now.ToUnixTimeMilliseconds();
        Assert.Equal([due, due], await Query<long>("SELECT due_sort FROM task_candidate"));
        Assert.Equal(due, await Single<long>("SELECT due_at FROM user_task"));
    }

    [Fact]
    public async Task An_incident_is_open_until_it_is_resolved()
    {
        var steps = await Committed();
        await Queue.Commit(
            steps.Step(
                new SetVariables(steps.Key, VariableSet.Empty) { At = Now },
                new IncidentRaised(steps.Key + 4, steps.TaskKey, null, IncidentKind.Expression, "Expected a number", Now)),
            Ct);
        Assert.Equal(("approve", "expression"), await Single<(string, string)>("SELECT element_id, kind FROM incident WHERE resolved_at IS NULL"));
        Assert.Equal(1, await Single<long>("SELECT incident_count FROM process_instance"));

        await Queue.Commit(
            steps.Step(new ResolveIncident(steps.Key + 4) { At = Now, Actor = "olga" }, new IncidentResolved(steps.Key + 4)), Ct);
        Assert.Equal("olga", await Single<string>("SELECT resolved_by FROM incident"));
        Assert.Equal(0, await Single<long>("SELECT incident_count FROM process_instance"));
    }

    [Fact]
    public async Task What_came_and_went_within_a_step_leaves_only_its_history()
    {
        var steps = await NewSteps();
        var step = steps.Step(
            new StartProcessInstance(VariableSet.Empty) { At = Now },
            new ProcessInstanceStarted(null, null, Now),
            new ElementActivated(steps.Key + 1, "task", steps.Key, [], Now),
            new VariableAssigned(steps.Key + 1, "local", FeelString.Empty),
            new UserTaskCreated(steps.Key + 1, "Task", "ben", ["ben", "ben"], [], null, null, 50, Now),
            new JobCreated(steps.Key + 2, steps.Key + 1, "timer", JobKind.Timer, null, Now, 3, 0, 0, null, null, Now),
            new JobCancelled(steps.Key + 2),
            new UserTaskCancelled(steps.Key + 1),
            new ElementTerminated(steps.Key + 1, Now),
            new ProcessInstanceCancelled("test"));

        Assert.Equal(CommitResult.Committed, await Queue.Commit(step, Ct));

        Assert.Empty(await Query<long>("SELECT job_key FROM job"));
        Assert.Empty(await Query<string>("SELECT candidate_id FROM task_candidate"));
        Assert.Equal(("cancelled", "task"), await Single<(string, string)>("SELECT state, element_id FROM user_task"));
        Assert.Equal("terminated", await Single<string>("SELECT outcome FROM element_instance"));
        Assert.Equal("\"\"", await Single<string>("SELECT value_json FROM variable"));
    }

    [Fact]
    public async Task Texts_of_any_length_and_script_come_back()
    {
        var text = string.Concat(Enumerable.Repeat("Größe 漢字 😀 \"quoted\" ", 500));
        var steps = await NewSteps();
        var step = steps.Create();
        await Queue.Commit(step, Ct);
        await Queue.Commit(
            steps.Step(
                new SetVariables(steps.Key, VariableSet.Empty) { At = Now, Actor = "" },
                new VariableAssigned(steps.Key, "Größe 漢字", new FeelString(text))),
            Ct);

        var loaded = await Instances.Load(steps.Key, Ct);

        Assert.True(loaded!.Instance.TryGetVariable(steps.Key, "Größe 漢字", out var value));
        Assert.Equal(new FeelString(text), value);
        Assert.Equal("", (await Query<string>("SELECT actor FROM audit ORDER BY audit_key"))[1]);
    }
}
