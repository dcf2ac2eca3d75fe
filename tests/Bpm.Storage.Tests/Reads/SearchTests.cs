namespace Bpm.Storage.Tests;

public abstract class SearchTests(TestDatabase place) : StorageContract(place)
{
    static SearchField Name => SearchTables.Variables.Field("name")!;
    static SearchField Value => SearchTables.Variables.Field("value")!;
    static SearchField Instance => SearchTables.Variables.Field("processInstanceKey")!;

    [Fact]
    public async Task Pages_go_on_behind_a_cursor_and_back_before_it()
    {
        List<long> keys = [];
        for (var i = 0; i < 5; i++) keys.Add((await Committed()).Key);

        var first = await Find(new(0, 2));
        var second = await Find(new(0, 2, After: first.End));
        var third = await Find(new(0, 2, After: second.End));
        var back = await Find(new(0, 2, Before: third.Start));

        // By name, which is the same for all: the key decides.
        Assert.Equal(keys, [.. Found(first), .. Found(second), .. Found(third)]);
        Assert.Equal(Found(second), Found(back));
        Assert.All([first, second, third, back], page => Assert.Equal(5, page.Total));
        Assert.Empty((await Find(new(0, 2, After: third.End))).Rows);
    }

    [Fact]
    public async Task A_row_that_has_come_meanwhile_shifts_no_page()
    {
        for (var i = 0; i < 3; i++) await Committed();
        var newestFirst = new SearchOrder(SearchTables.Variables.Field("scopeKey")!, true);

        var first = await Find(new(0, 2), newestFirst);
        await Committed();
        var second = await Find(new(0, 2, After: first.End), newestFirst);

        Assert.Empty(Found(first).Intersect(Found(second)));
        Assert.Single(second.Rows);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("bm90IGpzb24")]
    [InlineData("WzFd")]
    public async Task A_cursor_of_something_else_is_refused(string cursor) =>
        await Assert.ThrowsAsync<SearchCursorException>(() => Find(new(0, 2, After: cursor)));

    [Fact]
    public async Task Wildcards_are_the_callers_and_never_the_databases()
    {
        var steps = await Committed();

        Assert.Equal(1, await Count(new(Name, SearchOperator.Like, "am*")));
        Assert.Equal(1, await Count(new(Name, SearchOperator.Like, "?moun?")));
        Assert.Equal(0, await Count(new(Name, SearchOperator.Like, "am%")));
        Assert.Equal(0, await Count(new(Name, SearchOperator.Like, "_mount")));
        Assert.Equal(0, await Count(new(Name, SearchOperator.Like, @"am\*")));
        Assert.Equal(0, await Count(new(Name, SearchOperator.NotIn, new[] { "amount" })));
        Assert.Equal(1, await Count(new(Name, SearchOperator.NotIn, Array.Empty<string>())));
        Assert.Equal(1, await Count(new(Instance, SearchOperator.Equal, steps.Key)));
        Assert.Equal(0, await Count(new(Instance, SearchOperator.NotEqual, steps.Key)));
        Assert.Equal(1, await Count(new(Value, SearchOperator.Exists, true)));
    }

    Task<SearchResult<VariableRow>> Find(SearchPage page, SearchOrder? order = null) =>
        SearchTables.Variables.Find(Database, new([], [order ?? new(Name, false)], page), Ct);

    async Task<int> Count(SearchCondition condition) => (await SearchTables.Variables.Find(Database, new([condition], [], new(0, 10)), Ct)).Total;

    static IEnumerable<long> Found(SearchResult<VariableRow> found) => found.Rows.Select(r => r.InstanceKey);
}

public sealed class SqliteSearchTests() : SearchTests(new SqliteTestDatabase());

public sealed class SqlServerSearchTests() : SearchTests(new SqlServerTestDatabase());
