using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>
/// The versions of which no instance may be started. What this node suspends counts at once; what another node does counts
/// within a second, as all news of other nodes.
/// </summary>
sealed class SuspendedVersions(SuspensionStore store, TimeProvider time)
{
    static readonly TimeSpan Trust = TimeSpan.FromSeconds(1);

    volatile Known? _known;
    int _forgotten;

    public async ValueTask<SuspendedVersion?> Find(long definitionKey, CancellationToken ct)
    {
        var known = _known;
        if (known is null || time.GetElapsedTime(known.AskedAt) >= Trust)
        {
            var (askedAt, forgotten) = (time.GetTimestamp(), Volatile.Read(ref _forgotten));
            known = new((await store.All(ct)).ToDictionary(v => v.DefinitionKey), askedAt);
            // An answer older than what has happened since is good for who asked, and not to be kept.
            if (forgotten == Volatile.Read(ref _forgotten)) _known = known;
        }
        return known.Versions.GetValueOrDefault(definitionKey);
    }

    public void Forget()
    {
        Interlocked.Increment(ref _forgotten);
        _known = null;
    }

    sealed record Known(IReadOnlyDictionary<long, SuspendedVersion> Versions, long AskedAt);
}
