using Bpm.Connectors;
using Bpm.Engine;
using Bpm.Feel;

namespace Bpm.Runtime;

/// <summary>
/// Publishes a message to the other processes. The job's key is its message id: of a job that is carried out twice only one message
/// is taken over.
/// </summary>
sealed class SendMessageConnector(ConnectorOptions options, Func<ProcessEngine> engine, TimeProvider time) : IConnector
{
    /// <summary>Longer than a job is tried again by itself.</summary>
    static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    public string Type => "send-message";

    public void Check(SettingsCheck check)
    {
        check.Answers();
        check.Required("messageName", "order-paid");
        foreach (var name in (string[])["correlationKey", "businessKey", "messageId"]) check.Optional(name);
        check.NoSecrets("messageName", "correlationKey", "businessKey", "messageId");
        check.Reads("timeToLive", s => s.Duration("timeToLive", TimeSpan.Zero));
    }

    public Task<ConnectorResult> Run(ConnectorJob job, CancellationToken ct) => JobSettings.Use(job, options, async settings =>
    {
        var mapping = new ResultMapping(settings, time, otherwise: null);
        var message = new MessagePublication(settings.Required("messageName", "order-paid"), new VariableSet([.. settings.Values("variables").Entries]))
        {
            CorrelationKey = settings.Text("correlationKey"),
            BusinessKey = settings.Text("businessKey"),
            TimeToLive = settings.Duration("timeToLive", TimeSpan.Zero),
            MessageId = settings.Text("messageId") ?? $"job-{job.IdempotencyKey}",
            RememberIdFor = Remembered,
        };
        settings.RefuseSecrets();
        var reply = await engine().PublishMessage(Actor.System, message, ct);
        // Known already: this job, or another with the message id that the model gives, has sent it.
        if (reply.Rejection is { Kind: not RejectionKind.Conflict } refused) return ConnectorResult.GiveUp(refused.Message);
        return mapping.Completed(FeelContext.Of(("messageId", new FeelString(message.MessageId)), ("isNew", FeelBoolean.Of(reply.IsDone))));
    });
}
