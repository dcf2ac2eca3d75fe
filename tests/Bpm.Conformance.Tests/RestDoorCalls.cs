using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Bpm.Feel;

namespace Bpm.Conformance.Tests;

/// <summary>HTTP and JSON, and nothing else of the product: what a foreign client has in its hands.</summary>
sealed class RestDoorCalls : IDisposable
{
    public const string Me = "demo";
    const string Rest = "/engine-rest";

    readonly HttpClient _http;

    public RestDoorCalls(Uri address)
    {
        _http = new HttpClient { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Me}:{Me}")));
    }

    /// <summary>The items of a list; other answers than success are a defect of the server.</summary>
    public async Task<IReadOnlyList<JsonNode>> List(string path)
    {
        var answer = await _http.GetAsync(Full(path));
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"GET {path}: {(int)answer.StatusCode} {text}");
        return [.. JsonNode.Parse(text)!.AsArray().Select(n => n!)];
    }

    public async Task<JsonNode> Get(string path) => JsonNode.Parse(await _http.GetStringAsync(Full(path)))!;

    /// <summary>Null when it is done, else the server's refusal.</summary>
    public async Task<string?> Post(string path, JsonNode body) => await Refusal(await _http.PostAsJsonAsync(Full(path), body));

    public async Task<string?> Delete(string path) => await Refusal(await _http.DeleteAsync(Full(path)));

    public async Task<JsonNode> Fetch(string path, JsonNode body)
    {
        var answer = await _http.PostAsJsonAsync(Full(path), body);
        return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
    }

    /// <summary>Errors for which the files are refused.</summary>
    public async Task<IReadOnlyList<string>> Deploy(string name, IReadOnlyList<(string Name, byte[] Content)> files)
    {
        using var form = new MultipartFormDataContent { { new StringContent(name), "deployment-name" } };
        foreach (var (file, content) in files) form.Add(new ByteArrayContent(content), file, file);
        var answer = await _http.PostAsync(Full("/deployment/create"), form);
        if (answer.IsSuccessStatusCode) return [];
        var text = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode != 400) throw new InvalidOperationException($"The upload was not judged: {(int)answer.StatusCode} {text}");
        var body = JsonNode.Parse(text)!;
        var errors = body["details"]?.AsObject().SelectMany(f => f.Value!["errors"]!.AsArray()).Select(e => $"{e!["mainBpmnElementId"]}: {e["message"]}").ToList() ?? [];
        return errors.Count > 0 ? errors : [(string)body["message"]!];
    }

    /// <summary>Variables as the API takes them, their types left to their JSON.</summary>
    public static JsonObject Variables(FeelContext variables) =>
        new(variables.Entries.Select(v => KeyValuePair.Create<string, JsonNode?>(v.Key, new JsonObject { ["value"] = JsonNode.Parse(FeelJson.ToJson(v.Value)) })));

    /// <summary>A typed value of the API.</summary>
    public static FeelValue Value(JsonNode variable) => (string?)variable["type"] switch
    {
        "Json" => FeelJson.Parse((string)variable["value"]!),
        _ => variable["value"] is { } value ? FeelJson.Parse(value.ToJsonString()) : FeelNull.Instance,
    };

    public void Dispose() => _http.Dispose();

    static string Full(string path) => path.StartsWith("/api/", StringComparison.Ordinal) ? path : Rest + path;

    static async Task<string?> Refusal(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode) return null;
        var text = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode is < 400 or >= 500 or 401) throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri?.AbsolutePath}: {(int)answer.StatusCode} {text}");
        return (string?)JsonNode.Parse(text)?["message"] ?? text;
    }
}
