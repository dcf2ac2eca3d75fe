using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Bpm.Storage;

/// <summary>SQL Server 2019 and later: several processes and several writers in each, rows locked one by one.</summary>
sealed class SqlServerDialect(string connectionString) : Dialect
{
    // Deadlock victim, lock timeout, client timeout, and the errors of a connection that broke or a server that moves.
    static readonly int[] TransientErrors =
        [1205, 1222, -2, -1, 2, 20, 53, 64, 121, 233, 258, 4060, 4221, 10053, 10054, 10060, 10928, 10929, 40197, 40501, 40613, 49918, 49919, 49920];

    const int UniqueIndex = 2601;
    const int UniqueConstraint = 2627;

    const string MigrationLock =
        """
        DECLARE @result int;
        EXEC @result = sp_getapplock @Resource = N'bpm_migration', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 60000;
        IF @result < 0 THROW 51000, 'Expected the migration lock within a minute, but another process holds it.', 1;
        """;

    public override string Folder => "sqlserver";

    public override int Writers => 4;

    public override string CreateSchemaVersion =>
        """
        IF OBJECT_ID('schema_version') IS NULL
            CREATE TABLE schema_version (version int NOT NULL PRIMARY KEY, name nvarchar(200) NOT NULL, applied_at bigint NOT NULL)
        """;

    protected override string Claim => "WITH (READPAST, UPDLOCK, ROWLOCK)";

    protected override string Current => "WITH (READCOMMITTEDLOCK)";

    protected override string Held => "WITH (REPEATABLEREAD)";

    public override async Task<DbConnection> Open(CancellationToken ct) => await OpenSqlServer(ct);

    public override Task Prepare(CancellationToken ct) => Task.CompletedTask;

    public override async Task<DbTransaction> BeginMigration(DbConnection connection, CancellationToken ct)
    {
        var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = MigrationLock;
        command.CommandTimeout = 90;
        await command.ExecuteNonQueryAsync(ct);
        return transaction;
    }

    public override async Task<WriteSession> OpenSession(CancellationToken ct) => new SqlServerWriteSession(await OpenSqlServer(ct), this);

    public override bool IsTransient(Exception e) =>
        e is SqlException { Errors: var errors } && errors.Cast<SqlError>().Any(error => TransientErrors.Contains(error.Number));

    public override bool IsUniqueViolation(Exception e) =>
        e is SqlException { Errors: var errors } && errors.Cast<SqlError>().Any(error => error.Number is UniqueIndex or UniqueConstraint);

    protected override string Limit(string take) => $"OFFSET 0 ROWS FETCH NEXT {take} ROWS ONLY";

    protected override string Page(string skip, string take) => $"OFFSET {skip} ROWS FETCH NEXT {take} ROWS ONLY";

    async Task<SqlConnection> OpenSqlServer(CancellationToken ct)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
