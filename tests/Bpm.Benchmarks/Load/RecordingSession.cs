using System.Data.Common;
using Bpm.Storage;

namespace Bpm.Benchmarks;

/// <summary>A writer that passes everything on and tells the recorder.</summary>
sealed class RecordingSession(WriteSession inner, Recorder recorder) : WriteSession
{
    public override DbConnection Connection => inner.Connection;

    public override DbTransaction Transaction => inner.Transaction;

    public override ValueTask Begin(CancellationToken ct)
    {
        recorder.Group();
        return inner.Begin(ct);
    }

    public override ValueTask Commit() => inner.Commit();

    public override ValueTask Rollback() => inner.Rollback();

    public override ValueTask SetSavepoint()
    {
        recorder.Savepoint();
        return inner.SetSavepoint();
    }

    public override ValueTask ReleaseSavepoint()
    {
        recorder.Savepoint();
        return inner.ReleaseSavepoint();
    }

    public override ValueTask RollbackToSavepoint() => inner.RollbackToSavepoint();

    public override ValueTask<int> Run(RowChange change)
    {
        recorder.Row(change);
        return inner.Run(change);
    }

    public override ValueTask RunAll(IReadOnlyList<RowChange> changes)
    {
        for (var i = 0; i < changes.Count; i++) recorder.Row(changes[i]);
        return inner.RunAll(changes);
    }

    public override ValueTask DisposeAsync() => inner.DisposeAsync();
}
