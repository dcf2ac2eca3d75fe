using System.Globalization;
using System.Text.Json;
using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>Filters: everybody keeps one's own; those of everybody are for operators.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>Keeps a query under a name; answers its key.</summary>
    public async Task<Reply<long>> CreateFilter(Actor actor, FilterContent content, CancellationToken ct = default)
    {
        if (Problem(actor, content.Owner) is { } forbidden) return forbidden;
        if (Problem(content) is { } invalid) return invalid;
        var row = Row(await _keys.NextKey(ct), content);
        await _filters.Add(row, FilterAudit(actor, nameof(CreateFilter), row), ct);
        return row.FilterKey;
    }

    /// <summary>Puts other content in the place of a filter's; a filter may so become everybody's, or one's own.</summary>
    public async Task<Reply> ChangeFilter(Actor actor, long filterKey, FilterContent content, CancellationToken ct = default)
    {
        if (await FilterFor(actor, filterKey, ct) is not { } known) return new Reply(NoFilter(filterKey));
        if ((Problem(actor, known.Owner) ?? Problem(actor, content.Owner) ?? Problem(content)) is { } refused) return new Reply(refused);
        var row = Row(filterKey, content);
        return await _filters.Change(row, FilterAudit(actor, nameof(ChangeFilter), row), ct) ? Reply.Done : new Reply(NoFilter(filterKey));
    }

    public async Task<Reply> RemoveFilter(Actor actor, long filterKey, CancellationToken ct = default)
    {
        if (await FilterFor(actor, filterKey, ct) is not { } known) return new Reply(NoFilter(filterKey));
        if (Problem(actor, known.Owner) is { } refused) return new Reply(refused);
        return await _filters.Remove(filterKey, FilterAudit(actor, nameof(RemoveFilter), known), ct) ? Reply.Done : new Reply(NoFilter(filterKey));
    }

    /// <summary>What others keep for themselves is not there for the actor.</summary>
    async Task<SavedFilterRow?> FilterFor(Actor actor, long filterKey, CancellationToken ct) =>
        await _savedFilters.Find(filterKey, ct) is { } row && row.IsSeenBy(actor.UserId) ? row : null;

    static Rejection? Problem(Actor actor, string? owner) =>
        owner == actor.UserId || (owner is null && actor.IsAny(Role.Operator)) ? null
        : owner is null ? new(RejectionKind.Forbidden, "A filter without an owner is everybody's: only operators make and change those. Name yourself as the owner.")
        : new(RejectionKind.Forbidden, $"Expected yourself as the owner, but found '{owner}': nobody keeps filters for others. Operators leave the owner out to share one.");

    static Rejection? Problem(FilterContent content) =>
        string.IsNullOrWhiteSpace(content.Name)
            ? Invalid("Expected a name for the filter, but there is none.")
            : Lengths.Problem("a filter's name", content.Name, Lengths.Name)
                ?? (IsObject(content.QueryJson) && IsObject(content.PropertiesJson) ? null : Invalid("Expected the query and the properties of a filter to be JSON objects."));

    static bool IsObject(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    SavedFilterRow Row(long key, FilterContent content) => new()
    {
        FilterKey = key,
        ResourceType = SavedFilterRow.Task,
        Name = content.Name!,
        Owner = content.Owner,
        QueryJson = content.QueryJson,
        PropertiesJson = content.PropertiesJson,
        SavedAt = Now,
    };

    AuditEntry FilterAudit(Actor actor, string action, SavedFilterRow row) => new(Now, actor.Id, action, JsonSerializer.Serialize(
        new { filter = row.FilterKey.ToString(CultureInfo.InvariantCulture), name = row.Name, owner = row.Owner }));

    static Rejection NoFilter(long filterKey) => new(RejectionKind.NotFound, $"Filter with id '{filterKey}' does not exist, or is another's own.");
}
