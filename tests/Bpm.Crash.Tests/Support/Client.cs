using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Bpm.Crash.Tests.Support;

/// <summary>
/// One person at the REST API who does not give up: when the product dies under a call, the call is made again until it
/// is answered. What a call without an answer did is for the caller to find out, as for any client.
/// </summary>
sealed class Client : IDisposable
{
    static readonly TimeSpan LongestOutage = TimeSpan.FromMinutes(2);

    readonly HttpClient _http;
    readonly Action _answered;

    public Client(string address, string user, Action answered)
    {
        _answered = answered;
        _http = new HttpClient { BaseAddress = new Uri(address + "/engine-rest/"), Timeout = TimeSpan.FromSeconds(20) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{user}")));
    }

    public void Dispose() => _http.Dispose();

    public async Task<JsonElement> Get(string path) => (await Send(HttpMethod.Get, path, null)).Body;

    public Task<(HttpStatusCode Status, JsonElement Body)> Post(string path, object body) => Send(HttpMethod.Post, path, body);

    /// <summary>Sends once; no status means that the product died before it answered.</summary>
    public async Task<(HttpStatusCode? Status, JsonElement Body)> PostOnce(string path, object body)
    {
        try
        {
            using var response = await _http.PostAsJsonAsync(path, body);
            var text = await response.Content.ReadAsStringAsync();
            _answered();
            return (response.StatusCode, text is "" ? default : JsonDocument.Parse(text).RootElement);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            return (null, default);
        }
    }

    /// <summary>Asks until the answer satisfies.</summary>
    public async Task<JsonElement> Until(string path, Func<JsonElement, bool> satisfied)
    {
        using var limit = new CancellationTokenSource(LongestOutage);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (true)
        {
            var answer = await Get(path);
            if (satisfied(answer)) return answer;
            Assert.True(await pause.WaitForNextTickAsync(limit.Token), $"{path} did not come to what was expected: {answer}");
        }
    }

    async Task<(HttpStatusCode Status, JsonElement Body)> Send(HttpMethod method, string path, object? body)
    {
        using var limit = new CancellationTokenSource(LongestOutage);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
                using var response = await _http.SendAsync(request, limit.Token);
                var text = await response.Content.ReadAsStringAsync(limit.Token);
                // A node that is shutting down or starting may say so.
                if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    _answered();
                    return (response.StatusCode, text is "" ? default : JsonDocument.Parse(text).RootElement);
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException || (e is TaskCanceledException && !limit.IsCancellationRequested))
            {
                Assert.False(limit.IsCancellationRequested, $"{path} was not answered: {e.Message}");
            }
            await pause.WaitForNextTickAsync(limit.Token);
        }
    }
}
