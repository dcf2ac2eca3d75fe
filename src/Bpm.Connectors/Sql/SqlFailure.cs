using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Bpm.Connectors;

/// <summary>What kind of failure a database reports.</summary>
static class SqlFailure
{
    /// <summary>Time may heal it: locks, deadlocks, lost connections.</summary>
    public const string Transient = "transient";

    /// <summary>A key that is there already, or a rule of a table that is broken.</summary>
    public const string Constraint = "constraint";

    public const string Other = "other";

    // Documented by their makers: SQLITE_BUSY, LOCKED, INTERRUPT, IOERR, CANTOPEN.
    static readonly int[] SqliteTransient = [5, 6, 9, 10, 14];
    const int SqliteConstraint = 19;

    // Time-out, deadlock, network, log-in while the database moves, resource limits.
    static readonly int[] ServerTransient =
        [-2, -1, 2, 20, 53, 64, 121, 233, 1205, 1222, 4060, 4221, 10053, 10054, 10060, 10061, 10928, 10929, 40197, 40501, 40613, 49918, 49919, 49920];
    static readonly int[] ServerConstraint = [515, 547, 2601, 2627];

    public static string Of(DbException e) => e switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteConstraint ? Constraint : SqliteTransient.Contains(sqlite.SqliteErrorCode) ? Transient : Other,
        SqlException server when server.Errors.Cast<SqlError>().Any(error => ServerConstraint.Contains(error.Number)) => Constraint,
        SqlException server when server.Errors.Cast<SqlError>().Any(error => ServerTransient.Contains(error.Number)) => Transient,
        _ => e.IsTransient ? Transient : Other,
    };
}
