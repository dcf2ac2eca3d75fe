using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Bpm.Storage.Tests;

/// <summary>Searches with every field, every operator and every order are asked of a real SQLite, and read by SQL Server's grammar.</summary>
public sealed class SearchStatementTests() : StorageContract(new SqliteTestDatabase())
{
    sealed record Table(IReadOnlyCollection<SearchField> Fields, Func<Database, SearchQuery, Task<int>> Find);

    static readonly Dictionary<string, Table> Known = new()
    {
        ["instances"] = Of(SearchTables.Instances),
        ["user tasks"] = Of(SearchTables.UserTasks),
        ["definitions"] = Of(SearchTables.Definitions),
        ["decisions"] = Of(SearchTables.Decisions),
        ["elements"] = Of(SearchTables.Elements),
        ["incidents"] = Of(SearchTables.Incidents),
        ["variables"] = Of(SearchTables.Variables),
        ["jobs"] = Of(SearchTables.Jobs),
        ["users"] = Of(SearchTables.Users),
    };

    public static TheoryData<string, SearchOperator> Questions
    {
        get
        {
            var data = new TheoryData<string, SearchOperator>();
            foreach (var table in Known.Keys)
                foreach (var wanted in Enum.GetValues<SearchOperator>()) data.Add(table, wanted);
            return data;
        }
    }

    [Fact]
    public void Every_table_is_known_here() =>
        Assert.Equal(typeof(SearchTables).GetProperties().Length, Known.Count);

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Every_field_can_be_asked_for_and_ordered_by(string table, SearchOperator wanted)
    {
        var (fields, find) = Known[table];
        var conditions = fields.Where(f => f.Allows(wanted)).Select(f => new SearchCondition(f, wanted, Sample(f, wanted), f.NamesVariable ? "x' OR 1=1" : null)).ToList();
        var order = fields.Where(f => f.IsSortable).Select((f, i) => new SearchOrder(f, i % 2 == 0)).ToList();
        var cursor = SearchCursor.Write(order.Select(o => o.Field.Kind is SearchKind.Text or SearchKind.Choice ? "x" : (object)1L));

        foreach (var page in (SearchPage[])[new(0, 10), new(5, 10, After: cursor), new(0, 10, Before: cursor)])
        {
            var query = new SearchQuery(conditions, order, page);
            var recording = new RecordingDialect();
            await find(Storage.Database.Of(recording), query);
            Assert.Equal(2, recording.Commands.Count);
            foreach (var sql in recording.Commands)
            {
                Assert.DoesNotContain("1=1", sql, StringComparison.Ordinal);
                using var reader = new StringReader(sql);
                new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
                Assert.True(errors.Count == 0, string.Join('\n', errors.Select(e => $"{e.Line}:{e.Column} {e.Message}")) + "\n" + sql);
            }
            Assert.Equal(0, await find(Database, query));
        }
    }

    static Table Of<TRow>(SearchTable<TRow> table) where TRow : class =>
        new(table.Fields, async (database, query) => (await table.Find(database, query, Ct)).Rows.Count);

    static object Sample(SearchField field, SearchOperator wanted) => wanted switch
    {
        SearchOperator.Exists => true,
        SearchOperator.In or SearchOperator.NotIn => field.Kind switch
        {
            SearchKind.Key or SearchKind.Number => new long[] { 1, 2 },
            SearchKind.Instant => new[] { Steps.Start, Now },
            _ => new[] { "x", "' OR 1=1 --" },
        },
        _ => field.Kind switch
        {
            SearchKind.Key or SearchKind.Number => 1L,
            SearchKind.Instant => Steps.Start,
            SearchKind.Flag => true,
            _ => "' OR 1=1 --",
        },
    };
}
