using System.Text;
using Bpm.Engine;

namespace Bpm.Storage;

/// <summary>Published messages: those that wait for who takes them, and those that nobody took.</summary>
public sealed class Messages(Database database)
{
    const string Columns = """
        SELECT m.message_key, m.name, m.correlation_key, m.business_key, m.message_id, m.sender, m.payload, m.received_at, m.expires_at, m.state,
               m.deliveries, j.last_error
        """;

    const string From = """

        FROM message m
        LEFT JOIN job j ON j.job_key = m.message_key
        """;

    public async Task<IReadOnlyList<MessageView>> List(MessageQuery query, Slice slice, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<MessageView>(
            Columns + From + Where(query) + "\nORDER BY m.message_key DESC " + database.Sql(Slice.Slot), Parameters(query, slice), cancellation);
    }

    public async Task<int> Count(MessageQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.Count("SELECT COUNT(*) FROM message m" + Where(query), Parameters(query, Slice.All), cancellation);
    }

    static string Where(MessageQuery q) => Filter.Where(
        (q.State is not null, "m.state = @State"),
        (q.Name is not null, "m.name = @Name"),
        (q.MessageKey is not null, "m.message_key = @MessageKey"));

    static object Parameters(MessageQuery q, Slice slice) => new { q.State, q.Name, q.MessageKey, slice.Skip, slice.Take };
}

/// <summary>Which messages; what is null does not restrict. State is waiting, delivered or expired.</summary>
public sealed record MessageQuery
{
    public long? MessageKey { get; init; }
    public string? State { get; init; }
    public string? Name { get; init; }
}

public sealed record MessageView
{
    public const string Waiting = "waiting";
    public const string Expired = "expired";

    public required long MessageKey { get; init; }
    public required string Name { get; init; }

    /// <summary>Empty when the message has none.</summary>
    public required string CorrelationKey { get; init; }
    public string? BusinessKey { get; init; }
    public string? MessageId { get; init; }
    public string? Sender { get; init; }

    /// <summary>The stored form; <see cref="Variables"/> is what it says.</summary>
    public required string Payload { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required string State { get; init; }

    /// <summary>How many processes have had it.</summary>
    public required int Deliveries { get; init; }

    /// <summary>Why handing it out failed last.</summary>
    public string? LastError { get; init; }

    public VariableSet Variables => ((MessageThrown)HistoryJson.Read(Encoding.UTF8.GetBytes(Payload), 0, ReceivedAt)[0]).Variables;
}
