using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Bpm.Runtime;

/// <summary>
/// Credentials that were found right less than a minute ago, so that a client that sends them with every request does not
/// pay for the slow hash each time. Kept as keyed hashes with a key that lives as long as the process; wrong ones are
/// never kept.
/// </summary>
sealed class VerifiedCredentials(TimeProvider time)
{
    const int AtMost = 1000;
    static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    readonly ConcurrentDictionary<string, (Actor Actor, DateTimeOffset Until)> _actors = [];

    public Actor? Find(string userId, string password) =>
        _actors.TryGetValue(Fingerprint(userId, password), out var known) && known.Until > time.GetUtcNow() ? known.Actor : null;

    public void Keep(string userId, string password, Actor actor)
    {
        if (_actors.Count >= AtMost) _actors.Clear();
        _actors[Fingerprint(userId, password)] = (actor, time.GetUtcNow() + Lifetime);
    }

    /// <summary>Somebody's password, roles or groups have changed.</summary>
    public void Forget() => _actors.Clear();

    string Fingerprint(string userId, string password) =>
        Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{userId.Length}:{userId}{password}")));
}
