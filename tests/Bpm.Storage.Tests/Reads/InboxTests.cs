using Dapper;

namespace Bpm.Storage.Tests;

public sealed class SqliteInboxTests() : InboxTests(new SqliteTestDatabase());

public sealed class SqlServerInboxTests() : InboxTests(new SqlServerTestDatabase());

public abstract class InboxTests(TestDatabase place) : StorageContract(place)
{
    Inbox Inbox => new(Database);

    [Fact]
    public async Task Lists_the_earliest_due_first_and_those_without_a_due_date_last()
    {
        var never = await Task(null);
        var later = await Task(Now.AddDays(2));
        var soon = await Task(Now.AddHours(1));

        var rows = await Inbox.List(Of("ann", "accounting"), Ct);

        Assert.Equal([soon.TaskKey, later.TaskKey, never.TaskKey], rows.Select(r => r.TaskKey));
        Assert.Equal("Invoice approval", rows[0].ProcessName);
    }

    [Fact]
    public async Task Shows_a_task_once_though_several_groups_may_take_it()
    {
        var task = await Task(null, "accounting", "managers");

        var rows = await Inbox.List(Of("ann", "accounting", "managers"), Ct);

        Assert.Equal(task.TaskKey, Assert.Single(rows).TaskKey);
    }

    [Theory]
    [InlineData(InboxSort.Due)]
    [InlineData(InboxSort.Created)]
    [InlineData(InboxSort.Priority)]
    public async Task Pages_meet_without_gap_or_double(InboxSort sort)
    {
        for (var i = 0; i < 7; i++) await Task(i % 2 == 0 ? null : Now.AddDays(i % 3), i % 2 == 0 ? "accounting" : "managers");
        var query = Of("ann", "accounting", "managers") with { Sort = sort, Take = 2 };

        List<long> seen = [];
        for (var page = await Inbox.List(query, Ct); page.Count > 0; page = await Inbox.List(query with { After = page[^1].Position }, Ct))
            seen.AddRange(page.Select(r => r.TaskKey));

        Assert.Equal(7, seen.Count);
        Assert.Equal(seen.Distinct(), seen);
        Assert.Equal((await Inbox.List(query with { Take = 50 }, Ct)).Select(r => r.TaskKey), seen);
    }

    [Fact]
    public async Task A_claimed_task_is_its_assignees_and_leaves_the_colleagues()
    {
        var task = await Task(null);
        await Queue.Commit(task.Claim("ben"), Ct);

        Assert.Equal(task.TaskKey, Assert.Single(await Inbox.List(Of("ben", "accounting") with { View = InboxView.Mine }, Ct)).TaskKey);
        Assert.Empty(await Inbox.List(Of("ann", "accounting"), Ct));
        Assert.Single(await Inbox.List(Of("ann", "accounting") with { IncludeTakenByOthers = true }, Ct));
    }

    [Fact]
    public async Task Views_and_their_counts_agree()
    {
        await Task(Now.AddHours(-1));
        await Task(Now.AddHours(1));
        await Task(Now.AddDays(3));
        var mine = await Task(null);
        await Queue.Commit(mine.Claim("ann"), Ct);
        var query = Of("ann", "accounting");

        Assert.Equal(new InboxCounts(All: 4, Mine: 1, Groups: 3, Overdue: 1, DueToday: 1, Escalated: 0, IsCapped: false), await Inbox.Count(query, Ct));
        Assert.Single(await Inbox.List(query with { View = InboxView.Overdue }, Ct));
        Assert.Single(await Inbox.List(query with { View = InboxView.DueToday }, Ct));
        Assert.Equal(3, (await Inbox.List(query with { View = InboxView.Groups }, Ct)).Count);
        Assert.Empty(await Inbox.List(query with { View = InboxView.Escalated }, Ct));
    }

    [Theory]
    [InlineData("approve", 1)]
    [InlineData("B-1", 1)]
    [InlineData("Invoice app", 1)]
    [InlineData("B_1", 0)]
    [InlineData("%", 0)]
    public async Task Finds_text_in_names_and_business_key_as_it_is_written(string text, int expected)
    {
        await Task(null);

        Assert.Equal(expected, (await Inbox.List(Of("ann", "accounting") with { Text = text }, Ct)).Count);
    }

    [Fact]
    public async Task An_ended_task_is_gone()
    {
        var task = await Task(null);
        await Queue.Commit(task.Claim("ann"), Ct);
        await Queue.Commit(task.Complete("ann"), Ct);

        Assert.Empty(await Inbox.List(Of("ann", "accounting"), Ct));
    }

    static InboxQuery Of(string user, params string[] groups) =>
        new() { UserId = user, Groups = groups, Now = Now, EndOfDay = Now.AddHours(12) };

    async Task<Steps> Task(DateTimeOffset? due, params string[] groups)
    {
        await Definition();
        var steps = await NewSteps();
        Assert.Equal(CommitResult.Committed, await Queue.Commit(steps.Create(due, groups.Length == 0 ? ["accounting"] : groups), Ct));
        return steps;
    }

    async Task Definition()
    {
        await using var connection = await Database.Open(Ct);
        if (await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM process_definition") > 0) return;
        await connection.ExecuteAsync("INSERT INTO deployment (deployment_key, name, deployed_at, deployed_by) VALUES (75, 'invoice', 0, 'mia')");
        await connection.ExecuteAsync("INSERT INTO resource (resource_key, deployment_key, name, content_hash, content) VALUES (76, 75, 'invoice.bpmn', 'x', @content)", new { content = new byte[1] });
        await connection.ExecuteAsync(
            """
            INSERT INTO process_definition (definition_key, process_id, version, name, resource_key, deployment_key, content_hash, is_latest, is_startable)
            VALUES (77, 'invoice', 1, 'Invoice approval', 76, 75, 'x', 1, 1)
            """);
    }
}
