using Bpm.Engine;

namespace Bpm.Storage;

/// <summary>
/// Statements that steps bring along where messages wait for subscriptions, and subscriptions for messages. Publisher and
/// subscriber each store first and look for the other afterwards, so that at least one of them sees both; the primary key
/// of <c>message_delivery</c> keeps it at one delivery when both do.
/// </summary>
static class MessageStatements
{
    /// <summary>A job that hands waiting messages to a new subscription; nothing when none fits.</summary>
    public static readonly Statement LookForMessages = new(
        """
        INSERT INTO job
            (job_key, instance_key, definition_key, element_instance_key, element_id, kind, due_at, retries, priority,
             locked_until, created_at, attempts, repeats_left, payload)
        SELECT @key, @instance, @definition, @element_key, @element, 'buffered', @due_at, @retries, 0, 0, @created_at, 0, 0, @payload
        WHERE EXISTS (
            SELECT 1 FROM message m
            WHERE m.state = 'waiting' AND m.name = @name AND m.expires_at > @created_at
              AND (@correlation IS NULL OR m.correlation_key = @correlation)
              AND (m.business_key IS NULL OR m.business_key = @business)
              AND NOT EXISTS (SELECT 1 FROM message_delivery d WHERE d.message_key = m.message_key AND d.process_id = @process))
          AND NOT EXISTS (SELECT 1 FROM job WHERE job_key = @key)
        """);

    /// <summary>The same for the start events of a new version.</summary>
    public static readonly Statement LookForStarts = new(
        """
        INSERT INTO job
            (job_key, instance_key, definition_key, element_instance_key, element_id, kind, due_at, retries, priority,
             locked_until, created_at, attempts, repeats_left, payload)
        SELECT @key, 0, @definition, 0, '', 'buffered', @at, 1, 0, 0, @at, 0, 0, @payload
        WHERE EXISTS (
            SELECT 1 FROM message m JOIN message_start s ON s.message_name = m.name
            WHERE s.definition_key = @definition AND m.state = 'waiting' AND m.expires_at > @at)
        """);

    /// <summary>And for what waited until the instance that one message of the same correlation key had started was over.</summary>
    public static readonly Statement LookForNextStart = new(
        """
        INSERT INTO job
            (job_key, instance_key, definition_key, element_instance_key, element_id, kind, due_at, retries, priority,
             locked_until, created_at, attempts, repeats_left, payload)
        SELECT @instance, 0, @definition, 0, '', 'buffered', @at, 1, 0, 0, @at, 0, 0, @payload
        WHERE EXISTS (
            SELECT 1 FROM instance_claim c JOIN message m ON m.correlation_key = c.claim_key
            WHERE c.instance_key = @instance AND c.kind = 'message' AND m.state = 'waiting' AND m.expires_at > @at)
        """);

    /// <summary>The payload of a look for starts: nothing is known but the process.</summary>
    public static byte[] AnyStart(DateTimeOffset at) =>
        HistoryJson.Write([new SubscriptionOpened(0, 0, "", SubscriptionKind.Message, "", null, 0, at)], 0, at);

    public static readonly Statement ReleaseClaims = new("DELETE FROM instance_claim WHERE instance_key = @instance");

    /// <summary>Guard: nothing is touched when the process has had the message, or when it waits no more.</summary>
    public static readonly Statement NoteDelivery = new(
        """
        INSERT INTO message_delivery (message_key, process_id, instance_key, delivered_at)
        SELECT @message, @process, @instance, @at
        WHERE EXISTS (SELECT 1 FROM message WHERE message_key = @message AND state = 'waiting')
          AND NOT EXISTS (SELECT 1 FROM message_delivery WHERE message_key = @message AND process_id = @process)
        """);

    public static readonly Statement CountDelivery = new("UPDATE message SET deliveries = deliveries + 1 WHERE message_key = @message");

    /// <summary>Guard: nothing is touched when another open instance of the process has it.</summary>
    public static readonly Statement Claim = new(
        """
        INSERT INTO instance_claim (process_id, kind, claim_key, instance_key)
        SELECT @process, @kind, @claim, @instance
        WHERE NOT EXISTS (SELECT 1 FROM instance_claim WHERE process_id = @process AND kind = @kind AND claim_key = @claim)
          AND NOT EXISTS (
            SELECT 1 FROM process_instance
            WHERE @kind = 'business' AND business_key = @claim AND process_id = @process AND state = 'active' AND instance_key <> @instance)
        """);

    /// <summary>A message that waits, or that nobody took.</summary>
    public static readonly Statement Insert = new(
        """
        INSERT INTO message
            (message_key, name, correlation_key, business_key, message_id, sender, payload, received_at, expires_at, remembered_until,
             forget_at, state, deliveries)
        VALUES (@key, @name, @correlation, @business, @id, @sender, @payload, @received_at, @expires_at, @remembered_until,
             @forget_at, @state, 0)
        """);
}
