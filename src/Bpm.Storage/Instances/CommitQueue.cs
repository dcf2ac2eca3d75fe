using System.Data.Common;
using System.Threading.Channels;

namespace Bpm.Storage;

/// <summary>
/// The one way into the database for everything that changes. Callers compute their rows on their own threads and
/// queue them; a loop takes all that is ready, writes it in one transaction and answers every caller after COMMIT.
///
/// Why: a durable commit waits for the disk, so what commits together shares one wait; and SQLite has one write lock,
/// for which a process that queues never contends with itself (measured: 6 to 29 times the steps of connections that
/// fight for it). Nobody waits for a group to fill: while one COMMIT runs the next group gathers by itself, so a lone
/// caller has the latency of a lone commit.
///
/// A step's guards come first (the instance's version, the job's lock): with no row touched it stores nothing and its
/// caller hears why. When a step of a group fails, the whole group is rolled back and written again with a savepoint
/// for each step, so that the failed one leaves nothing and the others live. An error that concerns the whole group is
/// retried with growing pauses when it may pass (contention, a deadlock's victim, a lost connection). So a queued
/// function may run more than once: it must change nothing but the database. A COMMIT that fails is not retried: whether it took place is unknown, so all callers get the error
/// and must load again.
///
/// What breaks if changed: answering before COMMIT loses acknowledged work when the process dies; a second loop on SQLite
/// brings the contention back; a queued function that queues and awaits another waits for itself for ever.
/// Cancelling stops a caller from queueing, never from waiting: an outcome that is under way has to be known.
/// Disposing writes what is queued and refuses the rest.
/// </summary>
sealed class CommitQueue : IAsyncDisposable
{
    const int LargestGroup = 256;

    readonly Channel<PendingWrite> _queue;
    readonly Task[] _loops;

    public CommitQueue(Database database)
    {
        var writers = database.Dialect.Writers;
        _queue = Channel.CreateUnbounded<PendingWrite>(new() { SingleReader = writers == 1 });
        _loops = [.. Enumerable.Range(0, writers).Select(_ => Task.Run(() => Loop(new GroupWriter(database.Dialect))))];
    }

    /// <summary>
    /// Stores a step; the instance must not change before the call returns its task. When it is not committed the instance
    /// is of no use any more: it takes for stored what is not.
    /// </summary>
    public Task<CommitResult> Commit(StepCommit step, CancellationToken ct)
    {
        var rows = HistoryProjection.Of(step);
        step.Instance.Unsaved.Clear();
        return Queue(new StepWrite(rows), ct);
    }

    /// <summary>Runs other changes in the same line; the function may run more than once and must not queue and await.</summary>
    public Task<T> Write<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken ct) =>
        Write(async session => await work(session.Connection, session.Transaction), ct);

    public Task<T> Write<T>(Func<WriteSession, ValueTask<T>> work, CancellationToken ct) => Queue(new OtherWrite<T>(work), ct);

    /// <summary>The same, and with the answer false all that the function wrote is undone.</summary>
    public Task<bool> WriteOrUndo(Func<WriteSession, ValueTask<bool>> work, CancellationToken ct) => Queue(new GuardedWrite(work), ct);

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await Task.WhenAll(_loops);
    }

    Task<T> Queue<T>(PendingWrite<T> write, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(write), this);
        return write.Result;
    }

    async Task Loop(GroupWriter writer)
    {
        await using (writer)
        {
            var group = new List<PendingWrite>(LargestGroup);
            while (await _queue.Reader.WaitToReadAsync())
            {
                group.Clear();
                while (group.Count < LargestGroup && _queue.Reader.TryRead(out var write))
                {
                    group.Add(write);
                }

                await writer.Write(group);
            }
        }
    }
}
