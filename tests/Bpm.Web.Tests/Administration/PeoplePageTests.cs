using AngleSharp.Dom;
using Bpm.Runtime;
using Bpm.Web.Administration;
using Bpm.Web.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Bpm.Web.Tests.Administration;

public sealed class PeoplePageTests : IAsyncLifetime
{
    Office _office = default!;
    Desk _demo = default!;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.Open();
        _demo = _office.DeskOf("demo");
    }

    public async ValueTask DisposeAsync()
    {
        await _demo.DisposeAsync();
        await _office.DisposeAsync();
    }

    [Fact]
    public async Task Others_are_told_that_they_may_not()
    {
        await using var anna = _office.DeskOf("anna");

        var page = anna.Render<PeoplePage>();

        Assert.Contains("Only someone with the role Administrator can.", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Ben Berg", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_people_by_name_role_and_group()
    {
        var page = Open("/people");
        Assert.Equal(DemoPeople.Users.Count, page.FindAll(".list-row").Count);

        await page.InvokeAsync(() => page.Find("input[type=search]").InputAsync("sales"));

        Assert.Equal(["Carl Conrad", "Demo Everyone", "Dora Dahl"], page.FindAll(".list-row-title").Select(t => t.TextContent));
        await page.InvokeAsync(() => page.Find("input[type=search]").InputAsync("zzz"));
        Assert.Contains("Nothing matches 'zzz'", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_person_gets_a_one_time_password_that_is_shown_until_another_is_chosen()
    {
        var page = Open("/people?add=true");
        await Type(page, "User id", "eve");
        await Type(page, "Name", "Eve Ebert");
        await Check(page, "Sales");

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        Assert.EndsWith("/people?id=eve", Address, StringComparison.Ordinal);
        var password = page.Find(".one-time code").TextContent;
        var eve = (await _office.Get<Bpm.Runtime.People>().SignIn("eve", password, Ct)).Value!;
        Assert.True(eve.MustChangePassword);
        Assert.Equal("sales", Assert.Single(eve.Actor.Groups));
        _demo.Services.GetRequiredService<NavigationManager>().NavigateTo("/people?id=ben");
        Assert.DoesNotContain(password, page.Markup, StringComparison.Ordinal);
        _demo.Services.GetRequiredService<NavigationManager>().NavigateTo("/people?id=eve");
        Assert.DoesNotContain(password, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_wrong_field_says_what_is_wrong_with_it()
    {
        var page = Open("/people?add=true");
        await Type(page, "User id", "eve ebert");
        await Type(page, "E-mail (optional)", "eve");
        await Check(page, "Staff", false);

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        Assert.Contains("but the id has ' '", Field(page, "User id").TextContent, StringComparison.Ordinal);
        Assert.Contains("Expected a name", Field(page, "Name").TextContent, StringComparison.Ordinal);
        Assert.Contains("but got 'eve'", Field(page, "E-mail (optional)").TextContent, StringComparison.Ordinal);
        Assert.Contains("Expected at least one role", page.Find("fieldset").TextContent, StringComparison.Ordinal);
        Assert.Null(await _office.Get<Bpm.Runtime.People>().Find("eve ebert", Ct));
    }

    [Fact]
    public async Task What_the_engine_refuses_stays_on_the_form_with_the_reason()
    {
        var page = Open("/people?id=demo");
        await Check(page, "Administrator", false);

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        Assert.Contains("is the last administrator and keeps the role", page.Find("form").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_asks_first_and_says_what_is_in_the_way()
    {
        var task = await _office.StartTask("INV-1");
        await _office.Engine.Claim(await _office.Actor("anna"), task, Ct);
        var page = Open("/people?id=anna");
        await page.InvokeAsync(() => Button(page, "Delete …").ClickAsync());

        await page.InvokeAsync(() => Button(page, "Delete").ClickAsync());
        Assert.Contains("Anna Ahrens has 1 open task.", page.Find("[role=dialog]").TextContent, StringComparison.Ordinal);
        await _office.Engine.Release(await _office.Actor("anna"), task, Ct);
        await page.InvokeAsync(() => Button(page, "Delete").ClickAsync());

        Assert.Contains("Anna Ahrens is deleted.", page.Markup, StringComparison.Ordinal);
        Assert.EndsWith("/people", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_gets_and_loses_members()
    {
        var page = Open("/people?tab=groups&id=management");
        await page.InvokeAsync(() => page.Find("select[aria-label='Person to add']").ChangeAsync(new ChangeEventArgs { Value = "ben" }));

        await page.InvokeAsync(() => Button(page, "Add member").ClickAsync());
        Assert.Contains("Ben Berg belongs to Management now.", page.Markup, StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Find("button[aria-label='Remove Mark Meyer']").ClickAsync());

        Assert.True((await _office.Actor("ben")).Groups.Contains("management"));
        Assert.False((await _office.Actor("mark")).Groups.Contains("management"));
    }

    string Address => _demo.Services.GetRequiredService<NavigationManager>().Uri;

    IRenderedComponent<PeoplePage> Open(string address)
    {
        _demo.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return _demo.Render<PeoplePage>();
    }

    static IElement Field(IRenderedComponent<PeoplePage> page, string label) =>
        page.FindAll(".field").Single(f => f.QuerySelector("label")?.TextContent == label);

    static Task Type(IRenderedComponent<PeoplePage> page, string label, string text) =>
        page.InvokeAsync(() => Field(page, label).QuerySelector("input")!.ChangeAsync(new ChangeEventArgs { Value = text }));

    static Task Check(IRenderedComponent<PeoplePage> page, string label, bool isOn = true) =>
        page.InvokeAsync(() => page.FindAll("label.check").Single(l => l.QuerySelector("span")!.TextContent.StartsWith(label, StringComparison.Ordinal))
            .QuerySelector("input")!.ChangeAsync(new ChangeEventArgs { Value = isOn }));

    static IElement Button(IRenderedComponent<PeoplePage> page, string text) => page.FindAll("button").Last(b => b.TextContent.Trim() == text);

    static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;
}
