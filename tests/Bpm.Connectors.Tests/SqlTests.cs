using Bpm.Feel;
using Bpm.Runtime.Tests;
using Microsoft.Data.Sqlite;
using static Bpm.Connectors.Tests.Jobs;

namespace Bpm.Connectors.Tests;

public sealed class SqlTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("bpm-sql-").FullName;
    readonly SqlConnector _sql;
    readonly FakeClock _clock = new();

    public SqlTests()
    {
        var text = $"Data Source={Path.Combine(_folder, "crm.db")};Pooling=False";
        var options = new ConnectorOptions
        {
            Sql =
            {
                ["crm"] = new SqlOptions(SqlProvider.Sqlite, text) { MaxRows = 3 },
                ["reading"] = new SqlOptions(SqlProvider.Sqlite, text) { IsReadOnly = true },
            },
        };
        _sql = new SqlConnector(options, _clock);
        Run("create table customer (id integer primary key, name text not null unique, limit_eur numeric, since text, request text unique)");
        Run("insert into customer (name, limit_eur, since) values ('Nordwind', 12.5, '2020-01-01'), ('Südwind', null, null)");
    }

    [Fact]
    public async Task Rows_are_contexts()
    {
        var result = await _sql.Completes(With(("connection", "reading"), ("statement", "select id, name, limit_eur as \"limit\" from customer order by id")));

        Assert.Equal(FeelList.Of(
            FeelContext.Of(("id", FeelNumber.Of(1)), ("name", Text("Nordwind")), ("limit", FeelNumber.Of(12.5m))),
            FeelContext.Of(("id", FeelNumber.Of(2)), ("name", Text("Südwind")), ("limit", FeelNull.Instance))), result.At("response.rows"));
    }

    [Fact]
    public async Task Data_is_bound_and_never_part_of_the_statement()
    {
        var evil = Text("x'); drop table customer; --");

        await _sql.Completes(Insert(evil));
        var result = await _sql.Completes(With(("connection", "crm"), ("statement", "select name from customer where name = @name")).Given(("parameters", FeelContext.Of(("name", evil)))));

        Assert.Equal(FeelList.Of(FeelContext.Of(("name", evil))), result.At("response.rows"));
    }

    [Fact]
    public async Task A_statement_never_comes_from_data()
    {
        var failed = await _sql.Fails(With(("connection", "crm")).Given(("statement", Text("delete from customer")), ("connection", Text("crm"))));

        Assert.False(failed.IsRetryable);
        Assert.Contains("'statement'", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_jobs_key_lets_a_statement_do_nothing_twice()
    {
        var job = With(("connection", "crm"), ("statement", "insert into customer (name, request) values (@name, @idempotencyKey) on conflict (request) do nothing"), ("resultVariable", "r"))
            .Given(("parameters", FeelContext.Of(("name", Text("Ostwind")))));

        Assert.Equal(FeelNumber.Of(1), (await _sql.Completes(job)).At("r.changed"));
        Assert.Equal(FeelNumber.Of(0), (await _sql.Completes(job)).At("r.changed"));
    }

    [Fact]
    public async Task Several_statements_are_done_together_or_not_at_all()
    {
        var failed = await _sql.Fails(With(("connection", "crm"), ("statement", "delete from customer where id = 1; insert into customer (name) values ('Südwind')")));

        Assert.False(failed.IsRetryable);
        Assert.Equal(2L, Run("select count(*) from customer"));
    }

    [Fact]
    public async Task A_key_that_is_there_already_can_be_an_error_of_the_model()
    {
        var job = Insert(Text("Nordwind"));

        Assert.False((await _sql.Fails(job)).IsRetryable);
        Assert.Equal("KNOWN", (await _sql.Throws(job with { Headers = new Dictionary<string, string>(job.Headers) { ["errorCodes"] = "constraint=KNOWN" } })).Code);
    }

    [Fact]
    public async Task A_connection_that_only_reads_changes_nothing()
    {
        Assert.False((await _sql.Fails(With(("connection", "reading"), ("statement", "delete from customer")))).IsRetryable);
        Assert.Equal(2L, Run("select count(*) from customer"));
    }

    [Fact]
    public async Task More_rows_than_allowed_are_a_failure_and_not_a_part_of_the_truth()
    {
        await _sql.Completes(Insert(Text("a")));
        await _sql.Completes(Insert(Text("b")));

        Assert.Contains("at most 3 rows", (await _sql.Fails(With(("connection", "crm"), ("statement", "select * from customer")))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_parameter_and_an_unknown_database_are_named()
    {
        Assert.Contains("@name", (await _sql.Fails(With(("connection", "crm"), ("statement", "select @name")))).Message, StringComparison.Ordinal);
        Assert.Contains("nowhere", (await _sql.Fails(With(("connection", "nowhere"), ("statement", "select 1")))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_without_an_end_is_interrupted()
    {
        // Counts for ever: only the time that is up ends it.
        var job = With(("connection", "crm"), ("timeout", "PT5S"), ("statement", "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"));
        var running = _sql.Run(job, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.True(Assert.IsType<ConnectorFailed>(await running).IsRetryable);
    }

    static ConnectorJob Insert(FeelValue name) =>
        With(("connection", "crm"), ("statement", "insert into customer (name) values (@name)")).Given(("parameters", FeelContext.Of(("name", name))));

    object? Run(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "crm.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteScalar();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
