using System.Security.Cryptography;
using System.Text;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>
/// Remembers for a day what was answered to requests that carry an idempotency key, so that a caller who heard no answer may
/// ask again. The record is not in the transaction of what the request did: a process that dies between the two leaves a
/// request that did its work and will do it again when it is repeated after <see cref="Turn"/>. Whoever must exclude that too
/// starts with a business key that is to be unique, or publishes with a message id: those are stored with what they do.
/// </summary>
public sealed class RequestMemory
{
    static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>How long one attempt may take before another may take the request over.</summary>
    public static readonly TimeSpan Turn = TimeSpan.FromMinutes(5);

    readonly AnsweredRequestStore _requests;
    readonly TimeProvider _time;

    internal RequestMemory(AnsweredRequestStore requests, TimeProvider time) => (_requests, _time) = (requests, time);

    /// <summary>What is known of a caller's request; the caller who gets <see cref="RequestState.Mine"/> answers it.</summary>
    public Task<KnownRequest> Begin(string caller, string key, string requestHash, CancellationToken ct = default)
    {
        var now = _time.GetUtcNow();
        return _requests.Begin(Key(caller, key), requestHash, now, now + Kept, now + Turn, ct);
    }

    /// <summary>Keeps the answer. Not cancellable: the work is done.</summary>
    public Task Remember(string caller, string key, KnownRequest mine, int status, string? contentType, string body) =>
        _requests.Remember(Key(caller, key), mine.Attempt, status, contentType, body, CancellationToken.None);

    /// <summary>Nothing was done: the next attempt begins anew.</summary>
    public Task Forget(string caller, string key, KnownRequest mine) => _requests.Forget(Key(caller, key), mine.Attempt, CancellationToken.None);

    // The length tells where the caller ends: no two pairs give the same text.
    static string Key(string caller, string key) => Hash(Encoding.UTF8.GetBytes($"{caller.Length} {caller} {key}"));

    public static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
