using System.Globalization;
using System.Text.Json;
using Bpm.Engine;
using Bpm.Feel;

namespace Bpm.Web.Api.V2;

/// <summary>Variables as plain JSON, which is what Camunda 8 speaks.</summary>
static class PlainVariables
{
    /// <summary>Reads all or says what is wrong with the first that cannot be read.</summary>
    public static bool TryRead(IReadOnlyDictionary<string, JsonElement>? variables, out VariableSet read, out string problem)
    {
        (read, problem) = (VariableSet.Empty, "");
        if (variables is null) return true;
        var items = new List<KeyValuePair<string, FeelValue>>(variables.Count);
        foreach (var (name, value) in variables)
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                problem = "Expected a name for every one of the variables, but one is empty.";
                return false;
            }
            try
            {
                items.Add(KeyValuePair.Create(name, FeelJson.FromJson(value)));
            }
            catch (FeelJsonException e)
            {
                problem = $"Cannot read the value of variables.{name}: {e.Message}";
                return false;
            }
        }
        read = new([.. items]);
        return true;
    }

    public static JsonElement Write(FeelValue value) => JsonSerializer.Deserialize<JsonElement>(FeelJson.ToJson(value));

    /// <param name="names">Only these; null or none for all.</param>
    public static Dictionary<string, JsonElement> Write(IEnumerable<KeyValuePair<string, FeelValue>> variables, IReadOnlyCollection<string>? names = null) =>
        variables.Where(v => names is not { Count: > 0 } || names.Contains(v.Key)).ToDictionary(v => v.Key, v => Write(v.Value));

    /// <summary>An instant in the form of RFC 3339.</summary>
    public static string Date(DateTimeOffset instant) => instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string? Date(DateTimeOffset? instant) => instant is { } known ? Date(known) : null;
}
