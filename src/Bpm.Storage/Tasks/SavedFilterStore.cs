namespace Bpm.Storage;

/// <summary>Writes filters, each with the audit row that tells of it.</summary>
sealed class SavedFilterStore(CommitQueue writer)
{
    internal static readonly Statement RemoveAllOf = new("DELETE FROM saved_filter WHERE owner = @owner");

    static readonly Statement Insert = new(
        """
        INSERT INTO saved_filter (filter_key, resource_type, name, owner, query_json, properties_json, saved_at)
        VALUES (@key, @type, @name, @owner, @query, @properties, @at)
        """);

    static readonly Statement Update = new(
        "UPDATE saved_filter SET name = @name, owner = @owner, query_json = @query, properties_json = @properties, saved_at = @at WHERE filter_key = @key");

    static readonly Statement Delete = new("DELETE FROM saved_filter WHERE filter_key = @key");

    public Task Add(SavedFilterRow filter, AuditEntry audit, CancellationToken ct) => Run(
        Insert.With(filter.FilterKey, filter.ResourceType, filter.Name, filter.Owner, filter.QueryJson, filter.PropertiesJson, filter.SavedAt), audit, ct);

    /// <summary>False when it is gone.</summary>
    public Task<bool> Change(SavedFilterRow filter, AuditEntry audit, CancellationToken ct) => Run(
        Update.With(filter.Name, filter.Owner, filter.QueryJson, filter.PropertiesJson, filter.SavedAt, filter.FilterKey), audit, ct);

    /// <summary>False when it is gone.</summary>
    public Task<bool> Remove(long filterKey, AuditEntry audit, CancellationToken ct) => Run(Delete.With(filterKey), audit, ct);

    Task<bool> Run(RowChange change, AuditEntry audit, CancellationToken ct) =>
        writer.Write(
            async session =>
            {
                if (await session.Run(change) == 0)
                {
                    return false;
                }

                await session.Run(AuditStore.Row(audit));
                return true;
            },
            ct);
}
