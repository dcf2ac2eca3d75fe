namespace Bpm.Storage;

/// <summary>Queries that are kept under a name: those of one person, and those of everybody.</summary>
public sealed class SavedFilters(Database database)
{
    const string Columns = "SELECT f.filter_key, f.resource_type, f.name, f.owner, f.query_json, f.properties_json, f.saved_at";
    const string From = "\nFROM saved_filter f";

    public async Task<IReadOnlyList<SavedFilterRow>> List(SavedFilterQuery query, Slice slice, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<SavedFilterRow>(
            Columns + From + Where(query) + Ordering.Of(query.Order, Column, "f.filter_key") + " " + database.Sql(Slice.Slot), Parameters(query, slice), cancellation);
    }

    public async Task<int> Count(SavedFilterQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.Count("SELECT COUNT(*)" + From + Where(query), Parameters(query, Slice.All), cancellation);
    }

    public async Task<SavedFilterRow?> Find(long filterKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<SavedFilterRow>(Columns + From + "\nWHERE f.filter_key = @filterKey", new { filterKey }, cancellation);
    }

    static string Where(SavedFilterQuery q) => Filter.Where(
        (q.Reader is not null, "(f.owner IS NULL OR f.owner = @Reader)"),
        (q.FilterKey is not null, "f.filter_key = @FilterKey"),
        (q.ResourceType is not null, "f.resource_type = @ResourceType"),
        (q.Name is not null, "f.name = @Name"),
        (q.NameLike is not null, "f.name LIKE @NameLike"),
        (q.Owner is not null, "f.owner = @Owner"));

    static string Column(SavedFilterSort sort) => sort switch
    {
        SavedFilterSort.Name => "f.name",
        SavedFilterSort.Owner => "f.owner",
        SavedFilterSort.ResourceType => "f.resource_type",
        _ => "f.filter_key",
    };

    static object Parameters(SavedFilterQuery q, Slice slice) => new { q.Reader, q.FilterKey, q.ResourceType, q.Name, q.NameLike, q.Owner, slice.Skip, slice.Take };
}

/// <summary>Which filters; what is null does not restrict.</summary>
public sealed record SavedFilterQuery
{
    /// <summary>Filters of this person, and those of everybody.</summary>
    public string? Reader { get; init; }
    public long? FilterKey { get; init; }
    public string? ResourceType { get; init; }
    public string? Name { get; init; }
    public string? NameLike { get; init; }
    public string? Owner { get; init; }
    public IReadOnlyList<SortedBy<SavedFilterSort>> Order { get; init; } = [];
}

public enum SavedFilterSort { Key, Name, Owner, ResourceType }

/// <summary>A filter as it is kept.</summary>
public sealed record SavedFilterRow
{
    /// <summary>The only kind of things that filters find.</summary>
    public const string Task = "Task";

    public required long FilterKey { get; init; }
    public required string ResourceType { get; init; }
    public required string Name { get; init; }

    /// <summary>Null for a filter of everybody.</summary>
    public string? Owner { get; init; }
    public required string QueryJson { get; init; }
    public required string PropertiesJson { get; init; }
    public required DateTimeOffset SavedAt { get; init; }

    public bool IsSeenBy(string userId) => Owner is null || Owner == userId;
}
