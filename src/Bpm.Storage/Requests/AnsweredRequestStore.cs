using Dapper;

namespace Bpm.Storage;

/// <summary>
/// Requests that carry an idempotency key: who answers one, and what was answered. A row is held while its request is being
/// answered; who dies over it loses it when the time is up, and the next attempt takes it over.
/// </summary>
sealed class AnsweredRequestStore(Database database, CommitQueue writer)
{
    const string One =
        """
        SELECT request_hash AS RequestHash, held_until AS HeldUntil, attempt AS Attempt, status AS Status, content_type AS ContentType, body AS Body,
               effect AS Effect, effect_key AS EffectKey
        FROM answered_request WHERE request_key = @key
        """;

    static readonly Statement Insert = new(
        """
        INSERT INTO answered_request (request_key, request_hash, created_at, expires_at, held_until, attempt)
        VALUES (@key, @hash, @created_at, @expires_at, @held_until, 1)
        """);

    static readonly Statement TakeOver = new(
        "UPDATE answered_request SET held_until = @held_until, attempt = attempt + 1 WHERE request_key = @key AND attempt = @attempt AND status IS NULL");

    static readonly Statement Answer = new(
        "UPDATE answered_request SET status = @status, content_type = @type, body = @body WHERE request_key = @key AND attempt = @attempt");

    static readonly Statement Release = new("DELETE FROM answered_request WHERE request_key = @key AND attempt = @attempt AND effect IS NULL");

    static readonly Statement EndTurn = new("UPDATE answered_request SET held_until = 0 WHERE request_key = @key AND attempt = @attempt AND status IS NULL");

    static readonly Statement Sweep = new("DELETE FROM answered_request WHERE expires_at <= @now");

    /// <summary>Takes the request, or says what is known of it. What is older than its time goes with every call.</summary>
    public async Task<KnownRequest> Begin(string key, string hash, DateTimeOffset now, DateTimeOffset expiresAt, DateTimeOffset heldUntil, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await writer.Write(session => Take(session, key, hash, now, expiresAt, heldUntil), ct);
            }
            // Another node has taken it at the same moment: now it can be seen.
            catch (System.Data.Common.DbException e) when (database.Dialect.IsUniqueViolation(e) && attempt < 3)
            {
                ct.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Keeps the answer, unless another has taken the request over meanwhile.</summary>
    public Task Remember(string key, int attempt, int status, string? contentType, string body, CancellationToken ct) =>
        writer.Write(session => session.Run(Answer.With(status, contentType, body, key, attempt)), ct);

    /// <summary>The request may be tried again as if it had not been; unless it has done something, which stays known.</summary>
    public Task Forget(string key, int attempt, CancellationToken ct) => writer.Write(
        async session => await session.Run(Release.With(key, attempt)) == 1 || await session.Run(EndTurn.With(key, attempt)) == 1, ct);

    static async ValueTask<KnownRequest> Take(
        WriteSession session, string key, string hash, DateTimeOffset now, DateTimeOffset expiresAt, DateTimeOffset heldUntil)
    {
        await session.Run(Sweep.With(now));
        var row = await session.Connection.QuerySingleOrDefaultAsync<Row>(One, new { key }, session.Transaction);
        if (row is null)
        {
            await session.Run(Insert.With(key, hash, now, expiresAt, heldUntil));
            return new(RequestState.Mine, 1);
        }

        if (row.RequestHash != hash)
        {
            return new(RequestState.Different, 0);
        }

        if (row.Status is { } status)
        {
            return new(RequestState.Answered, row.Attempt, status, row.ContentType, row.Body);
        }

        var isFree = row.HeldUntil <= now.ToUnixTimeMilliseconds() && await session.Run(TakeOver.With(heldUntil, key, row.Attempt)) == 1;
        return !isFree ? new(RequestState.InProgress, row.Attempt)
            : row.Effect is null ? new(RequestState.Mine, row.Attempt + 1)
            : new(row.Effect == RequestEffect.Step ? RequestState.CarriedOut : RequestState.Mine, row.Attempt + 1) { Effect = new(row.Effect, row.EffectKey ?? 0) };
    }

    sealed class Row
    {
        public string RequestHash { get; init; } = "";
        public long HeldUntil { get; init; }
        public int Attempt { get; init; }
        public int? Status { get; init; }
        public string? ContentType { get; init; }
        public string? Body { get; init; }
        public string? Effect { get; init; }
        public long? EffectKey { get; init; }
    }
}

/// <summary>What is known of a request with an idempotency key.</summary>
public enum RequestState
{
    /// <summary>
    /// Not enough: the caller is the one who answers it. With an effect that is known it is carried out already, and what it
    /// came to can be found by that.
    /// </summary>
    Mine,

    /// <summary>It was carried out, but its answer was not kept.</summary>
    CarriedOut,

    /// <summary>It was answered before.</summary>
    Answered,

    /// <summary>Another is answering it now.</summary>
    InProgress,

    /// <summary>The key was used for another request.</summary>
    Different,
}

/// <param name="Attempt">Which attempt at it this is; what an earlier one says then no longer counts.</param>
public sealed record KnownRequest(RequestState State, int Attempt, int Status = 0, string? ContentType = null, string? Body = null)
{
    /// <summary>What an earlier attempt has done, whose answer was not kept.</summary>
    public RequestEffect? Effect { get; init; }
}
