using AngleSharp.Dom;
using Bpm.Web.Escalations;
using Bpm.Web.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace Bpm.Web.Tests.Escalations;

public sealed class EscalationsPageTests : IAsyncLifetime
{
    Office _office = default!;
    Desk _mark = default!;
    long _task;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.Open();
        _mark = _office.DeskOf("mark");
        _task = await _office.StartTask("INV-1");
        await _office.Engine.Claim(await _office.Actor("anna"), _task, Ct);
        await _office.Engine.Escalate(await _office.Actor("anna"), _task, "Supplier unknown", Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _mark.DisposeAsync();
        await _office.DisposeAsync();
    }

    [Fact]
    public void Tells_why_and_from_whom()
    {
        var page = _mark.Render<EscalationsPage>();

        var card = page.Find("article").TextContent;
        Assert.Contains("Anna Ahrens: Supplier unknown", card, StringComparison.Ordinal);
        Assert.Contains("INV-1", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_over_makes_the_task_the_managers()
    {
        var page = _mark.Render<EscalationsPage>();

        await page.InvokeAsync(() => Button(page, "Take over").ClickAsync());

        Assert.Equal("mark", (await _office.Task(_task)).Assignee);
        Assert.Contains("You have taken over 'Approve invoice'.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Mark Meyer took it over", page.Find("table").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handing_on_offers_people_with_their_workload()
    {
        var page = _mark.Render<EscalationsPage>();
        await page.InvokeAsync(() => Button(page, "Hand to …").ClickAsync());
        Assert.Contains("Anna Ahrens (1 open task)", page.Find("[role=dialog] select").TextContent, StringComparison.Ordinal);

        await page.InvokeAsync(() => page.Find("[role=dialog] select").ChangeAsync(new ChangeEventArgs { Value = "ben" }));
        await page.InvokeAsync(() => Button(page, "Hand over").ClickAsync());

        Assert.Equal("ben", (await _office.Task(_task)).Assignee);
        Assert.Contains("Ben Berg has 'Approve invoice' now.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pushing_back_needs_a_reason()
    {
        var page = _mark.Render<EscalationsPage>();
        await page.InvokeAsync(() => Button(page, "Push back …").ClickAsync());

        await page.InvokeAsync(() => Button(page, "Push back").ClickAsync());
        Assert.Contains("Expected a reason", page.Find("[role=dialog]").TextContent, StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Find("[role=dialog] textarea").InputAsync("Ask the supplier by phone"));
        await page.InvokeAsync(() => Button(page, "Push back").ClickAsync());

        Assert.Contains("was pushed back with your reason", page.Markup, StringComparison.Ordinal);
        Assert.Equal("anna", (await _office.Task(_task)).Assignee);
    }

    [Fact]
    public async Task More_time_moves_the_deadline()
    {
        var before = (await _office.Task(_task)).DueAt!.Value;
        var page = _mark.Render<EscalationsPage>();
        await page.InvokeAsync(() => Button(page, "More time …").ClickAsync());

        await page.InvokeAsync(() => Button(page, "Extend the deadline").ClickAsync());
        Assert.Contains("Expected a new deadline", page.Find("[role=dialog]").TextContent, StringComparison.Ordinal);
        await page.InvokeAsync(() => Button(page, "+1 day").ClickAsync());
        await page.InvokeAsync(() => Button(page, "Extend the deadline").ClickAsync());

        Assert.Equal(before.AddDays(1), (await _office.Task(_task)).DueAt);
    }

    [Fact]
    public async Task A_new_escalation_appears_by_itself()
    {
        var another = await _office.StartTask("INV-2");
        var page = _mark.Render<EscalationsPage>();

        await _office.Engine.Escalate(await _office.Actor("ben"), another, "Too much to do", Ct);

        await page.WaitForAssertionAsync(() => Assert.Contains("Ben Berg: Too much to do", page.Markup, StringComparison.Ordinal));
    }

    static IElement Button(IRenderedComponent<EscalationsPage> page, string text) => page.FindAll("button").Last(b => b.TextContent.Trim() == text);

    static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;
}
