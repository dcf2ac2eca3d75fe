namespace Bpm.Storage;

/// <summary>What a request with an idempotency key has done.</summary>
/// <param name="Key">The process instance or message that it concerned.</param>
public sealed record RequestEffect(string Kind, long Key)
{
    /// <summary>Has started an instance.</summary>
    public const string Start = "start";

    /// <summary>Has published a message.</summary>
    public const string Message = "message";

    /// <summary>Has changed an instance.</summary>
    public const string Step = "step";
}

/// <summary>An attempt at a request, whose effect is to be noted with what it does.</summary>
sealed record RequestClaim(string RequestKey, int Attempt, string Kind)
{
    /// <summary>Guard: nothing is touched when another attempt has taken the request over.</summary>
    static readonly Statement Note = new(
        "UPDATE answered_request SET effect = @kind, effect_key = @key WHERE request_key = @request AND attempt = @attempt AND effect IS NULL AND status IS NULL");

    public RowChange NotedOn(long key) => Note.With(Kind, key, RequestKey, Attempt);
}
