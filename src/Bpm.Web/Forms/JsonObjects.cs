using System.Text.Json;
using System.Text.Json.Nodes;
using Bpm.Feel;

namespace Bpm.Web.Forms;

/// <summary>Reading JSON objects by name and by path.</summary>
static class JsonObjects
{
    /// <summary>A text, or null when there is none or it is something else.</summary>
    public static string? Text(this JsonObject holder, string name) =>
        holder[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>What stands at a path such as <c>order.amount</c>.</summary>
    public static JsonNode? At(this JsonObject holder, string path) =>
        path.Split('.').Aggregate<string, JsonNode?>(holder, (node, name) => (node as JsonObject)?[name]);

    /// <summary>Whether something, null included, stands at the path.</summary>
    public static bool Has(this JsonObject holder, string path)
    {
        var names = path.Split('.');
        var last = names[..^1].Aggregate<string, JsonObject?>(holder, (inner, name) => inner?[name] as JsonObject);
        return last?.ContainsKey(names[^1]) == true;
    }

    public static void Put(this JsonObject holder, string path, JsonNode? value)
    {
        var names = path.Split('.');
        foreach (var name in names[..^1])
        {
            if (holder[name] is not JsonObject inner) holder[name] = inner = [];
            holder = inner;
        }
        holder[names[^1]] = value;
    }

    public static FeelValue ToFeel(this JsonNode? node) => node is null ? FeelNull.Instance : FeelJson.FromJson(node.Deserialize<JsonElement>());

    /// <summary>The object in the text; an empty one where the text is none.</summary>
    public static JsonObject Read(string? json)
    {
        if (string.IsNullOrWhiteSpace(json)) return [];
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            // Data of a browser is never trusted to be well-formed.
            return [];
        }
    }
}
