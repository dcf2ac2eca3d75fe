namespace Bpm.Storage;

/// <summary>Who waits for which message or signal.</summary>
public sealed class Subscriptions(Database database)
{
    const string Columns = """
        SELECT s.subscription_key, s.instance_key, s.element_instance_key, s.element_id, s.kind, s.name, s.correlation_key, s.created_at,
               i.definition_key, i.process_id, i.business_key
        """;

    const string From = """

        FROM subscription s
        JOIN process_instance i ON i.instance_key = s.instance_key
        """;

    public async Task<IReadOnlyList<SubscriptionRow>> List(SubscriptionQuery query, Slice slice, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<SubscriptionRow>(
            Columns + From + Where(query) + (query.Descending ? "\nORDER BY s.subscription_key DESC " : "\nORDER BY s.subscription_key ")
            + database.Sql(Slice.Slot), Parameters(query, slice), cancellation);
    }

    public async Task<int> Count(SubscriptionQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.Count("SELECT COUNT(*)" + From + Where(query), Parameters(query, Slice.All), cancellation);
    }

    static string Where(SubscriptionQuery q) => Filter.Where(
        (q.SubscriptionKey is not null, "s.subscription_key = @SubscriptionKey"),
        (q.InstanceKey is not null, "s.instance_key = @InstanceKey"),
        (q.ElementKey is not null, "s.element_instance_key = @ElementKey"),
        (q.ElementId is not null, "s.element_id = @ElementId"),
        (q.Kind is not null, "s.kind = @Kind"),
        (q.Name is not null, "s.name = @Name"));

    static object Parameters(SubscriptionQuery q, Slice slice) =>
        new { q.SubscriptionKey, q.InstanceKey, q.ElementKey, q.ElementId, q.Kind, q.Name, slice.Skip, slice.Take };
}

/// <summary>Which subscriptions; what is null does not restrict. Kind is message or signal.</summary>
public sealed record SubscriptionQuery
{
    public long? SubscriptionKey { get; init; }
    public long? InstanceKey { get; init; }
    public long? ElementKey { get; init; }
    public string? ElementId { get; init; }
    public string? Kind { get; init; }
    public string? Name { get; init; }
    public bool Descending { get; init; }
}

public sealed record SubscriptionRow
{
    public required long SubscriptionKey { get; init; }
    public required long InstanceKey { get; init; }

    /// <summary>Who waits; the instance's own key for an event subprocess of the process.</summary>
    public required long ElementInstanceKey { get; init; }
    public required string ElementId { get; init; }
    public required string Kind { get; init; }
    public required string Name { get; init; }
    public string? CorrelationKey { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required long DefinitionKey { get; init; }
    public required string ProcessId { get; init; }
    public string? BusinessKey { get; init; }
}
