using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bpm.Web.Tests.Support;

/// <summary>
/// Compares an answer with the JSON that a client of Camunda 7 expects, property by property in the same order. What
/// differs from run to run is written as its kind: <c>&lt;key&gt;</c>, <c>&lt;date&gt;</c>, <c>&lt;address&gt;</c>, <c>&lt;number&gt;</c>.
/// </summary>
static partial class Golden
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Equal(string expected, JsonNode actual)
    {
        var normalized = Normalize(actual.DeepClone());
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(Indented), normalized!.ToJsonString(Indented));
    }

    static JsonNode? Normalize(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject o:
                foreach (var (name, value) in o.ToList())
                    o[name] = name is "durationInMillis" or "duration" && value is not null ? "<number>" : Normalize(value)?.DeepClone();
                return new JsonObject(o.ToList().Select(p => KeyValuePair.Create(Key().IsMatch(p.Key) ? "<key>" : p.Key, p.Value?.DeepClone())));
            case JsonArray a:
                return new JsonArray([.. a.Select(i => Normalize(i)?.DeepClone())]);
            case JsonValue v when v.GetValueKind() == JsonValueKind.String:
                var text = (string)v!;
                return Date().IsMatch(text) ? "<date>" : Key().IsMatch(text) ? "<key>" : text.StartsWith("http://127.0.0.1", StringComparison.Ordinal) ? "<address>" : text;
            default:
                return node;
        }
    }

    [GeneratedRegex(@"^\d{6,}$")]
    private static partial Regex Key();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(\+0000|Z)$")]
    private static partial Regex Date();
}
