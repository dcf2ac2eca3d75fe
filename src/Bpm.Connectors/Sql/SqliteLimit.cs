using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bpm.Connectors;

/// <summary>
/// Lets SQLite, which looks at no token by itself, ask every few thousand steps whether it may go on. Asking has no gap into which
/// a cancellation could fall, as an interrupt before the first step would. Other databases are cancelled by their own client.
/// </summary>
sealed class SqliteLimit : IDisposable
{
    const int Steps = 10_000;

    readonly sqlite3? _handle;

    public SqliteLimit(DbConnection connection, CancellationToken ct)
    {
        _handle = (connection as SqliteConnection)?.Handle;
        if (_handle is not null) raw.sqlite3_progress_handler(_handle, Steps, _ => ct.IsCancellationRequested ? 1 : 0, null);
    }

    // The handle goes back to the pool.
    public void Dispose()
    {
        if (_handle is not null) raw.sqlite3_progress_handler(_handle, 0, null, null);
    }
}
