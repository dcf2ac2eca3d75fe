using System.Text.Json;
using System.Text.Json.Serialization;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

sealed record FilterDto(string Id, string ResourceType, string Name, string? Owner, JsonElement Query, JsonElement Properties)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ItemCount { get; init; }

    public static FilterDto Of(SavedFilterRow row, int? itemCount) =>
        new(PathKey.Write(row.FilterKey), row.ResourceType, row.Name, row.Owner, Json(row.QueryJson), Json(row.PropertiesJson)) { ItemCount = itemCount };

    static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}

/// <summary>A filter to be kept. The query is a task query; a value that depends on who asks or when has a name that ends in Expression.</summary>
sealed record NewFilterDto(string? ResourceType, string? Name, string? Owner, JsonElement? Query, JsonElement? Properties)
{
    /// <summary>What would be wrong with the filter once it is used; null when nothing is.</summary>
    public async Task<string?> Problem(Caller caller, HttpContext context)
    {
        if (ResourceType != SavedFilterRow.Task) return $"Expected the resourceType {SavedFilterRow.Task}, but found '{ResourceType}': only tasks have filters here.";
        if (!IsObject(Query)) return "Expected the query to be an object.";
        if (!IsObject(Properties)) return "Expected the properties to be an object.";
        var services = context.RequestServices;
        var read = StoredTaskQuery.Read(Text(Query), null, new(caller.Actor, services.GetRequiredService<TimeProvider>().GetUtcNow()));
        await read.ToQuery(services.GetRequiredService<PeopleReads>(), context.RequestAborted);
        return null;
    }

    public FilterContent ToContent() => new(Name, string.IsNullOrEmpty(Owner) ? null : Owner, Text(Query), Text(Properties));

    static bool IsObject(JsonElement? json) => json is null or { ValueKind: JsonValueKind.Object or JsonValueKind.Null };

    static string Text(JsonElement? json) => json is { ValueKind: JsonValueKind.Object } given ? given.GetRawText() : "{}";
}
