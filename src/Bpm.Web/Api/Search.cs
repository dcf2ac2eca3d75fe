using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bpm.Web.Api;

/// <summary>
/// The query of a list in the address: <c>?processDefinitionKey=order&amp;candidateGroups=a,b</c> becomes the same record
/// as the JSON body of the POST that asks the same.
/// </summary>
sealed record Search<T>(T Filter) where T : ListFilter
{
    static readonly PropertyInfo[] Properties = typeof(T).GetProperties();

    public static ValueTask<Search<T>?> BindAsync(HttpContext context)
    {
        var json = new JsonObject();
        foreach (var (name, values) in context.Request.Query)
        {
            var type = Array.Find(Properties, p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.PropertyType;
            json[name] = Read(name, values.ToString(), type is null ? typeof(string) : Nullable.GetUnderlyingType(type) ?? type);
        }
        try
        {
            return ValueTask.FromResult<Search<T>?>(new(json.Deserialize<T>(JsonSerializerOptions.Web)!));
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException(e.Message, 400);
        }
    }

    static JsonNode? Read(string name, string text, Type type)
    {
        if (type == typeof(string)) return text;
        if (type == typeof(bool)) return bool.TryParse(text, out var flag) ? flag : throw Wrong(name, "true or false", text);
        if (type == typeof(int)) return int.TryParse(text, out var number) ? number : throw Wrong(name, "a whole number", text);
        return new JsonArray([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(t => JsonValue.Create(t))]);
    }

    static BadHttpRequestException Wrong(string name, string expected, string found) =>
        new($"Expected {expected} for the query parameter {name}, but found '{found}'.");
}
