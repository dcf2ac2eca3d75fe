using Dapper;

namespace Bpm.Storage;

/// <summary>Who is to have what an instance, or somebody outside, sends.</summary>
sealed class Receivers(Database database)
{
    const string Columns = "SELECT s.subscription_key AS SubscriptionKey, s.instance_key AS InstanceKey, s.element_instance_key AS ElementKey, s.correlation_key AS CorrelationKey";

    // A message with a key reaches who waits for that key before who waits for any; one without a key reaches all keys.
    // After that the business key counts, and then who waits longest.
    const string OfMessage = Columns +
        """

        FROM subscription s JOIN process_instance i ON i.instance_key = s.instance_key
        WHERE s.kind = 'message' AND s.name = @name AND (@correlation IS NULL OR s.correlation_key IS NULL OR s.correlation_key = @correlation)
          AND (@suspended = 1 OR i.suspended_at IS NULL)
        ORDER BY CASE WHEN s.correlation_key = @correlation THEN 0 ELSE 1 END, CASE WHEN i.business_key = @business THEN 0 ELSE 1 END, s.subscription_key
        {limit @max}
        """;

    const string AllOfMessage = Columns +
        """

        FROM subscription s JOIN process_instance i ON i.instance_key = s.instance_key
        WHERE s.kind = 'message' AND s.name = @name
          AND (@correlation IS NULL OR s.correlation_key = @correlation)
          AND (@business IS NULL OR i.business_key = @business)
          AND (@instance IS NULL OR s.instance_key = @instance)
          AND (@suspended = 1 OR i.suspended_at IS NULL)
        ORDER BY s.subscription_key
        {limit @max}
        """;

    // Who begins to wait after the signal was thrown does not hear it, nor who is suspended meanwhile.
    const string OfSignal =
        """
        SELECT DISTINCT s.instance_key FROM subscription s JOIN process_instance i ON i.instance_key = s.instance_key
        WHERE s.kind = 'signal' AND s.name = @name AND s.created_at <= @at AND s.instance_key > @after AND i.suspended_at IS NULL
        ORDER BY s.instance_key
        {limit @max}
        """;

    const string Starting =
        """
        SELECT s.subscription_key FROM subscription s JOIN process_instance i ON i.instance_key = s.instance_key
        WHERE s.kind = 'signal' AND s.name = @name AND s.element_id = @element AND i.definition_key = @definition
        ORDER BY s.subscription_key
        {limit @max}
        """;

    const string Called = "SELECT instance_key FROM process_instance WHERE caller_key = @caller AND state = 'active' ORDER BY instance_key";

    const string OriginOf =
        """
        SELECT definition_key AS DefinitionKey, business_key AS BusinessKey, COALESCE(root_instance_key, instance_key) AS RootKey
        FROM process_instance WHERE instance_key = @instance
        """;

    /// <summary>The one subscription that a thrown message reaches; null when nobody waits for it.</summary>
    /// <param name="suspended">Whether who is suspended counts.</param>
    public async Task<Receiver?> ForMessage(string name, string? correlation, string? business, CancellationToken ct, bool suspended = false) =>
        (await List<Receiver>(OfMessage, new { name, correlation, business, suspended = suspended ? 1 : 0, max = 1 }, ct)) is [var first] ? first : null;

    /// <summary>All who wait for the message, as far as the answers that are not null restrict them.</summary>
    public Task<IReadOnlyList<Receiver>> AllForMessage(string name, string? correlation, string? business, long? instance, bool suspended, CancellationToken ct) =>
        List<Receiver>(AllOfMessage, new { name, correlation, business, instance, suspended = suspended ? 1 : 0, max = Slice.Most }, ct);

    /// <summary>The next instances in which something waits for the signal, by key.</summary>
    public Task<IReadOnlyList<long>> ForSignal(string name, DateTimeOffset thrownAt, long after, int max, CancellationToken ct) =>
        List<long>(OfSignal, new { name, at = thrownAt.ToUnixTimeMilliseconds(), after, max }, ct);

    /// <summary>Whether an instance waits for the signal at its own start event, which needs other events, too.</summary>
    public async Task<bool> IsStarting(string signal, StoredStart start, CancellationToken ct) =>
        (await List<long>(Starting, new { name = signal, element = start.StartEventId, definition = start.DefinitionKey, max = 1 }, ct)).Count > 0;

    /// <summary>Running instances that a call activity's element instance has started.</summary>
    public Task<IReadOnlyList<long>> CalledBy(long callerKey, CancellationToken ct) => List<long>(Called, new { caller = callerKey }, ct);

    /// <summary>What an instance hands on to those that it calls, whether it has ended or not.</summary>
    public async Task<InstanceOrigin?> Origin(long instanceKey, CancellationToken ct) =>
        (await List<InstanceOrigin>(OriginOf, new { instance = instanceKey }, ct)) is [var only] ? only : null;

    async Task<IReadOnlyList<T>> List<T>(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return [.. await connection.QueryAsync<T>(new CommandDefinition(database.Sql(sql), parameters, cancellationToken: ct))];
    }
}

/// <summary>An open message subscription.</summary>
sealed record Receiver
{
    public long SubscriptionKey { get; init; }
    public long InstanceKey { get; init; }
    public long ElementKey { get; init; }

    /// <summary>The value that the model correlates by; null when it names none.</summary>
    public string? CorrelationKey { get; init; }
}

sealed record InstanceOrigin
{
    public long DefinitionKey { get; init; }
    public string? BusinessKey { get; init; }
    public long RootKey { get; init; }
}
