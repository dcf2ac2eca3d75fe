using System.Text.Json;
using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>The secrets that one job has used, to be blotted out of whatever comes back: messages, results, errors.</summary>
sealed class SecretMask
{
    public const string Blot = "•••";

    readonly HashSet<string> _hidden = new(StringComparer.Ordinal);

    /// <summary>Whether anything secret was used at all.</summary>
    public bool IsNeeded => _hidden.Count > 0;

    /// <summary>Hides a text, and the forms in which it may come back.</summary>
    public void Hide(string secret)
    {
        if (secret.Length == 0) return;
        _hidden.UnionWith([secret, Uri.EscapeDataString(secret), JsonEncodedText.Encode(secret).ToString(), Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret))]);
    }

    public bool IsIn(string text) => _hidden.Any(secret => text.Contains(secret, StringComparison.Ordinal));

    // Longest first: a secret may be part of another.
    public string Apply(string text) => _hidden.OrderByDescending(s => s.Length).Aggregate(text, (shown, secret) => shown.Replace(secret, Blot, StringComparison.Ordinal));

    public ConnectorResult Apply(ConnectorResult result) => !IsNeeded ? result : result switch
    {
        ConnectorCompleted done => done with { Variables = (FeelContext)Apply(done.Variables) },
        ConnectorFailed failed => failed with { Message = Apply(failed.Message) },
        ConnectorError error => new ConnectorError(Apply(error.Code), error.Message is { } message ? Apply(message) : null),
        _ => result,
    };

    FeelValue Apply(FeelValue value) => value switch
    {
        FeelString text => IsIn(text.Value) ? new FeelString(Apply(text.Value)) : text,
        FeelList list => new FeelList(list.Items.Select(Apply)),
        FeelContext context => new FeelContext(context.Entries.Select(e => KeyValuePair.Create(Apply(e.Key), Apply(e.Value)))),
        _ => value,
    };
}
