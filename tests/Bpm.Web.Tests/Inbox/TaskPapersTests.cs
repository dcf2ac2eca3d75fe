using Bpm.Storage;
using Bpm.Web.Inbox;
using Bpm.Web.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Bpm.Web.Tests.Inbox;

/// <summary>Files and comments beside a task, and what who oversees it changes.</summary>
public sealed class TaskPapersTests : IAsyncLifetime
{
    Office _office = default!;
    Desk _anna = default!;
    Desk _mark = default!;
    long _task;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.Open();
        (_anna, _mark) = (_office.DeskOf("anna"), _office.DeskOf("mark"));
        _task = await _office.StartTask("INV-1");
        await _office.Engine.Claim(await _office.Actor("anna"), _task, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _anna.DisposeAsync();
        await _mark.DisposeAsync();
        await _office.DisposeAsync();
    }

    [Fact]
    public async Task A_file_is_attached_offered_for_download_and_removed()
    {
        var page = Open(_anna);

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("1,200.00", "sum.csv"));

        await page.WaitForAssertionAsync(() => Assert.Contains("Files (1)", page.Markup, StringComparison.Ordinal));
        var file = Assert.Single(await Files());
        Assert.Equal(("sum.csv", "anna", 8), (file.Name, file.CreatedBy, file.Size));
        Assert.Equal($"/engine-rest/task/{_task}/attachment/{file.AttachmentKey}/data", page.Find("a[download]").GetAttribute("href"));

        await page.InvokeAsync(() => page.FindAll("#panel-Files button").Single(b => b.TextContent.Contains("sum.csv", StringComparison.Ordinal)).ClickAsync(new MouseEventArgs()));

        await page.WaitForAssertionAsync(() => Assert.Contains("No files yet", page.Markup, StringComparison.Ordinal));
        Assert.Empty(await Files());
    }

    [Fact]
    public async Task A_link_has_to_lead_somewhere()
    {
        var page = Open(_anna);

        await page.InvokeAsync(() => page.Find("#file-url").InputAsync("javascript:alert(1)"));
        await page.InvokeAsync(() => page.Find("form.file-link").SubmitAsync());
        await page.WaitForAssertionAsync(() => Assert.Contains("Expected an address that begins with https://", page.Markup, StringComparison.Ordinal));
        await page.InvokeAsync(() => page.Find("#file-url").InputAsync("https://example.org/contract"));
        await page.InvokeAsync(() => page.Find("form.file-link").SubmitAsync());

        await page.WaitForAssertionAsync(() => Assert.Equal("noopener noreferrer nofollow", page.Find("a[href='https://example.org/contract']").GetAttribute("rel")));
    }

    [Fact]
    public async Task Ones_own_comment_is_changed_and_removed_but_not_anothers()
    {
        await _office.Engine.Comment(await _office.Actor("anna"), _task, "Looks right", Ct);
        var other = Open(_mark);
        Assert.DoesNotContain(other.FindAll("#panel-Comments button"), b => b.TextContent.Trim() == "Change");
        var page = Open(_anna);

        await Press(page, "Change");
        await page.InvokeAsync(() => page.Find("#panel-Comments form textarea").InputAsync("Looks odd"));
        await page.InvokeAsync(() => page.Find("#panel-Comments form").SubmitAsync());
        await page.WaitForAssertionAsync(() => Assert.Contains("Looks odd", page.Find(".comment-text").TextContent, StringComparison.Ordinal));
        Assert.Contains("(changed)", page.Find(".comment-text").TextContent, StringComparison.Ordinal);
        await Press(page, "Remove");

        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll(".comment-text")));
    }

    [Fact]
    public async Task Who_oversees_it_sets_its_priority_and_offers_it_to_others()
    {
        Assert.DoesNotContain(Open(_anna).FindAll("button"), b => b.TextContent.Trim() == "Change …");
        var page = Open(_mark);

        await page.InvokeAsync(() => page.FindAll("button").Single(b => b.TextContent.Trim() == "Change …").ClickAsync(new MouseEventArgs()));
        await page.InvokeAsync(() => page.Find("[role=dialog] input[type=number]").ChangeAsync(new ChangeEventArgs { Value = "101" }));
        await Press(page, "Save", "[role=dialog]");
        Assert.Contains("Expected a priority from 0 to 100", page.Find("[role=dialog]").TextContent, StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Find("[role=dialog] input[type=number]").ChangeAsync(new ChangeEventArgs { Value = "90" }));
        await page.InvokeAsync(() => page.Find("[role=dialog] select").ChangeAsync(new ChangeEventArgs { Value = "group:sales" }));
        await page.InvokeAsync(() => page.Find("[role=dialog] input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = false }));
        await Press(page, "Save", "[role=dialog]");

        await page.WaitForAssertionAsync(() => Assert.Contains("Priority 90", page.Markup, StringComparison.Ordinal));
        Assert.Equal([new Candidate(Candidate.Group, "sales")], await _office.Get<UserTasks>().Candidates(_task, Ct));
    }

    Task<IReadOnlyList<AttachmentRow>> Files() => _office.Get<Attachments>().List(_task, Ct);

    IRenderedComponent<InboxPage> Open(Desk desk)
    {
        desk.Services.GetRequiredService<NavigationManager>().NavigateTo($"/inbox/{_task}?view=");
        return desk.Render<InboxPage>(p => p.Add(i => i.TaskKey, _task));
    }

    static Task Press(IRenderedComponent<InboxPage> page, string text, string within = "#panel-Comments") =>
        page.InvokeAsync(() => page.FindAll($"{within} button").Last(b => b.TextContent.Trim() == text).ClickAsync(new MouseEventArgs()));

    static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;
}
