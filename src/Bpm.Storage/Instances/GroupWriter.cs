namespace Bpm.Storage;

/// <summary>Writes groups one after another on a session of its own; see <see cref="CommitQueue"/>.</summary>
sealed class GroupWriter(Dialect dialect) : IAsyncDisposable
{
    const int Attempts = 8;

    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);

    readonly Dictionary<PendingWrite, Exception> _failed = [];
    WriteSession? _session;

    /// <summary>Writes the group in one transaction and answers all its callers. Never throws.</summary>
    public async Task Write(IReadOnlyList<PendingWrite> group)
    {
        for (var attempt = 1; ; attempt++)
        {
            var isCommitting = false;
            try
            {
                _session ??= await dialect.OpenSession(CancellationToken.None);
                await _session.Begin(CancellationToken.None);
                if (!await TryRunTogether(_session, group))
                {
                    await _session.Rollback();
                    await _session.Begin(CancellationToken.None);
                    await RunApart(_session, group);
                }

                isCommitting = true;
                await _session.Commit();
                Answer(group);
                return;
            }
            catch (Exception e)
            {
                await Reset();
                if (isCommitting || attempt == Attempts || !dialect.IsTransient(e))
                {
                    Fail(group, e);
                    return;
                }

                await Task.Delay(FirstPause * (1 << (attempt - 1)));
            }
        }
    }

    public ValueTask DisposeAsync() => _session?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>
    /// Runs the writes without savepoints, each of which would cost a copy of every page touched after it (measured: a
    /// quarter of the writing). False when one failed, or had to undo what it wrote: then the group is written apart.
    /// </summary>
    async Task<bool> TryRunTogether(WriteSession session, IReadOnlyList<PendingWrite> group)
    {
        _failed.Clear();
        try
        {
            for (var i = 0; i < group.Count; i++)
            {
                if (!await group[i].Run(session))
                {
                    return false;
                }
            }

            return true;
        }
        catch (Exception e) when (!dialect.IsTransient(e))
        {
            return false;
        }
    }

    /// <summary>Runs each write behind a savepoint, so that those that fail leave nothing and the others live.</summary>
    async Task RunApart(WriteSession session, IReadOnlyList<PendingWrite> group)
    {
        _failed.Clear();
        foreach (var write in group)
        {
            await session.SetSavepoint();
            try
            {
                if (await write.Run(session))
                {
                    await session.ReleaseSavepoint();
                }
                else
                {
                    await session.RollbackToSavepoint();
                }
            }
            catch (Exception e) when (!dialect.IsTransient(e))
            {
                await session.RollbackToSavepoint();
                _failed[write] = e;
            }
        }
    }

    void Answer(IReadOnlyList<PendingWrite> group)
    {
        for (var i = 0; i < group.Count; i++)
        {
            if (_failed.Count > 0 && _failed.TryGetValue(group[i], out var e))
            {
                group[i].Fail(e);
            }
            else
            {
                group[i].Complete();
            }
        }
    }

    static void Fail(IReadOnlyList<PendingWrite> group, Exception e)
    {
        foreach (var write in group)
        {
            write.Fail(e);
        }
    }

    // Disposing a session rolls its transaction back; one that cannot even be disposed is gone already.
    async Task Reset()
    {
        var broken = _session;
        _session = null;
        try
        {
            if (broken is not null)
            {
                await broken.DisposeAsync();
            }
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException)
        {
            return;
        }
    }
}
