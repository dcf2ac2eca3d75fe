namespace Bpm.Storage;

/// <summary>A write that waits in the queue: what to run inside the transaction, and who is told afterwards.</summary>
abstract class PendingWrite
{
    /// <summary>Runs; false when what it wrote must be undone, which leaves its answer as it is.</summary>
    public abstract ValueTask<bool> Run(WriteSession session);

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

    public sealed override async ValueTask<bool> Run(WriteSession session)
    {
        (_result, var isKept) = await Write(session);
        return isKept;
    }

    public sealed override void Complete() => _caller.TrySetResult(_result!);

    public sealed override void Fail(Exception e) => _caller.TrySetException(e);

    protected abstract ValueTask<(T Result, bool IsKept)> Write(WriteSession session);
}

/// <summary>The rows of a step behind their guards.</summary>
sealed class StepWrite(StepRows step) : PendingWrite<CommitResult>
{
    protected override async ValueTask<(CommitResult Result, bool IsKept)> Write(WriteSession session)
    {
        if (await session.Run(step.Instance.Change) == 0)
        {
            return (step.Instance.Otherwise, IsKept: true);
        }

        foreach (var guard in step.Guards)
        {
            if (await session.Run(guard.Change) == 0)
            {
                // The instance's row is written already.
                return (guard.Otherwise, IsKept: false);
            }
        }

        await session.RunAll(step.Rows);
        return (CommitResult.Committed, IsKept: true);
    }
}

/// <summary>A change that looks for itself whether it may stay: answered with false, nothing of it is stored.</summary>
sealed class GuardedWrite(Func<WriteSession, ValueTask<bool>> work) : PendingWrite<bool>
{
    protected override async ValueTask<(bool Result, bool IsKept)> Write(WriteSession session)
    {
        var isKept = await work(session);
        return (isKept, isKept);
    }
}

/// <summary>Any other change.</summary>
sealed class OtherWrite<T>(Func<WriteSession, ValueTask<T>> work) : PendingWrite<T>
{
    protected override async ValueTask<(T Result, bool IsKept)> Write(WriteSession session) => (await work(session), IsKept: true);
}
