using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bpm.Storage;

/// <summary>
/// The writer on SQLite. Row changes bypass ADO.NET and bind straight to prepared statements of the same connection:
/// on this path, names looked up per parameter and a reader per execution would cost more than the rows do.
/// </summary>
sealed class SqliteWriteSession : WriteSession
{
    // Checkpoints in larger steps write a page that changed often back once; the log stays on disk and is reused.
    const string WriterSettings = "PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-65536;";

    readonly SqliteConnection _connection;
    readonly Dialect _dialect;
    readonly Dictionary<Statement, sqlite3_stmt> _prepared = [];
    readonly sqlite3_stmt _savepoint;
    readonly sqlite3_stmt _release;
    readonly sqlite3_stmt _rollbackTo;
    SqliteTransaction? _transaction;

    public SqliteWriteSession(SqliteConnection connection, Dialect dialect)
    {
        (_connection, _dialect) = (connection, dialect);
        using var settings = connection.CreateCommand();
        settings.CommandText = WriterSettings;
        settings.ExecuteNonQuery();
        _savepoint = Prepare("SAVEPOINT step");
        _release = Prepare("RELEASE step");
        _rollbackTo = Prepare("ROLLBACK TO step");
    }

    public override DbConnection Connection => _connection;

    public override DbTransaction Transaction => _transaction!;

    sqlite3 Handle => _connection.Handle!;

    public override ValueTask Begin(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _transaction = _connection.BeginTransaction(deferred: false);
        return ValueTask.CompletedTask;
    }

    public override ValueTask Commit()
    {
        _transaction!.Commit();
        return End();
    }

    public override ValueTask Rollback()
    {
        _transaction?.Rollback();
        return End();
    }

    public override ValueTask SetSavepoint() => Simple(_savepoint);

    public override ValueTask ReleaseSavepoint() => Simple(_release);

    public override async ValueTask RollbackToSavepoint()
    {
        await Simple(_rollbackTo);
        await Simple(_release);
    }

    public override ValueTask<int> Run(RowChange change)
    {
        Execute(change);
        return ValueTask.FromResult(raw.sqlite3_changes(Handle));
    }

    public override ValueTask RunAll(IReadOnlyList<RowChange> changes)
    {
        for (var i = 0; i < changes.Count; i++)
        {
            Execute(changes[i]);
        }

        return ValueTask.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var statement in _prepared.Values)
        {
            statement.Dispose();
        }

        _savepoint.Dispose();
        _release.Dispose();
        _rollbackTo.Dispose();
        if (_transaction is not null)
        {
            await _transaction.DisposeAsync();
        }

        await _connection.DisposeAsync();
    }

    ValueTask End()
    {
        _transaction?.Dispose();
        _transaction = null;
        return ValueTask.CompletedTask;
    }

    void Execute(RowChange change)
    {
        if (!_prepared.TryGetValue(change.Statement, out var statement))
        {
            _prepared[change.Statement] = statement = Prepare(change.Statement.For(_dialect));
        }

        var values = change.Values;
        for (var i = 0; i < values.Length; i++)
        {
            Bind(statement, i + 1, in values[i]);
        }

        Step(statement);
    }

    static void Bind(sqlite3_stmt statement, int index, in Cell value)
    {
        switch (value.Kind)
        {
            case CellKind.Null:
                raw.sqlite3_bind_null(statement, index);
                break;
            case CellKind.Number:
                raw.sqlite3_bind_int64(statement, index, value.Number);
                break;
            case CellKind.Text:
                BindText(statement, index, value.Text);
                break;
            case CellKind.Bytes:
                // An empty span has no address, which SQLite would take for NULL.
                if (value.Bytes.Length == 0) raw.sqlite3_bind_zeroblob(statement, index, 0);
                else raw.sqlite3_bind_blob(statement, index, value.Bytes);
                break;
            default:
                raw.sqlite3_bind_text(statement, index, value.Json);
                break;
        }
    }

    static void BindText(sqlite3_stmt statement, int index, string text)
    {
        // An empty span has no address, which SQLite would take for NULL.
        if (text.Length is 0 or > 256)
        {
            raw.sqlite3_bind_text(statement, index, text);
            return;
        }

        Span<byte> utf8 = stackalloc byte[256 * 3];
        raw.sqlite3_bind_text(statement, index, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    ValueTask Simple(sqlite3_stmt statement)
    {
        Step(statement);
        return ValueTask.CompletedTask;
    }

    void Step(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        if (result is raw.SQLITE_DONE or raw.SQLITE_ROW)
        {
            raw.sqlite3_reset(statement);
            return;
        }

        // The message belongs to the connection's latest call, so it is read before the reset.
        var error = new SqliteException(raw.sqlite3_errmsg(Handle).utf8_to_string(), result, raw.sqlite3_extended_errcode(Handle));
        raw.sqlite3_reset(statement);
        throw error;
    }

    sqlite3_stmt Prepare(string sql)
    {
        var result = raw.sqlite3_prepare_v3(Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement);
        return result == raw.SQLITE_OK
            ? statement
            : throw new SqliteException($"{raw.sqlite3_errmsg(Handle).utf8_to_string()} in: {sql}", result, result);
    }
}
