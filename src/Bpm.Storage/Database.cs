using System.Data.Common;

namespace Bpm.Storage;

/// <summary>
/// The database: opens connections and renders statements for its dialect. One per process. Whoever reads opens a
/// connection for the one operation and disposes it (pools make that cheap); whoever writes goes through the
/// <see cref="CommitQueue"/>.
/// </summary>
public sealed class Database
{
    public Database(DatabaseOptions options)
        : this(options.Kind == DatabaseKind.Sqlite ? new SqliteDialect(options.ConnectionString) : new SqlServerDialect(options.ConnectionString))
    {
    }

    Database(Dialect dialect) => Dialect = dialect;

    internal Dialect Dialect { get; }

    internal static Database Of(Dialect dialect) => new(dialect);

    /// <summary>Creates or upgrades the schema; safe when several processes start at once.</summary>
    public Task Migrate(CancellationToken ct) => Migrator.Run(Dialect, Migration.Of(Dialect), ct);

    /// <summary>An open connection for one operation.</summary>
    internal Task<DbConnection> Open(CancellationToken ct) => Dialect.Open(ct);

    /// <summary>The statement with its <c>{slots}</c> filled in by the dialect.</summary>
    internal string Sql(string statement) => Dialect.Render(statement);
}
