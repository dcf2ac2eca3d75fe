using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>A mail, made of a job's settings. Whatever could begin a header of its own is refused, never repaired.</summary>
static class MailLetter
{
    const int MostRecipients = 100;

    public static MailMessage Read(JobSettings settings, MailOptions server)
    {
        var message = new MailMessage
        {
            From = Address(settings.Static("from") ?? server.From, "from"),
            Subject = OneLine(settings.Required("subject", "Your order"), "subject"),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        try
        {
            Add(message.To, "to", settings);
            Add(message.CC, "cc", settings);
            Add(message.Bcc, "bcc", settings);
            Add(message.ReplyToList, "replyTo", settings);
            if (Recipients(message) is 0 or > MostRecipients)
                throw new SettingException($"Expected 1 to {MostRecipients} recipients in 'to', 'cc' and 'bcc', but got {Recipients(message)}.");
            Write(message, settings);
            Attach(message, settings);
            return message;
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    public static int Recipients(MailMessage message) => message.To.Count + message.CC.Count + message.Bcc.Count;

    static void Add(MailAddressCollection addresses, string name, JobSettings settings)
    {
        var given = settings.Static(name) is { } text ? text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            // One text of data is one address: a comma in it must not add a recipient.
            : settings.Input(name) switch
            {
                null => [],
                FeelList list => list.Items.Where(i => i is not FeelNull).Select(i => i.Text),
                var one => [one.Text],
            };
        foreach (var address in given) addresses.Add(Address(address, name));
    }

    static MailAddress Address(string text, string name) =>
        // "a@x, b@y" would be read as b@y with a name before it.
        OneLine(text, name).Count(c => c == '@') == 1 && MailAddress.TryCreate(text.Trim(), out var address) && address.User.All(IsPlain) && address.Host.All(IsPlain)
            ? address
            : throw new SettingException($"Expected an address such as anna@example.com or Anna <anna@example.com> in '{name}', but got '{text}'. Several are a list.");

    static bool IsPlain(char c) => !char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('<' or '>' or ',' or ';');

    static string OneLine(string text, string name) => text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029')
        ? throw new SettingException($"Expected '{name}' on one line, but it holds a line break or another control character.")
        : text;

    static void Write(MailMessage message, JobSettings settings)
    {
        var (text, html) = (settings.Text("text"), settings.Text("html"));
        if (text is null && html is null) throw new SettingException("Expected the setting or input 'text' or 'html' with what the mail says, but both are missing.");
        message.Body = text ?? html!;
        message.BodyEncoding = Encoding.UTF8;
        message.IsBodyHtml = text is null;
        if (text is not null && html is not null) message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(html, Encoding.UTF8, MediaTypeNames.Text.Html));
    }

    static void Attach(MailMessage message, JobSettings settings)
    {
        foreach (var item in settings.Input("attachments") switch { null => [], FeelList list => list.Items, var one => [one] })
        {
            var file = FileValue.Read(item, "an attachment");
            var name = Path.GetFileName(OneLine(file.Name, "the name of an attachment"));
            message.Attachments.Add(new Attachment(new MemoryStream(file.Content), name, OneLine(file.ContentType, "the type of an attachment")));
        }
    }
}
