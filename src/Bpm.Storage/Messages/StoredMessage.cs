using System.Text;
using Bpm.Engine;

namespace Bpm.Storage;

/// <summary>A message to be stored. Without a correlation key it fits subscriptions that correlate by none.</summary>
/// <param name="RememberedUntil">How long another with the same name, correlation key and id is a duplicate.</param>
sealed record NewMessage(
    long Key, string Name, string? CorrelationKey, string? BusinessKey, string? MessageId, string? Sender, VariableSet Variables,
    DateTimeOffset At, DateTimeOffset ExpiresAt, DateTimeOffset RememberedUntil)
{
    /// <summary>What the row holds, and what its job sends.</summary>
    public MessageThrown ToEvent() => new(Key, 0, Name, CorrelationKey, Variables, At);

    /// <summary>The row of a message that nobody took.</summary>
    public RowChange ToExpired(DateTimeOffset forgetAt) => ToRow(StoredMessage.Expired, forgetAt);

    public RowChange ToRow(string state, DateTimeOffset? forgetAt) => MessageStatements.Insert.With(
        Key, Name, CorrelationKey ?? "", BusinessKey, MessageId, Sender, HistoryJson.Write([ToEvent()], 0, At), At, ExpiresAt, RememberedUntil,
        forgetAt, state);
}

/// <summary>A message as it waits.</summary>
sealed record StoredMessage(long Key, string Name, string? CorrelationKey, string? BusinessKey, string? Sender, VariableSet Variables, DateTimeOffset ExpiresAt, string State, int Deliveries, DateTimeOffset RememberedUntil)
{
    public const string Waiting = "waiting";
    public const string Delivered = "delivered";
    public const string Expired = "expired";
}

/// <summary>A row of the message table as Dapper reads it.</summary>
sealed class MessageRow
{
    public long Message_Key { get; init; }
    public string Name { get; init; } = "";
    public string Correlation_Key { get; init; } = "";
    public string? Business_Key { get; init; }
    public string? Sender { get; init; }
    public string Payload { get; init; } = "";
    public long Received_At { get; init; }
    public long Expires_At { get; init; }
    public long Remembered_Until { get; init; }
    public string State { get; init; } = "";
    public int Deliveries { get; init; }

    public StoredMessage ToMessage()
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(Received_At);
        var thrown = (MessageThrown)HistoryJson.Read(Encoding.UTF8.GetBytes(Payload), 0, at)[0];
        return new(
            Message_Key, Name, Correlation_Key.Length == 0 ? null : Correlation_Key, Business_Key, Sender, thrown.Variables,
            DateTimeOffset.FromUnixTimeMilliseconds(Expires_At), State, Deliveries, DateTimeOffset.FromUnixTimeMilliseconds(Remembered_Until));
    }
}
