using System.Text;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.Instances;
using Bpm.Web.Tests.Processes;
using Bpm.Web.Tests.Support;
using Bunit;

namespace Bpm.Web.Tests.Instances;

public sealed class MoveTokenTests : IAsyncLifetime
{
    /// <summary>start → Check → Inside (Look) → end; nothing is done when Check is complete and no amount is there.</summary>
    static readonly string Model = SmallProcesses.Process("moved", """
        <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="check" />
        <bpmn:userTask id="check" name="Check"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
        <bpmn:sequenceFlow id="f2" sourceRef="check" targetRef="inside" />
        <bpmn:subProcess id="inside" name="Inside"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing>
          <bpmn:startEvent id="begin"><bpmn:outgoing>g1</bpmn:outgoing></bpmn:startEvent>
          <bpmn:sequenceFlow id="g1" sourceRef="begin" targetRef="look" />
          <bpmn:userTask id="look" name="Look"><bpmn:incoming>g1</bpmn:incoming><bpmn:outgoing>g2</bpmn:outgoing></bpmn:userTask>
          <bpmn:sequenceFlow id="g2" sourceRef="look" targetRef="done" />
          <bpmn:endEvent id="done"><bpmn:incoming>g2</bpmn:incoming></bpmn:endEvent>
        </bpmn:subProcess>
        <bpmn:sequenceFlow id="f3" sourceRef="inside" targetRef="end" />
        <bpmn:endEvent id="end" name="Over"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
        """);

    Office _office = default!;
    long _key;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.Open();
        var mia = await _office.Actor("mia");
        var reply = await _office.Engine.Deploy(mia, new DeploymentRequest("moved", null, [new DeploymentFile("moved.bpmn", Encoding.UTF8.GetBytes(Model))]));
        Assert.True(reply.IsDone, string.Join("; ", reply.Value?.Diagnostics.Select(d => d.Message) ?? []));
        _key = (await _office.Engine.Start(await _office.Actor("carl"), StartRequest.Process("moved", VariableSet.Of(("amount", FeelNumber.Of(1)))))).Value!.Key;
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Says_in_words_what_will_happen_and_does_it_with_a_reason()
    {
        await using var desk = _office.ProcessDeskOf("olga");
        var page = desk.Render<InstancePage>(p => p.Add(i => i.Key, _key));

        await page.InvokeAsync(() => page.Button("Move a token …").ClickAsync(new()));
        Assert.Equal(["The process itself", "In “Inside”"], page.FindAll("optgroup").Select(g => g.GetAttribute("label")));
        await page.InvokeAsync(() => page.Labelled("Start before").ChangeAsync(new() { Value = "look" }));
        Assert.Contains("“Check” is cancelled with all that it waits for; its result is lost. “Look” starts in “Inside”, which is entered for it without its own start, as if the process had just come there.", page.Said(), StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Button("Move it").ClickAsync(new()));
        Assert.Contains("Expected a reason", page.Said(), StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Labelled("Reason").InputAsync(new() { Value = "Checked by phone" }));
        await page.InvokeAsync(() => page.Button("Move it").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("“Check” was cancelled and “Look” started.", page.Said(), StringComparison.Ordinal));
        Assert.Contains("Checked by phone", page.Said(), StringComparison.Ordinal);
        Assert.Contains("Olga Orlow moved tokens: cancel 'Check'", page.Said(), StringComparison.Ordinal);
        Assert.Equal("Look", Assert.Single(await _office.Get<UserTasks>().List(new UserTaskQuery { InstanceKey = _key }, Slice.All, Xunit.TestContext.Current.CancellationToken)).Name);
    }

    [Fact]
    public async Task Asks_for_an_element_and_stays_open_until_one_is_chosen()
    {
        await using var desk = _office.ProcessDeskOf("olga");
        var page = desk.Render<InstancePage>(p => p.Add(i => i.Key, _key));
        await page.InvokeAsync(() => page.Button("Move a token …").ClickAsync(new()));
        await page.InvokeAsync(() => page.Labelled("Reason").InputAsync(new() { Value = "Because" }));
        await page.InvokeAsync(() => page.Button("Move it").ClickAsync(new()));

        Assert.Contains("Expected an element to start before, but none is chosen.", page.Said(), StringComparison.Ordinal);
        Assert.True(page.HasButton("Move it"));
    }

    [Fact]
    public async Task Goes_away_when_the_instance_ends_meanwhile()
    {
        await using var desk = _office.ProcessDeskOf("olga");
        var page = desk.Render<InstancePage>(p => p.Add(i => i.Key, _key));
        await page.InvokeAsync(() => page.Button("Move a token …").ClickAsync(new()));

        await _office.Engine.CancelInstance(await _office.Actor("olga"), _key, "Faster");

        page.WaitForAssertion(() => Assert.False(page.HasButton("Move it")));
        Assert.Contains("Faster", page.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_not_offered_to_others()
    {
        await using var desk = _office.ProcessDeskOf("carl");
        var page = desk.Render<InstancePage>(p => p.Add(i => i.Key, _key));

        Assert.False(page.HasButton("Move a token …"));
    }
}
