using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Bpm.Benchmarks;

/// <summary>The calls of the REST API that the load needs.</summary>
sealed class EngineRest : IDisposable
{
    readonly HttpClient _http;

    public EngineRest(string url, string user, string password)
    {
        User = user;
        _http = new HttpClient { BaseAddress = new Uri(url.TrimEnd('/') + "/engine-rest/") };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
    }

    public string User { get; }

    public async Task<JsonElement> Get(string path)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative));
        return await Read(response);
    }

    public async Task<JsonElement> Post(string path, object body, CancellationToken ct = default)
    {
        using var response = await _http.PostAsJsonAsync(path, body, JsonSerializerOptions.Web, ct);
        return await Read(response);
    }

    public async Task Deploy(string fileName, string model)
    {
        using var name = new StringContent(fileName);
        using var file = new StringContent(model);
        using var form = new MultipartFormDataContent { { name, "deployment-name" }, { file, fileName, fileName } };
        using var response = await _http.PostAsync(new Uri("deployment/create", UriKind.Relative), form);
        await Read(response);
    }

    /// <summary>Variables in the API's form.</summary>
    public static Dictionary<string, object> Variables(IEnumerable<(string Name, object Value)> variables) =>
        variables.ToDictionary(v => v.Name, v => (object)new { value = v.Value, type = v.Value is string ? "String" : "Long" });

    public void Dispose() => _http.Dispose();

    static async Task<JsonElement> Read(HttpResponseMessage response)
    {
        var content = await response.Content.ReadAsByteArrayAsync();
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"{response.RequestMessage!.RequestUri} answered {(int)response.StatusCode}: {Encoding.UTF8.GetString(content)}");
        return content.Length == 0 ? default : JsonElement.Parse(content);
    }
}
