namespace Bpm.Storage;

/// <summary>A write that waits in the queue: what to run inside the transaction, and who is told afterwards.</summary>
abstract class PendingWrite
{
    public abstract ValueTask Run(WriteSession session);

    /// <summary>Tells the caller, once the transaction is durable.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception e);
}

/// <summary>A write with a result for its caller.</summary>
abstract class PendingWrite<T> : PendingWrite
{
    readonly TaskCompletionSource<T> _caller = new(TaskCreationOptions.RunContinuationsAsynchronously);
    T? _result;

    public Task<T> Result => _caller.Task;

    public sealed override async ValueTask Run(WriteSession session) => _result = await Write(session);

    public sealed override void Complete() => _caller.TrySetResult(_result!);

    public sealed override void Fail(Exception e) => _caller.TrySetException(e);

    protected abstract ValueTask<T> Write(WriteSession session);
}

/// <summary>The rows of a step behind their guards.</summary>
sealed class StepWrite(StepRows step) : PendingWrite<CommitResult>
{
    protected override async ValueTask<CommitResult> Write(WriteSession session)
    {
        if (await session.Run(step.Instance) == 0)
        {
            return CommitResult.VersionConflict;
        }

        if (step.Lock is { } guard && await session.Run(guard) == 0)
        {
            // Where the group runs without savepoints this fails, and each write of the group gets its own.
            await session.RollbackToSavepoint();
            await session.SetSavepoint();
            return CommitResult.LockLost;
        }

        await session.RunAll(step.Rows);
        return CommitResult.Committed;
    }
}

/// <summary>Any other change.</summary>
sealed class OtherWrite<T>(Func<WriteSession, ValueTask<T>> work) : PendingWrite<T>
{
    protected override ValueTask<T> Write(WriteSession session) => work(session);
}
