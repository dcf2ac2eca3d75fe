using System.Data;
using System.Data.Common;
using System.Text;
using Microsoft.Data.SqlClient;

namespace Bpm.Storage;

/// <summary>
/// A writer on SQL Server. Every statement would be a round trip, so the changes whose row counts do not matter go
/// as one batch.
/// </summary>
sealed class SqlServerWriteSession(SqlConnection connection, Dialect dialect) : WriteSession
{
    const int LongestPlainText = 4000;

    // A batch may carry 2,100 parameters a command; the number of commands is bounded for the server's memory.
    const int LongestBatch = 500;

    SqlTransaction? _transaction;

    public override DbConnection Connection => connection;

    public override DbTransaction Transaction => _transaction!;

    public override async ValueTask Begin(CancellationToken ct) =>
        _transaction = (SqlTransaction)await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);

    public override async ValueTask Commit()
    {
        await _transaction!.CommitAsync();
        await End();
    }

    public override async ValueTask Rollback()
    {
        // A deadlock's victim and a broken connection have rolled back already.
        if (_transaction?.Connection is not null)
        {
            await _transaction.RollbackAsync();
        }

        await End();
    }

    public override async ValueTask SetSavepoint() => await _transaction!.SaveAsync("step");

    // SQL Server has no release: the next savepoint of the same name takes its place.
    public override ValueTask ReleaseSavepoint() => ValueTask.CompletedTask;

    public override async ValueTask RollbackToSavepoint() => await _transaction!.RollbackAsync("step");

    public override async ValueTask<int> Run(RowChange change)
    {
        await using var command = new SqlCommand(change.Statement.For(dialect), connection, _transaction);
        Bind(command.Parameters, change);
        return await command.ExecuteNonQueryAsync();
    }

    public override async ValueTask RunAll(IReadOnlyList<RowChange> changes)
    {
        for (var from = 0; from < changes.Count; from += LongestBatch)
        {
            await using var batch = new SqlBatch(connection, _transaction);
            for (var i = from; i < Math.Min(from + LongestBatch, changes.Count); i++)
            {
                var command = new SqlBatchCommand(changes[i].Statement.For(dialect));
                Bind(command.Parameters, changes[i]);
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await End();
        await connection.DisposeAsync();
    }

    async ValueTask End()
    {
        if (_transaction is not null)
        {
            await _transaction.DisposeAsync();
        }

        _transaction = null;
    }

    static void Bind(SqlParameterCollection parameters, RowChange change)
    {
        for (var i = 0; i < change.Values.Length; i++)
        {
            parameters.Add(Parameter(change.Statement.Parameters[i], in change.Values[i]));
        }
    }

    // Two sizes of text, so that a statement has few plans however long its texts are.
    static SqlParameter Parameter(string name, in Cell value) => value.Kind switch
    {
        CellKind.Null => new SqlParameter(name, SqlDbType.NVarChar, LongestPlainText) { Value = DBNull.Value },
        CellKind.Number => new SqlParameter(name, SqlDbType.BigInt) { Value = value.Number },
        CellKind.Text => Text(name, value.Text),
        CellKind.Bytes => new SqlParameter(name, SqlDbType.VarBinary, -1) { Value = value.Bytes },
        _ => new SqlParameter(name, SqlDbType.NVarChar, -1) { Value = Encoding.UTF8.GetString(value.Json) },
    };

    static SqlParameter Text(string name, string text) =>
        new(name, SqlDbType.NVarChar, text.Length > LongestPlainText ? -1 : LongestPlainText) { Value = text };
}
