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
                await RunAll(_session, group);
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

    async Task RunAll(WriteSession session, IReadOnlyList<PendingWrite> group)
    {
        _failed.Clear();
        for (var i = 0; i < group.Count; i++)
        {
            await session.SetSavepoint();
            try
            {
                await group[i].Run(session);
                await session.ReleaseSavepoint();
            }
            catch (Exception e) when (!dialect.IsTransient(e))
            {
                await session.RollbackToSavepoint();
                _failed[group[i]] = e;
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
