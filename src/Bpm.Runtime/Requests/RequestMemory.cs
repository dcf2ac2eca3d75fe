using System.Security.Cryptography;
using System.Text;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>
/// Remembers for a day what was answered to requests that carry an idempotency key, so that a caller who heard no answer may
/// ask again. The first thing that a request stores takes a note of it along (see <see cref="OpenRequests"/>). A node that dies
/// before the answer is kept leaves the note: a start and a publication are then answered by what they came to, of anything
/// else it is known that it was carried out. Nothing is done twice but what a request does after its first commit.
/// </summary>
public sealed class RequestMemory
{
    static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>How long one attempt may take before another may take the request over.</summary>
    public static readonly TimeSpan Turn = TimeSpan.FromMinutes(5);

    readonly AnsweredRequestStore _requests;
    readonly OpenRequests _open;
    readonly TimeProvider _time;

    internal RequestMemory(AnsweredRequestStore requests, OpenRequests open, TimeProvider time) => (_requests, _open, _time) = (requests, open, time);

    /// <summary>What is known of a caller's request; the caller who gets <see cref="RequestState.Mine"/> answers it.</summary>
    public Task<KnownRequest> Begin(string caller, string key, string requestHash, CancellationToken ct = default)
    {
        var now = _time.GetUtcNow();
        return _requests.Begin(Key(caller, key), requestHash, now, now + Kept, now + Turn, ct);
    }

    /// <summary>What is done from here on, as far as this call's method goes, is done for the request.</summary>
    public void Enter(string caller, string key, KnownRequest mine) => _open.Enter(Key(caller, key), mine);

    /// <summary>Keeps the answer. Not cancellable: the work is done.</summary>
    public Task Remember(string caller, string key, KnownRequest mine, int status, string? contentType, string body) =>
        _requests.Remember(Key(caller, key), mine.Attempt, status, contentType, body, CancellationToken.None);

    /// <summary>Nothing was done: the next attempt begins anew.</summary>
    public Task Forget(string caller, string key, KnownRequest mine) => _requests.Forget(Key(caller, key), mine.Attempt, CancellationToken.None);

    // The length tells where the caller ends: no two pairs give the same text.
    static string Key(string caller, string key) => Hash(Encoding.UTF8.GetBytes($"{caller.Length} {caller} {key}"));

    public static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
