using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bpm.Web.Api;

/// <summary>
/// A task query as a filter keeps it: in Camunda 7's words, where a name that ends in Expression has a value that depends on
/// who asks and when. It is put together from JSON, so that what a query may ask stands in <see cref="TaskFilter"/> alone.
/// </summary>
static class StoredTaskQuery
{
    const string Expression = "Expression";
    const string Alternatives = "orQueries";

    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { MaxDepth = 128 };

    /// <param name="further">What one call asks in addition: it takes the place of what the filter says under the same name.</param>
    public static TaskFilter Read(string query, JsonObject? further, FilterValue values)
    {
        try
        {
            using var stored = JsonDocument.Parse(query);
            using var added = JsonDocument.Parse(further?.ToJsonString() ?? "{}");
            var properties = PropertiesOf(stored.RootElement);
            Extend(properties, PropertiesOf(added.RootElement));
            return Resolved(properties, values).Deserialize<TaskFilter>(Web)!;
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException("Expected a task query, but " + e.Message, 400, e);
        }
    }

    /// <summary>The last of several with one name counts, whatever its case.</summary>
    static Dictionary<string, JsonElement> PropertiesOf(JsonElement query)
    {
        var properties = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in query.EnumerateObject())
            if (property.Value.ValueKind != JsonValueKind.Null) properties[property.Name] = property.Value;
        return properties;
    }

    /// <summary>As Camunda 7 extends a query: variables and alternatives are added, an order comes first, all else is replaced.</summary>
    static void Extend(Dictionary<string, JsonElement> query, Dictionary<string, JsonElement> further)
    {
        foreach (var (name, value) in further)
        {
            if (name.EndsWith(Expression, StringComparison.OrdinalIgnoreCase))
                throw new BadHttpRequestException($"Expressions are forbidden in adhoc queries, but found {name}. Give the value, or change the filter.");
            query.Remove(name + Expression);
            query[name] = query.TryGetValue(name, out var stored) && stored.ValueKind == JsonValueKind.Array && value.ValueKind == JsonValueKind.Array
                ? name.ToUpperInvariant() switch
                {
                    "ORQUERIES" or "SORTING" => Joined([.. value.EnumerateArray(), .. stored.EnumerateArray()]),
                    "PROCESSVARIABLES" or "TASKVARIABLES" => Joined([.. value.EnumerateArray(), .. stored.EnumerateArray().Where(v => !IsNamedIn(v, value))]),
                    _ => value,
                }
                : value;
        }
    }

    static bool IsNamedIn(JsonElement variable, JsonElement others) => others.EnumerateArray().Any(o => NameOf(o) == NameOf(variable));

    static string? NameOf(JsonElement variable) =>
        variable.ValueKind == JsonValueKind.Object && variable.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;

    static JsonElement Joined(JsonElement[] items) => JsonSerializer.SerializeToElement(items);

    static JsonObject Resolved(Dictionary<string, JsonElement> query, FilterValue values)
    {
        var resolved = new JsonObject();
        foreach (var (name, value) in query)
        {
            if (name.Equals(Alternatives, StringComparison.OrdinalIgnoreCase) && value.ValueKind == JsonValueKind.Array)
                resolved[Alternatives] = new JsonArray([.. value.EnumerateArray().Select(q => q.ValueKind == JsonValueKind.Object
                    ? Resolved(PropertiesOf(q), values)
                    : throw new BadHttpRequestException($"Expected {Alternatives} to be a list of queries."))]);
            else if (name.EndsWith(Expression, StringComparison.OrdinalIgnoreCase))
                resolved[name[..^Expression.Length]] = values.Of(name, value);
            else resolved[name] = JsonSerializer.SerializeToNode(value);
        }
        return resolved;
    }
}
