using System.Text.Json;
using System.Text.Json.Nodes;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Inbox;

/// <summary>
/// What the inbox showed, kept under a name as a filter. The inbox reads its own words from the filter's properties; the
/// query beside them finds the same tasks for programs.
/// </summary>
public sealed record SavedView(long Key, string Name, bool IsShared, InboxFilter Filter)
{
    const string Property = "inbox";

    /// <summary>Null for a filter that was not made in the inbox.</summary>
    public static SavedView? Of(SavedFilterRow row)
    {
        using var properties = JsonDocument.Parse(row.PropertiesJson);
        return properties.RootElement.TryGetProperty(Property, out var kept) && kept.ValueKind == JsonValueKind.Object
            ? new(row.FilterKey, row.Name, row.Owner is null, InboxFilter.Of(Text(kept, "view"), Text(kept, "q"), Text(kept, "sort")))
            : null;
    }

    public static FilterContent Content(string name, string owner, InboxFilter filter) => new(name.Trim(), owner, Query(filter).ToJsonString(), new JsonObject
    {
        [Property] = new JsonObject
        {
            ["view"] = filter.View.ToString().ToLowerInvariant(), ["q"] = filter.Text, ["sort"] = filter.Sort.ToString().ToLowerInvariant(),
        },
    }.ToJsonString());

    static JsonObject Query(InboxFilter filter)
    {
        var query = new JsonObject();
        var alternatives = new JsonArray();
        switch (filter.View)
        {
            case InboxView.Groups: query["candidateGroupsExpression"] = "${currentUserGroups()}"; break;
            case InboxView.All: alternatives.Add(Mine()); break;
            default: query["assigneeExpression"] = "${currentUser()}"; break;
        }
        if (filter.View == InboxView.Overdue) query["dueBeforeExpression"] = "${now()}";
        if (filter.Text is { } text)
            alternatives.Add(new JsonObject { ["nameLike"] = $"%{text}%", ["processDefinitionNameLike"] = $"%{text}%", ["processInstanceBusinessKeyLike"] = $"%{text}%" });
        if (alternatives.Count > 0) query["orQueries"] = alternatives;
        query["sorting"] = new JsonArray(filter.Sort switch
        {
            InboxSort.Created => new JsonObject { ["sortBy"] = "created", ["sortOrder"] = "asc" },
            InboxSort.Priority => new JsonObject { ["sortBy"] = "priority", ["sortOrder"] = "desc" },
            _ => new JsonObject { ["sortBy"] = "dueDate", ["sortOrder"] = "asc" },
        });
        return query;
    }

    static JsonObject Mine() => new()
    {
        ["assigneeExpression"] = "${currentUser()}", ["candidateGroupsExpression"] = "${currentUserGroups()}", ["includeAssignedTasks"] = true,
    };

    static string? Text(JsonElement kept, string name) => kept.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
