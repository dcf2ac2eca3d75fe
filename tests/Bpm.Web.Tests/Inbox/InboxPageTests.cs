using AngleSharp.Dom;
using Bpm.Web.Inbox;
using Bpm.Web.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Bpm.Web.Tests.Inbox;

public sealed class InboxPageTests : IAsyncLifetime
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
    public async Task Shows_what_a_group_has_to_do()
    {
        await _office.StartTask("INV-1");

        var page = Open(_anna, view: "groups");

        Assert.Contains("Approve invoice", page.Find("[data-task]").TextContent, StringComparison.Ordinal);
        Assert.Contains("INV-1", page.Find("[data-task]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Unclaimed", page.Find("[data-task]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claiming_opens_the_form_for_writing()
    {
        var task = await _office.StartTask("INV-1");
        var page = Open(_anna, task);
        Assert.True(page.Find("fieldset.form-fields").HasAttribute("disabled"));

        await page.InvokeAsync(() => Button(page, "Claim").ClickAsync());

        Assert.Equal("anna", (await _office.Task(task)).Assignee);
        Assert.False(page.Find("fieldset.form-fields").HasAttribute("disabled"));
        Assert.Contains(page.FindAll("button"), b => b.TextContent.Contains("Complete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_loser_of_a_race_learns_who_won()
    {
        var task = await _office.StartTask("INV-1");
        var page = Open(_ben, task);
        using var isTaken = new ManualResetEventSlim();

        // The page is kept busy until Anna has it: the news waits behind the press of the button that it would take away.
        var press = Task.Run(() => page.InvokeAsync(() =>
        {
            isTaken.Wait(Ct);
            return Button(page, "Claim").ClickAsync();
        }), Ct);
        await _office.Engine.Claim(await _office.Actor("anna"), task, Ct);
        isTaken.Set();
        await press;

        Assert.Contains("Anna Ahrens claimed 'Approve invoice' at 08:00", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_answer_is_told_at_its_field_and_what_was_typed_stays()
    {
        var task = await Claimed("INV-1");
        var page = Open(_anna, task);

        await page.InvokeAsync(() => page.Find("#input-note").InputAsync("much too long for this field"));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        Assert.Contains("Expected at most 20 characters, but got 28.", page.Find("#input-note-error").TextContent, StringComparison.Ordinal);
        Assert.Contains("Expected a choice", page.Find("#input-decision-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("much too long for this field", page.Find("#input-note").GetAttribute("value"));
        Assert.Contains("2 answers need your attention", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.True((await _office.Task(task)).IsOpen);
    }

    [Fact]
    public async Task Completing_goes_on_to_the_next_task()
    {
        var task = await Claimed("INV-1");
        var next = await Claimed("INV-2");
        var page = Open(_anna, task);

        await page.InvokeAsync(() => page.Find("input[value=approve]").ChangeAsync(new ChangeEventArgs { Value = "approve" }));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        Assert.Equal("completed", (await _office.Task(task)).State);
        Assert.Contains("'Approve invoice' (INV-1) is done.", page.Markup, StringComparison.Ordinal);
        Assert.EndsWith($"/inbox/{next}", _anna.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_so_when_completing_raises_an_incident()
    {
        var task = await Claimed("INV-1");
        var page = Open(_anna, task);

        await page.InvokeAsync(() => page.Find("input[value=refuse]").ChangeAsync(new ChangeEventArgs { Value = "refuse" }));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        Assert.Contains("the process stopped at an incident: Approved?:", page.Markup, StringComparison.Ordinal);
        Assert.Contains("the operator sees it", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_lost_while_typing_keeps_what_was_typed()
    {
        var task = await Claimed("INV-1");
        var page = Open(_anna, task);
        await page.InvokeAsync(() => page.Find("#input-note").InputAsync("half a thought"));
        await page.InvokeAsync(() => page.Find("input[value=approve]").ChangeAsync(new ChangeEventArgs { Value = "approve" }));

        await _office.Engine.Assign(await _office.Actor("mark"), task, "ben", ct: Ct);
        await page.WaitForAssertionAsync(() => Assert.Contains("Ben Berg has just been given this task. What you typed still stands here.", page.Markup, StringComparison.Ordinal));

        Assert.Equal("half a thought", page.Find("#input-note").GetAttribute("value"));
    }

    [Fact]
    public async Task A_second_persons_screen_follows_without_reload()
    {
        var task = await _office.StartTask("INV-1");
        var list = Open(_ben, task, view: "groups");

        await _office.Engine.Claim(await _office.Actor("anna"), task, Ct);

        await list.WaitForAssertionAsync(() => Assert.Contains("Anna Ahrens has just claimed this task.", list.Markup, StringComparison.Ordinal));
        // List and detail follow the news each for themselves.
        await list.WaitForAssertionAsync(() => Assert.Empty(list.FindAll("[data-task]")));
    }

    [Fact]
    public async Task A_task_that_somebody_else_completed_says_who_and_when()
    {
        var task = await Claimed("INV-1");
        await _office.Engine.Complete(await _office.Actor("anna"), task, Engine.VariableSet.Of(("decision", new Feel.FeelString("approve"))), Ct);

        var page = Open(_ben, task);

        Assert.Contains("Anna Ahrens completed this task", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_comes_back_after_a_reload()
    {
        var task = await Claimed("INV-1");
        var page = Open(_anna, task);
        await page.InvokeAsync(() => page.Find("#input-note").InputAsync("half a thought"));

        _office.Clock.Advance(TimeSpan.FromSeconds(1));
        await page.WaitForAssertionAsync(() => Assert.Contains("Your input is kept on the server", page.Markup, StringComparison.Ordinal));

        await using var again = _office.DeskOf("anna");
        Assert.Equal("half a thought", Open(again, task).Find("#input-note").GetAttribute("value"));
    }

    [Fact]
    public async Task Keys_walk_through_the_list()
    {
        var first = await _office.StartTask("INV-1");
        var second = await _office.StartTask("INV-2");
        var page = Open(_anna, first, view: "groups");

        await page.InvokeAsync(() => page.Find("ul.list").KeyDownAsync(new KeyboardEventArgs { Key = "j" }));

        Assert.Contains($"/inbox/{second}", _anna.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claim_next_takes_the_most_urgent_one()
    {
        var first = await _office.StartTask("INV-1");
        await _office.StartTask("INV-2");
        var page = Open(_anna);

        await page.InvokeAsync(() => Button(page, "Claim next").ClickAsync());

        Assert.Equal("anna", (await _office.Task(first)).Assignee);
        Assert.Contains("You have claimed 'Approve invoice' (INV-1).", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Escalating_asks_for_a_reason_and_tells_the_manager()
    {
        var task = await Claimed("INV-1");
        var page = Open(_anna, task);
        await page.InvokeAsync(() => Button(page, "Escalate …").ClickAsync());

        await page.InvokeAsync(() => Button(page, "Escalate").ClickAsync());
        Assert.Contains("Expected a reason", page.Markup, StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Find("[role=dialog] textarea").InputAsync("Supplier unknown"));
        await page.InvokeAsync(() => Button(page, "Escalate").ClickAsync());

        Assert.Contains("Mark Meyer sees it", string.Join("|", page.FindAll(".callout").Select(c => c.TextContent)), StringComparison.Ordinal);
        Assert.Equal(1, (await _office.Task(task)).Escalations);
    }

    static IRenderedComponent<InboxPage> Open(Desk desk, long? task = null, string? view = null)
    {
        desk.Services.GetRequiredService<NavigationManager>().NavigateTo($"/inbox/{task}?view={view}");
        return desk.Render<InboxPage>(p => p.Add(i => i.TaskKey, task));
    }

    async Task<long> Claimed(string invoice)
    {
        var task = await _office.StartTask(invoice);
        await _office.Engine.Claim(await _office.Actor("anna"), task, Ct);
        return task;
    }

    static IElement Button(IRenderedComponent<InboxPage> page, string text) => page.FindAll("button").Last(b => b.TextContent.Trim() == text);

    static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;
}
