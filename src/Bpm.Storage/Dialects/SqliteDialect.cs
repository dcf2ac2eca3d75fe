using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bpm.Storage;

/// <summary>
/// SQLite as an embedded server: write-ahead log, every commit synced to disk, one writer per process. Several
/// processes may share the file; the busy timeout makes them take turns.
/// </summary>
sealed class SqliteDialect : Dialect
{
    const int Busy = 5;
    const int Locked = 6;
    const int UniqueConstraint = 2067;
    const int PrimaryKeyConstraint = 1555;

    const string Settings = "PRAGMA busy_timeout=10000; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;";

    // Pooled handles keep their settings, so each is set up once.
    static readonly ConditionalWeakTable<sqlite3, object> SetUp = [];

    static readonly object Done = new();

    readonly string _connectionString;

    public SqliteDialect(string connectionString)
    {
        Batteries_V2.Init();
        _connectionString = connectionString;
    }

    public override string Folder => "sqlite";

    public override int Writers => 1;

    public override string CreateSchemaVersion =>
        "CREATE TABLE IF NOT EXISTS schema_version (version INT NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)";

    protected override string Claim => "";

    protected override string Current => "";

    protected override string Held => "";

    public override async Task<DbConnection> Open(CancellationToken ct) => await OpenSqlite(ct);

    public override async Task Prepare(CancellationToken ct)
    {
        var file = new SqliteConnectionStringBuilder(_connectionString).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        await using var connection = await OpenSqlite(ct);
        using var command = connection.CreateCommand();
        // The mode is kept in the file. Changing it needs the file for oneself, which the command waits for.
        command.CommandText = "PRAGMA journal_mode=WAL";
        await command.ExecuteNonQueryAsync(ct);
    }

    public override async Task<DbTransaction> BeginMigration(DbConnection connection, CancellationToken ct)
    {
        await Task.CompletedTask.WaitAsync(ct);
        return ((SqliteConnection)connection).BeginTransaction(deferred: false);
    }

    public override async Task<WriteSession> OpenSession(CancellationToken ct) => new SqliteWriteSession(await OpenSqlite(ct), this);

    public override bool IsTransient(Exception e) => e is SqliteException { SqliteErrorCode: Busy or Locked };

    public override bool IsUniqueViolation(Exception e) =>
        e is SqliteException { SqliteExtendedErrorCode: UniqueConstraint or PrimaryKeyConstraint };

    protected override string Limit(string take) => $"LIMIT {take}";

    protected override string Page(string skip, string take) => $"LIMIT {take} OFFSET {skip}";

    async Task<SqliteConnection> OpenSqlite(CancellationToken ct)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(ct);
            if (!SetUp.TryGetValue(connection.Handle!, out _))
            {
                using var command = connection.CreateCommand();
                command.CommandText = Settings;
                await command.ExecuteNonQueryAsync(ct);
                SetUp.AddOrUpdate(connection.Handle!, Done);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
