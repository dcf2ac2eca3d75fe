using Bpm.Web.Inbox;
using Bpm.Web.Tests.Processes;
using Bpm.Web.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Bpm.Web.Tests.Inbox;

/// <summary>Tasks that are one of many, and tasks that are left by a way of their own.</summary>
public sealed class LoopAndProblemTests : IAsyncLifetime
{
    Office _office = default!;

    public async ValueTask InitializeAsync() => _office = await Office.Open();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Tells_the_items_of_a_loop_apart()
    {
        var key = await _office.ReportIncident();
        await _office.Engine.CompleteAdHoc(await _office.Actor("carl"), (await _office.Engine.EnabledAdHocActivities(key))[0].ScopeKey);
        await using var desk = _office.DeskOf("dora");

        desk.Services.GetRequiredService<NavigationManager>().NavigateTo("/inbox?view=groups");
        var list = desk.Render<InboxPage>();
        var tasks = await _office.TasksOf(key);
        var pane = desk.Render<TaskPane>(p => p.Add(t => t.TaskKey, tasks[1].TaskKey));

        list.WaitForAssertion(() => Assert.Contains("2 of 2: Lindner", list.Said(), StringComparison.Ordinal));
        Assert.Contains("1 of 2: Kontor", list.Said(), StringComparison.Ordinal);
        Assert.Contains("2 of 2: Lindner", pane.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offers_to_report_what_the_model_catches_and_says_what_became_of_the_task()
    {
        var key = await _office.ReportIncident();
        await _office.Choose(key, "analyse");
        var task = Assert.Single(await _office.TasksOf(key)).TaskKey;
        await using var desk = _office.DeskOf("ben");
        var pane = desk.Render<TaskPane>(p => p.Add(t => t.TaskKey, task));

        await pane.InvokeAsync(() => pane.Button("Report a problem …").ClickAsync(new()));
        Assert.Contains("It is a false alarm", pane.Said(), StringComparison.Ordinal);
        Assert.Contains("The task ends without being completed", pane.Said(), StringComparison.Ordinal);
        await pane.InvokeAsync(() => pane.Labelled("Reason").InputAsync(new() { Value = "somebody switched it off" }));
        await pane.InvokeAsync(() => pane.FindAll("button").Single(b => b.TextContent == "Report").ClickAsync(new()));

        pane.WaitForAssertion(() => Assert.Contains("“It is a false alarm” is reported. The task has ended", pane.Said(), StringComparison.Ordinal));
        // News of the change reach the pane as well, and take nothing away.
        await pane.InvokeAsync(pane.Instance.RefreshAsync);
        Assert.Contains("“It is a false alarm” is reported. The task has ended", pane.Said(), StringComparison.Ordinal);
        Assert.Equal("completed", (await _office.Get<Storage.InstanceOverview>().Find(key, default))!.State);
        var told = await _office.Get<Storage.Timeline>().Instance(key, default);
        Assert.Contains(told, e => e is { What: "threw the error “FALSE_ALARM”", Text: "somebody switched it off", Actor: "ben" });
    }

    [Fact]
    public async Task Offers_nothing_to_report_where_nobody_would_catch_it()
    {
        var task = await _office.StartTask("I-1");
        await using var desk = _office.DeskOf("ben");

        Assert.False(desk.Render<TaskPane>(p => p.Add(t => t.TaskKey, task)).HasButton("Report a problem"));
    }
}
