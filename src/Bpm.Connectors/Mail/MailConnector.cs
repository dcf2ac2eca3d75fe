using System.Net;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>
/// Sends a mail through the configured server. Every attempt of a job has the same <c>Message-ID</c>, by which mailboxes know a copy.
/// SMTP has no way to ask whether a mail was taken, so a node that dies between the server's answer and its own commit sends it again.
/// </summary>
public sealed class MailConnector(ConnectorOptions options, TimeProvider time) : IConnector
{
    static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    public string Type => "mail";

    public Task<ConnectorResult> Run(ConnectorJob job, CancellationToken ct) =>
        JobSettings.Use(job, options, settings => Send(settings, ct));

    public void Check(SettingsCheck check)
    {
        check.Answers();
        check.Required("subject", "Your order");
        foreach (var name in (string[])["to", "cc", "bcc", "replyTo", "text", "html"]) check.Optional(name);
        if (!((string[])["to", "cc", "bcc"]).Any(n => check.Has(n) || check.IsMapped(n)))
            check.Add("to", "Expected a recipient in 'to', 'cc' or 'bcc', but there is none.", "Set to, for example to anna@example.com, or map data to it.");
        if (options.Mail is null)
            check.Doubt("to", "Expected a mail server in Bpm:Connectors:Mail (Host, Port, From), but there is none yet.", "Ask an operator to set it before the process runs.");
    }

    async Task<ConnectorResult> Send(JobSettings settings, CancellationToken ct)
    {
        if (options.Mail is not { } server)
            return ConnectorResult.GiveUp("Expected a mail server in Bpm:Connectors:Mail (Host, Port, From), but there is none.");
        var mapping = new ResultMapping(settings, time, otherwise: null);
        using var message = MailLetter.Read(settings, server);
        var id = MessageId(settings.Job, message.From!);
        message.Headers.Add("Message-ID", id);

        using var smtp = new SmtpClient(server.Host, server.Port) { EnableSsl = server.UsesTls };
        if (server.UserName is { } user)
            smtp.Credentials = new NetworkCredential(user, server.Password is { } password ? settings.Secret(password, "Bpm:Connectors:Mail:Password") : "");
        var timeout = settings.Duration("timeout", DefaultTimeout);
        using var timeUp = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeUp.Token);
        try
        {
            await smtp.SendMailAsync(message, either.Token);
            return mapping.Completed(FeelContext.Of(("messageId", new FeelString(id)), ("recipients", FeelNumber.Of(MailLetter.Recipients(message)))));
        }
        catch (OperationCanceledException) when (timeUp.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return ConnectorResult.Retry($"Expected the mail server {server.Host} to take the mail within {timeout}, but it did not.");
        }
        catch (SmtpException e)
        {
            return Judge(e, message, server, mapping);
        }
    }

    static ConnectorResult Judge(SmtpException e, MailMessage message, MailOptions server, ResultMapping mapping)
    {
        // A refused recipient's own exception tells the true code; several come in a parcel.
        var refused = e is SmtpFailedRecipientsException { InnerExceptions: { Length: > 0 } several } ? several : e is SmtpFailedRecipientException one ? [one] : [];
        var code = (int)(refused.Length > 0 ? refused[0].StatusCode : e.StatusCode);
        var reason = refused.Length > 0
            ? $"it refused {string.Join(", ", refused.Select(r => r.FailedRecipient))}: {refused[0].Message}"
            : $"{e.Message} {e.InnerException?.Message}".TrimEnd();
        var text = $"Expected the mail server {server.Host} to take the mail, but {reason}";
        if (refused.Length > 0 && refused.Length < MailLetter.Recipients(message))
            text += " The others have it: another attempt would send it to them again.";
        else if (code is < 500 or > 599) return ConnectorResult.Retry(text);
        return mapping.Error(FeelContext.Of(("status", FeelNumber.Of(code))), $"{code}", text) ?? ConnectorResult.GiveUp(text);
    }

    static string MessageId(ConnectorJob job, MailAddress from)
    {
        // The sender's domain tells systems apart only roughly; a digest of the instance does the rest without telling anything.
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{job.ProcessInstanceKey}/{job.IdempotencyKey}")))[..16];
        return $"<bpm.{job.IdempotencyKey}.{digest}@{from.Host}>";
    }
}
