namespace Bpm.Storage;

/// <summary>
/// Rows that programs search by any mixture of fields, in any order, page by page: by a number of rows to pass over, or behind
/// a cursor. A cursor holds the values of a row, so a page begins where the one before ended whatever has come or gone since.
/// </summary>
public sealed class SearchTable<TRow> where TRow : class
{
    readonly string _columns;
    readonly string _from;
    readonly SearchField[] _key;
    readonly Dictionary<string, SearchField> _fields;

    /// <param name="key">Names of the fields that tell rows apart.</param>
    internal SearchTable(string columns, string from, string[] key, params SearchField[] fields)
    {
        (_columns, _from) = (columns, from);
        _fields = fields.ToDictionary(f => f.Name);
        _key = [.. key.Select(k => _fields[k])];
    }

    /// <summary>What is true of every row that there is to find.</summary>
    internal string? Only { get; init; }

    public IReadOnlyCollection<SearchField> Fields => _fields.Values;

    public SearchField? Field(string name) => _fields.GetValueOrDefault(name);

    public async Task<SearchResult<TRow>> Find(Database database, SearchQuery query, CancellationToken cancellation)
    {
        var order = OrderOf(query);
        var isBackwards = query.Page is { After: null, Before: not null };
        var asked = isBackwards ? [.. order.Select(o => o with { Descending = !o.Descending })] : order;

        var filter = new SearchSql(Only);
        foreach (var condition in query.Conditions) filter.Add(condition);
        await using var connection = await database.Open(cancellation);
        var total = await connection.Count("SELECT COUNT(*)" + _from + filter.Where, filter.Parameters, cancellation);

        var cursor = query.Page.After ?? query.Page.Before;
        if (cursor is not null) filter.AddBehind(asked, SearchCursor.Read(cursor, order));
        filter.Parameters.Add("Skip", cursor is null ? query.Page.From : 0);
        filter.Parameters.Add("Take", query.Page.Limit);
        var rows = query.Page.Limit == 0
            ? []
            : await connection.List<TRow>(_columns + _from + filter.Where + SearchSql.OrderBy(asked) + database.Sql(Slice.Slot), filter.Parameters, cancellation);
        if (isBackwards) rows = [.. rows.Reverse()];
        return new(rows, total, rows is [var first, ..] ? CursorOf(first, order) : null, rows is [.., var last] ? CursorOf(last, order) : null);
    }

    List<SearchOrder> OrderOf(SearchQuery query) =>
        [.. query.Order.DistinctBy(o => o.Field), .. _key.Where(k => query.Order.All(o => o.Field != k)).Select(k => new SearchOrder(k, false))];

    static string CursorOf(TRow row, List<SearchOrder> order) => SearchCursor.Write(order.Select(o => o.Field.OrderValue(row)));
}
