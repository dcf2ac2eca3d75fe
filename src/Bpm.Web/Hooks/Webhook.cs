using Bpm.Feel;
using Bpm.Runtime;

namespace Bpm.Web.Hooks;

/// <summary>
/// A door for another system, as the settings describe it: how it signs, and what its request becomes. The expressions are
/// the settings' own; what the request brings is only ever their data.
/// </summary>
sealed record Webhook(string Id, WebhookSignature Signature, WebhookEffect Effect, string Target)
{
    public FeelExpression? CorrelationKey { get; init; }
    public FeelExpression? BusinessKey { get; init; }

    /// <summary>A context whose entries become the variables; without it there is one variable <c>body</c>.</summary>
    public FeelExpression? Variables { get; init; }

    /// <summary>The sender's own name of a request, from a header or the body; a second request with it does nothing.</summary>
    public string? MessageIdHeader { get; init; }
    public FeelExpression? MessageId { get; init; }

    public TimeSpan TimeToLive { get; init; }
    public Cardinality Cardinality { get; init; }
}

/// <summary>What a webhook does with a request.</summary>
enum WebhookEffect
{
    /// <summary>Publishes a message, which may wait.</summary>
    Publish,

    /// <summary>Delivers a message to who waits now.</summary>
    Correlate,

    /// <summary>Starts a process.</summary>
    Start,
}

/// <summary>The webhooks of the settings, by id.</summary>
sealed record Webhooks(IReadOnlyDictionary<string, Webhook> ById);
