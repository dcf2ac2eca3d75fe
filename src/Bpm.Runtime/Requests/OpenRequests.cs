using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>
/// The request with an idempotency key under which something is being done, if there is one. The first thing that is stored
/// for it takes a note of the request along, in the same transaction; so what was done once is known, whatever happens to
/// the answer. What only makes it ready (<see cref="Decision.Prepares"/>) has no note, nor what a request does after that:
/// it is one commit that is bound.
/// </summary>
public sealed class OpenRequests
{
    readonly AsyncLocal<OpenRequest?> _current = new();

    internal OpenRequest? Current => _current.Value;

    internal void Enter(string requestKey, KnownRequest known) => _current.Value = new OpenRequest(requestKey, known.Attempt, known.Effect);
}

/// <param name="done">What an earlier attempt has done already.</param>
sealed class OpenRequest(string requestKey, int attempt, RequestEffect? done)
{
    public RequestEffect? Done => done;

    /// <summary>Whether its effect has been noted, by this attempt or an earlier one.</summary>
    public bool IsNoted { get; private set; } = done is not null;

    /// <summary>The note to store; null when there is one.</summary>
    public RequestClaim? Claim(string kind) => IsNoted ? null : new(requestKey, attempt, kind);

    public void Noted() => IsNoted = true;
}
