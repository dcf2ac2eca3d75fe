using Bpm.Feel;
using Bpm.Runtime.Tests;
using static Bpm.Connectors.Tests.Jobs;

namespace Bpm.Connectors.Tests;

public sealed class MailTests
{
    static readonly ConnectorJob Letter = With(("subject", "Ihre Bestellung für März"), ("resultVariable", "sent"))
        .Given(("to", FeelList.Of(Text("Anna Ö <anna@example.com>"), Text("ben@example.com"))), ("cc", Text("carl@example.com")), ("bcc", Text("dora@example.com")), ("text", Text("Guten Tag")));

    static MailConnector Connector(SmtpStub server) => new(new ConnectorOptions { Mail = new MailOptions("127.0.0.1", server.Port, "bpm@example.org") { UsesTls = false } }, new FakeClock());

    [Fact]
    public async Task A_mail_reaches_everybody_and_hides_who_is_in_bcc()
    {
        await using var server = new SmtpStub();

        var result = await Connector(server).Completes(Letter);

        var message = Assert.Single(server.Messages);
        Assert.Equal(["anna@example.com", "ben@example.com", "carl@example.com", "dora@example.com"],
            server.Commands.Where(c => c.StartsWith("RCPT", StringComparison.Ordinal)).Select(c => c["RCPT TO:<".Length..^1]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("dora", message, StringComparison.Ordinal);
        Assert.Contains("From: bpm@example.org", message, StringComparison.Ordinal);
        Assert.Equal(FeelNumber.Of(4), result.At("sent.recipients"));
    }

    [Fact]
    public async Task Every_attempt_of_a_job_has_the_same_message_id_and_no_other_job_has_it()
    {
        await using var server = new SmtpStub();
        var mail = Connector(server);

        var first = (await mail.Completes(Letter)).At("sent.messageId")!.Text;
        var again = (await mail.Completes(Letter)).At("sent.messageId")!.Text;
        var other = (await mail.Completes(Letter with { IdempotencyKey = "4712" })).At("sent.messageId")!.Text;

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.Equal([first, first, other], server.Messages.Select(m => m.Split('\n').Single(l => l.StartsWith("Message-ID: ", StringComparison.OrdinalIgnoreCase))["Message-ID: ".Length..]));
    }

    [Fact]
    public async Task Text_and_html_and_attachments_go_together()
    {
        await using var server = new SmtpStub();

        await Connector(server).Completes(Letter.Given(("to", Text("anna@example.com")), ("text", Text("Hello")), ("html", Text("<b>Hello</b>")),
            ("attachments", FeelList.Of(FileValue.Of("bill.pdf", "application/pdf", "%PDF-1"u8.ToArray())))));

        var message = Assert.Single(server.Messages);
        Assert.Contains("multipart/alternative", message, StringComparison.Ordinal);
        Assert.Contains("name=bill.pdf", message, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String("%PDF-1"u8), message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subject", "Hello\r\nBcc: eve@example.com")]
    [InlineData("to", "anna@example.com\r\nBcc: eve@example.com")]
    [InlineData("to", "anna@example.com, eve@example.com")]
    [InlineData("to", "anna@example.com>\nRCPT TO:<eve@example.com")]
    [InlineData("cc", "not an address")]
    [InlineData("replyTo", "anna@example.com\u2028x")]
    public async Task What_would_begin_a_header_or_add_a_recipient_is_refused(string name, string value)
    {
        await using var server = new SmtpStub();
        var inputs = new Dictionary<string, FeelValue> { ["to"] = Text("anna@example.com"), ["subject"] = Text("Hello"), ["text"] = Text("Hello"), [name] = Text(value) };

        var failed = await Connector(server).Fails(With().Given([.. inputs.Select(i => (i.Key, i.Value))]));

        Assert.False(failed.IsRetryable);
        Assert.Empty(server.Commands);
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again()
    {
        await using var server = new SmtpStub(line => line.StartsWith("MAIL", StringComparison.Ordinal) ? "451 try later" : null);

        Assert.True((await Connector(server).Fails(Letter)).IsRetryable);
    }

    [Fact]
    public async Task A_recipient_that_does_not_exist_needs_a_person_unless_the_model_has_an_error_for_it()
    {
        await using var server = new SmtpStub(line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "550 no such user" : null);
        var job = Letter.Given(("to", Text("nobody@example.com")), ("text", Text("Hello")));

        var failed = await Connector(server).Fails(job);
        var headers = new Dictionary<string, string>(job.Headers) { ["errorCodes"] = "550=UNKNOWN_RECIPIENT" };

        Assert.False(failed.IsRetryable);
        Assert.Contains("nobody@example.com", failed.Message, StringComparison.Ordinal);
        Assert.Equal("UNKNOWN_RECIPIENT", (await Connector(server).Throws(job with { Headers = headers })).Code);
    }

    [Fact]
    public async Task A_mail_that_some_have_already_is_not_sent_again()
    {
        await using var server = new SmtpStub(line => line.StartsWith("RCPT TO:<ben", StringComparison.Ordinal) ? "450 mailbox busy" : null);

        var failed = await Connector(server).Fails(Letter);

        Assert.False(failed.IsRetryable);
        Assert.Single(server.Messages);
    }

    [Fact]
    public async Task Without_a_server_the_setting_is_named()
    {
        var failed = await new MailConnector(new ConnectorOptions(), new FakeClock()).Fails(Letter);

        Assert.False(failed.IsRetryable);
        Assert.Contains("Bpm:Connectors:Mail", failed.Message, StringComparison.Ordinal);
    }
}
