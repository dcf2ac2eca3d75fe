using Bpm.Storage;
using Bpm.Web.Inbox;
using Bpm.Web.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Bpm.Web.Tests.Inbox;

public sealed class SavedViewTests : IAsyncLifetime
{
    Office _office = default!;
    Desk _anna = default!;
    Desk _ben = default!;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.Open();
        (_anna, _ben) = (_office.DeskOf("anna"), _office.DeskOf("ben"));
    }

    public async ValueTask DisposeAsync()
    {
        await _anna.DisposeAsync();
        await _ben.DisposeAsync();
        await _office.DisposeAsync();
    }

    [Fact]
    public async Task A_view_is_saved_opened_and_forgotten_by_its_owner()
    {
        var filter = new InboxFilter(InboxView.Groups, "invoice", InboxSort.Created);
        var saved = Open(_anna, filter);

        await saved.InvokeAsync(() => Button(saved, "Save this view").ClickAsync(new()));
        await saved.InvokeAsync(() => saved.Find("input").ChangeAsync(new ChangeEventArgs { Value = "Invoices" }));
        await saved.InvokeAsync(() => saved.Find("form").SubmitAsync());

        var link = Open(_anna, InboxFilter.Default).Find("a.chip");
        Assert.Equal(("Invoices", true), (link.TextContent, link.GetAttribute("href")!.EndsWith("/inbox?view=groups&q=invoice&sort=created", StringComparison.Ordinal)));
        Assert.Equal("page", saved.Find("a.chip").GetAttribute("aria-current"));
        Assert.Empty(Open(_ben, filter).FindAll("a.chip"));

        await saved.InvokeAsync(() => Button(saved, "Forget this view").ClickAsync(new()));

        Assert.Empty(saved.FindAll("a.chip"));
        Assert.Empty(Open(_anna, filter).FindAll("a.chip"));
    }

    [Fact]
    public async Task A_view_needs_a_name()
    {
        var saved = Open(_anna, InboxFilter.Default);

        await saved.InvokeAsync(() => Button(saved, "Save this view").ClickAsync(new()));
        await saved.InvokeAsync(() => saved.Find("form").SubmitAsync());

        Assert.Contains("name", saved.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_operators_share_is_there_for_everybody_and_other_filters_are_not()
    {
        var demo = await _office.Actor("demo");
        await _office.Engine.CreateFilter(demo, SavedView.Content("Urgent", "demo", InboxFilter.Default with { Sort = InboxSort.Priority }) with { Owner = null }, Ct);
        await _office.Engine.CreateFilter(demo, new("By a program", null, "{}", "{}"), Ct);

        var saved = Open(_ben, InboxFilter.Default with { Sort = InboxSort.Priority });

        Assert.Equal("Urgent", Assert.Single(saved.FindAll("a.chip")).TextContent);
        Assert.DoesNotContain("Forget this view", saved.Markup, StringComparison.Ordinal);
    }

    static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    static IRenderedComponent<InboxSaved> Open(Desk desk, InboxFilter filter) => desk.Render<InboxSaved>(p => p.Add(c => c.Filter, filter));

    static AngleSharp.Dom.IElement Button(IRenderedComponent<InboxSaved> saved, string text) => saved.FindAll("button").Single(b => b.TextContent.Trim() == text);
}
