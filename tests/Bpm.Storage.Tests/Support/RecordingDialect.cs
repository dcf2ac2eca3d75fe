using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Bpm.Storage.Tests;

/// <summary>SQL Server without a server: every command is written down and answered with nothing.</summary>
sealed class RecordingDialect : Dialect
{
    readonly SqlServerDialect _real = new("Server=unused");

    public List<string> Commands { get; } = [];

    public override string Folder => _real.Folder;
    public override int Writers => 1;
    public override string CreateSchemaVersion => _real.CreateSchemaVersion;
    protected override string Claim => _real.Render("{claim}");

    protected override string Current => _real.Render("{current}");

    protected override string Held => _real.Render("{held}");

    public override Task<DbConnection> Open(CancellationToken ct) => Task.FromResult<DbConnection>(new Connection(Commands));
    public override Task Prepare(CancellationToken ct) => Task.CompletedTask;
    public override Task<DbTransaction> BeginMigration(DbConnection connection, CancellationToken ct) => throw new NotSupportedException();
    public override Task<WriteSession> OpenSession(CancellationToken ct) => throw new NotSupportedException();
    public override bool IsTransient(Exception e) => false;
    public override bool IsUniqueViolation(Exception e) => false;
    protected override string Limit(string take) => _real.Render($"{{limit {take}}}");
    protected override string Page(string skip, string take) => _real.Render($"{{page {skip} {take}}}");

    sealed class Connection(List<string> commands) : DbConnection
    {
        [AllowNull]
        public override string ConnectionString { get; set; } = "";
        public override string Database => "";
        public override string DataSource => "";
        public override string ServerVersion => "";
        public override ConnectionState State => ConnectionState.Open;
        public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();
        public override void Close() { }
        public override void Open() { }
        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();
        protected override DbCommand CreateDbCommand() => new Command(commands);
    }

    sealed class Command(List<string> commands) : DbCommand
    {
        // Only its parameters are used: any real provider's would do.
        readonly SqliteCommand _parameters = new();

        [AllowNull]
        public override string CommandText { get; set; } = "";
        public override int CommandTimeout { get; set; }
        public override CommandType CommandType { get; set; } = CommandType.Text;
        public override bool DesignTimeVisible { get; set; }
        public override UpdateRowSource UpdatedRowSource { get; set; }
        protected override DbConnection? DbConnection { get; set; }
        protected override DbParameterCollection DbParameterCollection => _parameters.Parameters;
        protected override DbTransaction? DbTransaction { get; set; }
        public override void Cancel() { }
        public override void Prepare() { }
        protected override DbParameter CreateDbParameter() => _parameters.CreateParameter();
        public override int ExecuteNonQuery() => 0;

        public override object? ExecuteScalar()
        {
            commands.Add(CommandText);
            return null;
        }

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
        {
            commands.Add(CommandText);
            return new DataTable().CreateDataReader();
        }

        protected override void Dispose(bool disposing)
        {
            _parameters.Dispose();
            base.Dispose(disposing);
        }
    }
}
