using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Bpm.Connectors;

/// <summary>The token endpoint did not give a token.</summary>
sealed class TokenException(string message, bool isRetryable, TimeSpan? after = null) : Exception(message)
{
    public bool IsRetryable => isRetryable;
    public TimeSpan? After => after;
}

/// <summary>Access tokens of the client credentials grant (RFC 6749, 4.4), kept until shortly before they expire.</summary>
sealed class OAuthTokens(HttpClient http, TimeProvider time)
{
    const int LongestAnswer = 64 * 1024;
    static readonly TimeSpan Early = TimeSpan.FromSeconds(30);

    readonly ConcurrentDictionary<Client, (string Token, DateTimeOffset Until)> _kept = [];

    public async Task<string> Get(JobSettings settings, CancellationToken ct)
    {
        var client = Read(settings);
        if (_kept.TryGetValue(client, out var kept) && time.GetUtcNow() < kept.Until) return kept.Token;
        var (token, lifetime) = await Ask(client, ct);
        _kept[client] = (token, time.GetUtcNow() + lifetime - Early);
        return token;
    }

    /// <summary>The token was refused: the next request asks for a new one.</summary>
    public void Forget(JobSettings settings) => _kept.TryRemove(Read(settings), out _);

    static Client Read(JobSettings settings) => new(
        settings.RequiredStatic("auth.tokenUrl", "https://login.example.com/token"), settings.RequiredStatic("auth.clientId", "bpm"),
        settings.RequiredStatic("auth.clientSecret", "{{secrets.CLIENT}}"), settings.Static("auth.scope"));

    async Task<(string Token, TimeSpan Lifetime)> Ask(Client client, CancellationToken ct)
    {
        if (!Uri.TryCreate(client.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new SettingException($"Expected the setting 'auth.tokenUrl' to be an http or https address, but it is '{client.Url}'.");
        Dictionary<string, string> form = new() { ["grant_type"] = "client_credentials", ["client_id"] = client.Id, ["client_secret"] = client.Secret };
        if (client.Scope is { } scope) form["scope"] = scope;
        using var content = new FormUrlEncodedContent(form);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        var status = $"{(int)answer.StatusCode}";
        if (answer.StatusCode != HttpStatusCode.OK)
            throw new TokenException($"Expected a token from {url.Host}, but it answered {status}.", RetryAdvice.Statuses.Find(status) is not null, RetryAdvice.After(answer, time.GetUtcNow()));
        var body = await HttpAnswer.Bytes(answer, LongestAnswer, ct);
        try
        {
            using var json = JsonDocument.Parse(body);
            var token = json.RootElement.GetProperty("access_token").GetString() ?? "";
            var seconds = json.RootElement.TryGetProperty("expires_in", out var expires) && expires.TryGetInt32(out var given) ? Math.Max(given, 0) : 300;
            return token.Length > 0 ? (token, TimeSpan.FromSeconds(seconds)) : throw NoToken(url);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw NoToken(url);
        }
    }

    static TokenException NoToken(Uri url) => new($"Expected a token from {url.Host}, but its answer holds none.", isRetryable: true);

    sealed record Client(string Url, string Id, string Secret, string? Scope);
}
