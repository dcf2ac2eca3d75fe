using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Bpm.Storage.Tests;

public sealed partial class StatementTests
{
    static readonly SqlServerDialect SqlServer = new("Server=unused");

    public static TheoryData<string> SqlServerScripts =>
        [.. Migration.Of(SqlServer).Select(m => m.Name), .. Statements.Shared.Select(s => s.Name), nameof(Dialect.CreateSchemaVersion)];

    [Theory]
    [MemberData(nameof(SqlServerScripts))]
    public void Microsofts_grammar_reads_every_migration_and_statement(string name)
    {
        var sql = Migration.Of(SqlServer).FirstOrDefault(m => m.Name == name)?.Sql
            ?? (name == nameof(Dialect.CreateSchemaVersion) ? SqlServer.CreateSchemaVersion : SqlServer.Render(Statements.Shared.First(s => s.Name == name).Sql));
        using var reader = new StringReader(sql);

        new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);

        Assert.True(errors.Count == 0, string.Join('\n', errors.Select(e => $"{e.Line}:{e.Column} {e.Message}")) + "\n" + sql);
    }

    [Fact]
    public async Task Every_statement_fits_the_tables()
    {
        await using var place = new SqliteTestDatabase();
        var database = new Database(place.Options);
        await database.Migrate(TestContext.Current.CancellationToken);
        await using var connection = await database.Open(TestContext.Current.CancellationToken);
        foreach (var (name, sql) in Statements.Shared.Where(s => !SqlServerOnly().IsMatch(s.Sql)))
        {
            using var command = connection.CreateCommand();
            command.CommandText = "EXPLAIN " + database.Sql(sql);
            foreach (var parameter in Parameter().Matches(sql).Select(m => m.Value).Distinct())
            {
                command.Parameters.Add(new SqliteParameter(parameter, 1));
            }

            var error = await Record.ExceptionAsync(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

            Assert.True(error is null, $"{name}: {error?.Message}");
        }
    }

    [Fact]
    public void The_statements_are_found() => Assert.True(Statements.Shared.Count > 60, $"found {Statements.Shared.Count}");

    [Fact]
    public void No_statement_is_put_together_from_values()
    {
        var offenders =
            from file in Directory.EnumerateFiles(Path.Combine(Root(), "src", "Bpm.Storage"), "*.cs", SearchOption.AllDirectories)
            where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            from Match text in InterpolatedSql().Matches(File.ReadAllText(file))
            select $"{Path.GetFileName(file)}: {text.Value}";

        Assert.Empty(offenders);
    }

    [Fact]
    public void The_slots_are_filled_for_each_database()
    {
        const string sql = "SELECT a FROM b {claim} ORDER BY a {page @skip @take} {limit @max}";

        Assert.Equal("SELECT a FROM b  ORDER BY a LIMIT @take OFFSET @skip LIMIT @max", new SqliteDialect("Data Source=unused.db").Render(sql));
        Assert.Equal(
            "SELECT a FROM b WITH (READPAST, UPDLOCK, ROWLOCK) ORDER BY a OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY OFFSET 0 ROWS FETCH NEXT @max ROWS ONLY",
            SqlServer.Render(sql));
        Assert.Throws<InvalidOperationException>(() => SqlServer.Render("SELECT {upsert}"));
    }

    static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Bpm.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    [GeneratedRegex("""\$+@?"{1,3}\s*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|DROP|ALTER)\b[^"]*""")]
    private static partial Regex InterpolatedSql();

    [GeneratedRegex("sp_getapplock")]
    private static partial Regex SqlServerOnly();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();
}
