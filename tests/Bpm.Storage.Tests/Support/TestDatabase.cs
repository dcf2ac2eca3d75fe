using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Bpm.Storage.Tests;

/// <summary>An empty database for one test, gone with it.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    public abstract DatabaseOptions Options { get; }

    public virtual Task Create() => Task.CompletedTask;

    public abstract ValueTask DisposeAsync();
}

public sealed class SqliteTestDatabase : TestDatabase
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bpm-storage-");

    public string File => Path.Combine(_folder.FullName, "data", "bpm.db");

    public override DatabaseOptions Options => new(DatabaseKind.Sqlite, $"Data Source={File}");

    public override ValueTask DisposeAsync()
    {
        using (var connection = new SqliteConnection(Options.ConnectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>A database on the server that <c>BPM_TEST_SQLSERVER</c> names; without it the test is skipped.</summary>
public sealed class SqlServerTestDatabase : TestDatabase
{
    const string Variable = "BPM_TEST_SQLSERVER";

    readonly string _server = Environment.GetEnvironmentVariable(Variable) ?? "";
    readonly string _name = "bpm_test_" + Guid.NewGuid().ToString("N");

    public override DatabaseOptions Options =>
        new(DatabaseKind.SqlServer, new SqlConnectionStringBuilder(_server) { InitialCatalog = _name }.ConnectionString);

    public override async Task Create()
    {
        Assert.SkipWhen(_server.Length == 0, $"{Variable} holds no connection string of a SQL Server.");
        await Run($"CREATE DATABASE {_name}");
    }

    public override async ValueTask DisposeAsync()
    {
        if (_server.Length > 0)
        {
            SqlConnection.ClearAllPools();
            await Run($"DROP DATABASE {_name}");
        }
    }

    async Task Run(string sql)
    {
        await using var connection = new SqlConnection(_server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
