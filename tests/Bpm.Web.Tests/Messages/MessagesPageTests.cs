using Bpm.Engine;
using Bpm.Feel;
using Bpm.Runtime;
using Bpm.Web.Messages;
using Bpm.Web.Tests.Support;
using Bunit;

namespace Bpm.Web.Tests.Messages;

public sealed class MessagesPageTests : IAsyncLifetime
{
    Office _office = default!;

    public async ValueTask InitializeAsync() => _office = await Office.Open();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Operators_see_what_waits_and_what_it_brings()
    {
        var sent = await _office.Engine.PublishMessage(await _office.Actor("carl"), new MessagePublication("paid", VariableSet.Of(("amount", FeelNumber.Of(12))))
        {
            CorrelationKey = "INV-1", TimeToLive = TimeSpan.FromHours(1),
        });
        Assert.True(sent.IsDone, sent.Rejection?.Message);
        await using var desk = _office.DeskOf("demo");

        var card = desk.Render<MessagesPage>().Find("article").TextContent;

        Assert.Contains("paid", card, StringComparison.Ordinal);
        Assert.Contains("Key INV-1", card, StringComparison.Ordinal);
        Assert.Contains("Nobody has taken it.", card, StringComparison.Ordinal);
        Assert.Contains("amount", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_so_when_nothing_waits_and_who_may_not_look()
    {
        await using var desk = _office.DeskOf("demo");
        Assert.Contains("No message waits", desk.Render<MessagesPage>().Markup, StringComparison.Ordinal);

        await using var carls = _office.DeskOf("carl");
        Assert.Contains("You may not open this page", carls.Render<MessagesPage>().Markup, StringComparison.Ordinal);
    }
}
