using Bpm.Storage;
using Bpm.Web.Inbox;
using Bpm.Web.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Bpm.Web.Tests.Inbox;

/// <summary>Delegating in the inbox: the one who asks, and the one who is asked.</summary>
public sealed class DelegationTests : IAsyncLifetime
{
    Office _office = default!;
    Desk _anna = default!;
    Desk _ben = default!;
    long _task;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.Open();
        (_anna, _ben) = (_office.DeskOf("anna"), _office.DeskOf("ben"));
        _task = await _office.StartTask("INV-1");
        await _office.Engine.Claim(await _office.Actor("anna"), _task, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _anna.DisposeAsync();
        await _ben.DisposeAsync();
        await _office.DisposeAsync();
    }

    [Fact]
    public async Task Delegating_asks_whom_and_what_for_and_says_whom_it_is_with()
    {
        var page = Open(_anna, view: "mine");
        await Press(page, "Delegate …");

        Assert.Contains("it comes back to you, and you complete it", page.Find("[role=dialog]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("[role=dialog] option"), o => o.GetAttribute("value") == "anna");
        await page.InvokeAsync(() => page.Find("[role=dialog] select").ChangeAsync(new ChangeEventArgs { Value = "ben" }));
        await page.InvokeAsync(() => page.Find("[role=dialog] textarea").InputAsync("Is the sum right?"));
        await Press(page, "Delegate");

        await page.WaitForAssertionAsync(() => Assert.Contains("You have delegated this task to Ben Berg. It comes back to you, and you complete it. “Is the sum right?”", Callouts(page), StringComparison.Ordinal));
        await page.WaitForAssertionAsync(() => Assert.Contains("Delegated", page.Find("[data-task]").TextContent, StringComparison.Ordinal));
        Assert.True(page.Find("fieldset.form-fields").HasAttribute("disabled"));
        Assert.Equal(("ben", "anna", "pending"), await Whose());
    }

    [Fact]
    public async Task Who_is_asked_gives_it_back_with_the_answers_of_the_form()
    {
        await Delegate();
        var page = Open(_ben);
        Assert.Contains("Delegated by Anna Ahrens: give it back when done. “Is the sum right?”", Callouts(page), StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Trim() is "Complete" or "Release");

        await page.InvokeAsync(() => page.Find("input[value=approve]").ChangeAsync(new ChangeEventArgs { Value = "approve" }));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        await page.WaitForAssertionAsync(() => Assert.Contains("Given back to Anna Ahrens, who completes it.", Callouts(page), StringComparison.Ordinal));
        Assert.Equal(("anna", "anna", "resolved"), await Whose());
    }

    [Fact]
    public async Task Given_back_without_answers_it_carries_a_word()
    {
        await Delegate();
        var page = Open(_ben);
        await Press(page, "Give back …");
        await page.InvokeAsync(() => page.Find("[role=dialog] textarea").InputAsync("I cannot tell"));
        await Press(page, "Give back");
        await page.WaitForAssertionAsync(() => Assert.Contains("Given back to Anna Ahrens", Callouts(page), StringComparison.Ordinal));

        var owner = Open(_anna);

        Assert.Contains("Ben Berg has given it back: it is yours to complete. “I cannot tell”", Callouts(owner), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_owner_finds_the_answers_in_the_form_when_it_comes_back()
    {
        await Delegate();
        var page = Open(_anna);

        await _office.Engine.GiveBack(await _office.Actor("ben"), _task, Engine.VariableSet.Of(("note", new Feel.FeelString("sum is right"))), null, Ct);

        await page.WaitForAssertionAsync(() => Assert.Contains("Ben Berg has given this task back.", Callouts(page), StringComparison.Ordinal));
        await page.WaitForAssertionAsync(() => Assert.Equal("sum is right", page.Find("#input-note").GetAttribute("value")));
        Assert.False(page.Find("fieldset.form-fields").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Its_owner_takes_it_back()
    {
        await Delegate();
        var page = Open(_anna);

        await Press(page, "Take back");

        await page.WaitForAssertionAsync(() => Assert.False(page.Find("fieldset.form-fields").HasAttribute("disabled")));
        Assert.Equal(("anna", "anna", "resolved"), await Whose());
    }

    [Fact]
    public async Task While_its_listeners_are_asked_it_is_not_said_to_be_given_back()
    {
        await DelegateListened();
        var page = Open(_ben);

        await Press(page, "Give back …");
        await Press(page, "Give back");

        await page.WaitForAssertionAsync(() => Assert.Contains("Its listeners are asked whether it may be given back.", Callouts(page), StringComparison.Ordinal));
        Assert.DoesNotContain("Given back to", Callouts(page), StringComparison.Ordinal);
        Assert.Equal(("ben", "anna", "pending"), await Whose());
    }

    async Task DelegateListened()
    {
        var mia = await _office.Actor("mia");
        Assert.True((await _office.Engine.Deploy(mia, new Runtime.DeploymentRequest("listened", null, [new Runtime.DeploymentFile("listened.bpmn", System.Text.Encoding.UTF8.GetBytes(Listened))]), Ct)).IsDone);
        var started = await _office.Engine.Start(await _office.Actor("carl"), Runtime.StartRequest.Process("listened", Engine.VariableSet.Empty), Ct);
        _task = Assert.Single(await _office.Get<UserTasks>().List(new UserTaskQuery { InstanceKey = started.Value!.Key }, Slice.All, Ct)).TaskKey;
        await _office.Engine.Claim(await _office.Actor("anna"), _task, Ct);
        await Agree();
        await Delegate();
        await Agree();
    }

    async Task Agree()
    {
        var demo = await _office.Actor("demo");
        var job = Assert.Single((await _office.Engine.FetchAndLock(demo, "w", ["ask"], 1, TimeSpan.FromMinutes(1), Ct)).Value!);
        Assert.True((await _office.Engine.CompleteJob(demo, job.Key, "w", Engine.VariableSet.Empty, Ct)).IsDone);
    }

    const string Listened = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="test" id="d"
            xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.8.0">
          <process id="listened" isExecutable="true">
            <startEvent id="start"/><endEvent id="end"/>
            <userTask id="review"><extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="accounting"/>
              <zeebe:taskListeners><zeebe:taskListener eventType="assigning" type="ask"/></zeebe:taskListeners></extensionElements></userTask>
            <sequenceFlow id="a" sourceRef="start" targetRef="review"/><sequenceFlow id="b" sourceRef="review" targetRef="end"/>
          </process>
        </definitions>
        """;

    async Task Delegate() => Assert.True((await _office.Engine.Delegate(await _office.Actor("anna"), _task, "ben", "Is the sum right?", Ct)).IsDone);

    async Task<(string?, string?, string?)> Whose() => await _office.Task(_task) is var t ? (t.Assignee, t.Owner, t.Delegation) : default;

    IRenderedComponent<InboxPage> Open(Desk desk, string? view = null)
    {
        desk.Services.GetRequiredService<NavigationManager>().NavigateTo($"/inbox/{_task}?view={view}");
        return desk.Render<InboxPage>(p => p.Add(i => i.TaskKey, _task));
    }

    static Task Press(IRenderedComponent<InboxPage> page, string text) =>
        page.InvokeAsync(() => page.FindAll("button").Last(b => b.TextContent.Trim() == text).ClickAsync(new MouseEventArgs()));

    static string Callouts(IRenderedComponent<InboxPage> page) => string.Join(" | ", page.FindAll(".callout").Select(c => c.TextContent));

    static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;
}
