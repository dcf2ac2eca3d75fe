using System.Net;
using System.Net.Http.Headers;
using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>
/// Asks a language model behind an OpenAI-compatible endpoint to classify, extract or summarise. The answer counts only if it has the
/// shape that was asked for; its <c>confidence</c> is for a gateway to test, so that what is doubtful goes to a person.
/// </summary>
public sealed class LlmConnector : IConnector, IDisposable
{
    const int LongestAnswer = 4 * 1024 * 1024;
    static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    readonly ConnectorOptions _options;
    readonly TimeProvider _time;

    // Operators name the endpoint, often one of their own network: the rules for hosts that a model names are not for it.
    readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public LlmConnector(ConnectorOptions options, TimeProvider time) => (_options, _time) = (options, time);

    public string Type => "llm";

    public void Dispose() => _http.Dispose();

    public Task<ConnectorResult> Run(ConnectorJob job, CancellationToken ct) =>
        JobSettings.Use(job, _options, settings => Ask(settings, ct));

    public void Check(SettingsCheck check)
    {
        check.Answers();
        check.RequiredStatic("model", "default");
        if (check.Text("model") is { } name && !_options.Llm.ContainsKey(name))
            check.Doubt("model", $"Expected a language model '{name}' in Bpm:Connectors:Llm:{name} (Url, Model), but there is none yet.", "Correct the name, or ask an operator to set it before the process runs.");
        check.NoSecrets("instruction", "labels", "schema");
        LlmQuestion.Check(check);
    }

    async Task<ConnectorResult> Ask(JobSettings settings, CancellationToken ct)
    {
        var name = settings.RequiredStatic("model", "default");
        if (!_options.Llm.TryGetValue(name, out var model))
            throw new SettingException($"Expected a language model '{name}' in Bpm:Connectors:Llm:{name} (Url, Model), but there is none.");
        var mapping = new ResultMapping(settings, _time, "response");
        using var question = LlmQuestion.Read(settings);
        var body = question.Body(model.Model);
        // What is told to the model must not hold a secret; the key below is the first that this job uses.
        if (settings.HoldsSecrets) throw new SettingException("Expected settings without secrets, for they are told to the language model, but one names a secret.");
        var key = model.ApiKey is { } configured ? settings.Secret(configured, $"Bpm:Connectors:Llm:{name}:ApiKey") : null;

        var timeout = settings.Duration("timeout", DefaultTimeout);
        using var timeUp = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeUp.Token);
        try
        {
            using var request = Request(model, key, body);
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (answer.StatusCode != HttpStatusCode.OK) return Refused(answer, name, mapping);
            var said = await HttpAnswer.Bytes(answer, LongestAnswer, either.Token);
            if (LlmAnswer.Read(said, question, out var response) is { } problem)
                return Failed(mapping, "invalid", $"Expected the language model '{name}' to answer as asked, but {problem}");
            return LlmAnswer.Refusal(response) is { } refusal && mapping.Error(response, "refusal", $"The language model '{name}' refuses: {refusal}") is { } error
                ? error
                : mapping.Completed(response);
        }
        catch (OperationCanceledException) when (timeUp.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return Failed(mapping, "timeout", $"Expected the language model '{name}' to answer within {timeout}, but it did not.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or AnswerTooLargeException)
        {
            return Failed(mapping, "connection", $"Expected the language model '{name}' to answer, but {e.Message}");
        }
    }

    /// <summary>The BPMN error that the model makes of it, at once; else it is tried again.</summary>
    static ConnectorResult Failed(ResultMapping mapping, string failure, string message) =>
        mapping.Error(Failure(failure, message), failure, message) ?? ConnectorResult.Retry(message);

    static FeelContext Failure(string failure, string message) =>
        FeelContext.Of(("failure", new FeelString(failure)), ("message", new FeelString(message)));

    ConnectorResult Refused(HttpResponseMessage answer, string name, ResultMapping mapping)
    {
        var status = $"{(int)answer.StatusCode}";
        var message = $"Expected the language model '{name}' to answer, but its server said {status} {answer.ReasonPhrase}.";
        return mapping.Error(Failure(status, message), status, message)
            ?? (RetryAdvice.Statuses.Find(status) is null ? ConnectorResult.GiveUp(message) : ConnectorResult.Retry(message, RetryAdvice.After(answer, _time.GetUtcNow())));
    }

    static HttpRequestMessage Request(LlmOptions model, string? key, byte[] body)
    {
        const string path = "/chat/completions";
        var root = model.Url.AbsoluteUri.TrimEnd('/');
        var request = new HttpRequestMessage(HttpMethod.Post, root.EndsWith(path, StringComparison.Ordinal) ? root : root + path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (key is not null) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        return request;
    }
}
