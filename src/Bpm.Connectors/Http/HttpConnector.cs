using System.Net;
using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>
/// Calls a REST endpoint. A request that may change something carries the job's key as <c>Idempotency-Key</c>, the same for every
/// attempt, so that a server that knows such keys does nothing twice. Statuses that time may heal are tried again; any other
/// failure becomes the BPMN error that the model names for it, or needs a person.
/// </summary>
public sealed class HttpConnector : IConnector, IDisposable
{
    const int MostRedirects = 5;
    static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
    static readonly string[] ResponseTypes = ["auto", "json", "text", "file"];
    static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(20);

    readonly ConnectorOptions _options;
    readonly TimeProvider _time;
    readonly HostRules _rules;
    readonly HttpClient _http;
    readonly OAuthTokens _tokens;

    public HttpConnector(ConnectorOptions options, TimeProvider time)
        : this(options, time, Dns.GetHostAddressesAsync)
    {
    }

    internal HttpConnector(ConnectorOptions options, TimeProvider time, Resolve resolve)
    {
        (_options, _time) = (options, time);
        _rules = new HostRules(options.Http.AllowedHosts);
        _http = GuardedConnections.Open(_rules, resolve);
        _tokens = new OAuthTokens(_http, time);
    }

    public string Type => "http";

    public void Dispose() => _http.Dispose();

    public Task<ConnectorResult> Run(ConnectorJob job, CancellationToken ct) =>
        JobSettings.Use(job, _options, settings => Call(settings, ct));

    public void Check(SettingsCheck check)
    {
        check.Answers();
        check.Required("url", "https://api.example.com/customers/{id}");
        HttpTarget.Check(check);
        check.OneOf("method", "GET", Methods);
        check.OneOf("bodyType", "auto", HttpBody.Types);
        check.OneOf("responseType", "auto", ResponseTypes);
        HttpAuthentication.Check(check);
    }

    async Task<ConnectorResult> Call(JobSettings settings, CancellationToken ct)
    {
        var mapping = new ResultMapping(settings, _time, "response");
        var timeout = settings.Duration("timeout", DefaultTimeout);
        using var timeUp = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeUp.Token);
        var host = "the server";
        try
        {
            var target = HttpTarget.Read(settings);
            host = target.Host;
            using var answer = await Exchange(settings, target, either.Token);
            return await Judge(settings, mapping, answer, either.Token);
        }
        catch (OperationCanceledException) when (timeUp.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return ConnectorResult.Retry($"Expected {host} to answer within {timeout}, but it did not.");
        }
        catch (HttpRequestException e) when (e.InnerException is HostRefusedException refused)
        {
            return ConnectorResult.GiveUp(refused.Message);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return ConnectorResult.Retry($"Expected {host} to answer, but {e.Message}");
        }
        catch (FeelJsonException e)
        {
            return ConnectorResult.Retry($"Expected JSON from {host}: {e.Message}");
        }
        catch (AnswerTooLargeException e)
        {
            return ConnectorResult.GiveUp(e.Message);
        }
        catch (TokenException e)
        {
            return e.IsRetryable ? ConnectorResult.Retry(e.Message, e.After) : ConnectorResult.GiveUp(e.Message);
        }
    }

    /// <summary>One request, and its redirects as far as they only read.</summary>
    async Task<HttpResponseMessage> Exchange(JobSettings settings, Uri target, CancellationToken ct)
    {
        var method = new HttpMethod(settings.OneOf("method", "GET", Methods).ToUpperInvariant());
        var headers = await Headers(settings, method, ct);
        for (var (url, redirects) = (target, 0); ; redirects++)
        {
            var answer = await Send(settings, method, url, headers, IsSameOrigin(url, target), ct);
            if (Next(answer, method, url) is not { } next || redirects == MostRedirects) return answer;
            answer.Dispose();
            url = next;
        }
    }

    async Task<HttpResponseMessage> Send(JobSettings settings, HttpMethod method, Uri url, IReadOnlyList<KeyValuePair<string, string>> headers, bool isOwn, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, url) { Content = OnlyReads(method) ? null : HttpBody.Read(settings) };
        // Another origin that an answer names gets nothing of what was meant for the first.
        foreach (var (name, value) in isOwn ? headers : [])
        {
            if (value.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0) throw new SettingException($"Expected the header '{name}' on one line, but it holds a line break.");
            if (request.Headers.TryAddWithoutValidation(name, value) || Replaces(request.Content, name, value)) continue;
            throw new SettingException($"Expected '{name}' to be the name of a header that the request can carry, but it is not.");
        }
        if (settings.HoldsSecrets && settings.Static("url") is null && !_rules.Lists(url.Host, url.Port))
            throw new SettingException($"Expected '{url.Host}' in Bpm:Connectors:Http:AllowedHosts, because data chose this host and the request carries a secret, but it is not listed there.");
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }

    async Task<IReadOnlyList<KeyValuePair<string, string>>> Headers(JobSettings settings, HttpMethod method, CancellationToken ct)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase) { ["Accept"] = "application/json, */*;q=0.5" };
        if (!OnlyReads(method)) headers["Idempotency-Key"] = settings.Job.IdempotencyKey;
        foreach (var (name, value) in settings.Values("headers").Entries)
            if (value is not FeelNull) headers[name] = value.Text;
        foreach (var (name, value) in settings.Group("headers.")) headers[name] = value;
        if (await HttpAuthentication.Header(settings, _tokens, ct) is var (authorization, credentials)) headers[authorization] = credentials;
        return [.. headers];
    }

    static Uri? Next(HttpResponseMessage answer, HttpMethod method, Uri url) =>
        (int)answer.StatusCode is 301 or 302 or 303 or 307 or 308 && OnlyReads(method)
        && answer.Headers.Location is { } location && new Uri(url, location) is var next
        && (next.Scheme == "https" || (next.Scheme == "http" && url.Scheme == "http")) && next.UserInfo.Length == 0
            ? next
            : null;

    static bool Replaces(HttpContent? content, string name, string value)
    {
        if (content is null || !name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)) return false;
        content.Headers.Remove(name);
        return content.Headers.TryAddWithoutValidation(name, value);
    }

    static bool OnlyReads(HttpMethod method) => method == HttpMethod.Get || method == HttpMethod.Head;

    static bool IsSameOrigin(Uri one, Uri other) => one.Scheme == other.Scheme && one.Host == other.Host && one.Port == other.Port;

    async Task<ConnectorResult> Judge(JobSettings settings, ResultMapping mapping, HttpResponseMessage answer, CancellationToken ct)
    {
        var wanted = settings.OneOf("responseType", "auto", ResponseTypes);
        var response = await HttpAnswer.Read(answer, wanted, _options.Http.MaxResponseBytes, ct);
        if (answer.IsSuccessStatusCode) return mapping.Completed(response);

        var status = $"{(int)answer.StatusCode}";
        var message = $"Expected {answer.RequestMessage!.RequestUri!.Host} to do it, but it answered {status} {answer.ReasonPhrase}.";
        if (mapping.Error(response, status, message) is { } error) return error;
        if (answer.StatusCode == HttpStatusCode.Unauthorized && settings.Static("auth")?.ToLowerInvariant() == "oauth")
        {
            _tokens.Forget(settings);
            return ConnectorResult.Retry(message + " The next attempt asks for a new token.");
        }
        return RetryAdvice.Statuses.Find(status) is null
            ? ConnectorResult.GiveUp(message)
            : ConnectorResult.Retry(message, RetryAdvice.After(answer, _time.GetUtcNow()));
    }
}
