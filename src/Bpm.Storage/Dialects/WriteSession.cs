using System.Data.Common;

namespace Bpm.Storage;

/// <summary>
/// A long-lived connection that writes, with its prepared statements. One loop uses it, one call at a time.
/// After an error that is not confined to one step it is disposed and a new one opened.
/// </summary>
abstract class WriteSession : IAsyncDisposable
{
    public abstract DbConnection Connection { get; }

    /// <summary>The running transaction, for work that brings its own commands.</summary>
    public abstract DbTransaction Transaction { get; }

    /// <summary>Begins the transaction and takes the write lock where there is only one.</summary>
    public abstract ValueTask Begin(CancellationToken ct);

    public abstract ValueTask Commit();

    public abstract ValueTask Rollback();

    public abstract ValueTask SetSavepoint();

    public abstract ValueTask ReleaseSavepoint();

    public abstract ValueTask RollbackToSavepoint();

    /// <summary>Runs one change and says how many rows it touched.</summary>
    public abstract ValueTask<int> Run(RowChange change);

    /// <summary>Runs changes whose row counts do not matter.</summary>
    public abstract ValueTask RunAll(IReadOnlyList<RowChange> changes);

    public abstract ValueTask DisposeAsync();
}
