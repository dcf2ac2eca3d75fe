using System.Text.Json;

namespace Bpm.Conformance.Tests;

/// <summary>One case in the neutral format <c>bpmn-case/1</c>: what to deploy, what to do, what must be true.</summary>
sealed class ConformanceCase
{
    ConformanceCase(string path, JsonElement json) => (Path, Json) = (path, json);

    public string Path { get; }
    public JsonElement Json { get; }
    public string Id => Json.GetProperty("id").GetString()!;
    public string Tier => Json.GetProperty("tier").GetString()!;
    public string Feature => Json.GetProperty("features")[0].GetString()!;
    public bool MustBeRejected => Json.TryGetProperty("deploy", out var deploy) && deploy.GetString() == "rejected";
    public IEnumerable<JsonElement> Steps => Json.TryGetProperty("steps", out var steps) ? steps.EnumerateArray() : [];
    public JsonElement? Start => Json.TryGetProperty("start", out var start) && start.ValueKind == JsonValueKind.Object ? start : null;
    public DateTimeOffset Clock => Json.TryGetProperty("clock", out var clock) && DateTimeOffset.TryParse(clock.GetString(), out var at)
        ? at : new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The files to deploy together, models adapted as the bindings say.</summary>
    public IReadOnlyList<(string Name, byte[] Content)> Files()
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        var models = Json.GetProperty("models").EnumerateArray().Select(m => m.GetString()!)
            .Select(m => (m, MustBeRejected ? File.ReadAllBytes(System.IO.Path.Combine(folder, m)) : ModelAdapter.Adapt(File.ReadAllBytes(System.IO.Path.Combine(folder, m)), Json)));
        var resources = Json.TryGetProperty("resources", out var others)
            ? others.EnumerateArray().Select(r => r.GetString()!).Select(r => (r, File.ReadAllBytes(System.IO.Path.Combine(folder, r))))
            : [];
        return [.. models, .. resources];
    }

    /// <summary>What a binding says a service does in place of its foreign code.</summary>
    public JsonElement? JobBinding(string elementId) =>
        Json.TryGetProperty("bindings", out var bindings) && bindings.TryGetProperty("jobs", out var jobs) && jobs.TryGetProperty(elementId, out var job) ? job : null;

    /// <summary>The error code that a script's binding throws.</summary>
    public string? ScriptError(string elementId) =>
        Json.TryGetProperty("bindings", out var bindings) && bindings.TryGetProperty("scripts", out var scripts) && scripts.TryGetProperty(elementId, out var script)
            && script.TryGetProperty("effect", out var effect) && effect.TryGetProperty("throwError", out var code) ? code.GetString() : null;

    /// <summary>Whether a binding lets some service be done at once.</summary>
    public bool HasBoundWork =>
        Json.TryGetProperty("bindings", out var bindings)
        && ((bindings.TryGetProperty("jobs", out var jobs) && jobs.EnumerateObject().Any(j => j.Value.TryGetProperty("auto", out _)))
            || (bindings.TryGetProperty("scripts", out var scripts) && scripts.EnumerateObject().Any(s => ScriptError(s.Name) is not null)));

    public static IEnumerable<ConformanceCase> In(string folder) =>
        Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => (path, json: JsonDocument.Parse(File.ReadAllBytes(path)).RootElement))
            .Where(c => c.json.ValueKind == JsonValueKind.Object && c.json.TryGetProperty("schema", out var schema) && schema.GetString() == "bpmn-case/1")
            .Select(c => new ConformanceCase(c.path, c.json));
}
