using Bpm.Engine;
using Bpm.Feel;
using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.Instances;
using Bpm.Web.Shared;
using Bpm.Web.Tests.Processes;
using Bpm.Web.Tests.Support;
using Bunit;

namespace Bpm.Web.Tests.Instances;

/// <summary>What an instance waits for, and what people may start, send and look up from its page.</summary>
public sealed class InstanceEventsTests : IAsyncLifetime
{
    Office _office = default!;

    public async ValueTask InitializeAsync() => _office = await Office.Open();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task A_participant_starts_what_is_needed_and_completes_the_rest_after_a_warning()
    {
        var key = await _office.ReportIncident();
        await using var desk = _office.ProcessDeskOf("carl");
        var page = Open(desk, key);
        Assert.Contains("What to do in “Handle the incident”", page.Said(), StringComparison.Ordinal);

        await page.InvokeAsync(() => page.Button("Start Analyse the cause").ClickAsync(new()));
        page.WaitForAssertion(() => Assert.Contains("“Analyse the cause” is started.", page.Said(), StringComparison.Ordinal));
        Assert.True(page.HasButton("Start again Analyse the cause"));
        Assert.Contains("Carl Conrad started · Analyse the cause", page.Said(), StringComparison.Ordinal);

        await page.InvokeAsync(() => page.Button("Complete …").ClickAsync(new()));
        Assert.Contains("Still open: “Analyse the cause”. That work is ended", page.Said(), StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Button("Complete it").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("“Handle the incident” is completed.", page.Said(), StringComparison.Ordinal));
        Assert.Contains("Carl Conrad ended what was open in · Handle the incident", page.Said(), StringComparison.Ordinal);
        Assert.DoesNotContain("What to do in", page.Said(), StringComparison.Ordinal);
        Assert.Contains("0 of 2 done, 2 at work.", page.Said(), StringComparison.Ordinal);
        Assert.Contains(new DiagramNote("inform", "0/2", "0 of 2 done, 2 at work."), page.Diagram().Get(d => d.Notes));
        Assert.Equal([new DiagramCount("inform", 2)], page.Diagram().Get(d => d.Active));
    }

    [Fact]
    public async Task Who_presses_two_buttons_quickly_starts_both_activities()
    {
        var key = await _office.ReportIncident();
        await using var desk = _office.ProcessDeskOf("carl");
        var page = Open(desk, key);

        // On the page's own thread: the second comes before the first has got any further.
        await page.InvokeAsync(() => Task.WhenAll(
            page.Button("Start Analyse the cause").ClickAsync(new()), page.Button("Start Have it repaired").ClickAsync(new())));

        page.WaitForAssertion(() => Assert.True(page.HasButton("Start again Analyse the cause") && page.HasButton("Start again Have it repaired")));
    }

    [Fact]
    public async Task Who_takes_no_part_sees_what_could_be_started_but_starts_nothing()
    {
        var key = await _office.ReportIncident();
        await using var desk = _office.ProcessDeskOf("anna");
        var page = Open(desk, key);

        Assert.Contains("Analyse the cause", page.Said(), StringComparison.Ordinal);
        Assert.Contains("Those who take part in this instance choose what is done", page.Said(), StringComparison.Ordinal);
        foreach (var action in (string[])["Start", "Complete", "Send"]) Assert.False(page.HasButton(action), action);
    }

    [Fact]
    public async Task An_operator_sends_the_message_that_an_instance_waits_for()
    {
        var key = await _office.ReportIncident();
        await using var desk = _office.ProcessDeskOf("olga");
        var page = Open(desk, key);
        Assert.Contains("While “Handle the incident” is at work, the message “incident-withdrawn” is caught.", page.Said(), StringComparison.Ordinal);

        await page.InvokeAsync(() => page.Button("Send the message …").ClickAsync(new()));
        await page.InvokeAsync(() => page.Labelled("Variables as a JSON object").ChangeAsync(new() { Value = "[1]" }));
        await page.InvokeAsync(() => page.Find("form.reason-panel").SubmitAsync());
        Assert.Contains("but this is another kind of value.", page.Said(), StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Labelled("Variables as a JSON object").ChangeAsync(new() { Value = """{ "why": "it was the bulb" }""" }));
        await page.InvokeAsync(() => page.Find("form.reason-panel").SubmitAsync());

        page.WaitForAssertion(() => Assert.Contains("The message “incident-withdrawn” was delivered.", page.Said(), StringComparison.Ordinal));
        Assert.Contains("Olga Orlow sent the message “incident-withdrawn” · Withdrawn by the reporter", page.Said(), StringComparison.Ordinal);
        Assert.Contains("It is completed.", page.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_leads_to_what_it_called_and_back()
    {
        var key = await _office.ReportIncident();
        await _office.Choose(key, "repair");
        var child = Assert.Single(await _office.Get<InstanceOverview>().List(new InstanceQuery { CalledByInstance = key }, Slice.All, Ct)).InstanceKey;
        await using var desk = _office.ProcessDeskOf("olga");

        var caller = Open(desk, key);
        Assert.Contains("Waits for the instance that it called: Incident repair, INC-7", caller.Said(), StringComparison.Ordinal);
        Assert.Contains(caller.FindAll("a"), a => a.GetAttribute("href") == $"/instances/{child}");
        Assert.Contains(caller.Diagram().Get(d => d.Notes), n => n.Id == "repair" && n.Href == $"/instances/{child}");
        Assert.Contains("The engine called the process “incident-repair” for “INC-7” · Have it repaired", caller.Said(), StringComparison.Ordinal);

        var called = Open(desk, child);
        Assert.Contains("Called by Incident handling, INC-7", called.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signals_conditions_and_receive_tasks_are_told_and_an_operator_lets_them_go_on()
    {
        await _office.DeployModels(("waits.bpmn", WaitingModel));
        var started = await _office.Engine.Start(await _office.Actor("carl"), StartRequest.Process("waits", VariableSet.Of(("amount", FeelNumber.Of(1))), "W-1"));
        var key = started.Value!.Key;
        await using var desk = _office.ProcessDeskOf("olga");
        var page = Open(desk, key);
        Assert.Contains("Waits for the signal “all-clear”.", page.Said(), StringComparison.Ordinal);
        Assert.Contains("Waits until “${amount > 5}” holds.", page.Said(), StringComparison.Ordinal);
        Assert.Contains("Waits until somebody lets it go on.", page.Said(), StringComparison.Ordinal);

        await page.InvokeAsync(() => page.Button("Let it go on …").ClickAsync(new()));
        await page.InvokeAsync(() => page.Find("form.reason-panel").SubmitAsync());
        page.WaitForAssertion(() => Assert.Contains("Olga Orlow let the process go on at · By hand", page.Said(), StringComparison.Ordinal));
        await page.InvokeAsync(() => page.Button("Send the signal …").ClickAsync(new()));
        await page.InvokeAsync(() => page.Find("form.reason-panel").SubmitAsync());
        page.WaitForAssertion(() => Assert.Contains("Olga Orlow sent the signal “all-clear” · Hear it", page.Said(), StringComparison.Ordinal));
        await _office.Engine.SetVariables(await _office.Actor("olga"), key, VariableSet.Of(("amount", FeelNumber.Of(6))));

        page = Open(desk, key);
        Assert.Contains("It is completed.", page.Said(), StringComparison.Ordinal);
        Assert.Contains("The engine saw that “${amount > 5}” holds · Much", page.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loop_of_many_items_does_not_flood_the_page()
    {
        var key = await _office.ReportIncident(affected: string.Join(',', Enumerable.Range(1, 40).Select(i => $"Customer {i}")));
        var scope = (await _office.Engine.EnabledAdHocActivities(key))[0].ScopeKey;
        await _office.Engine.CompleteAdHoc(await _office.Actor("carl"), scope);
        await using var desk = _office.ProcessDeskOf("olga");
        var page = Open(desk, key);

        Assert.Contains("0 of 40 done, 40 at work.", page.Said(), StringComparison.Ordinal);
        Assert.Contains("The engine began a loop over 40 items · Inform customer", page.Said(), StringComparison.Ordinal);
        Assert.Contains("… and 30 more of this loop", page.Said(), StringComparison.Ordinal);
        Assert.Contains("… and 35 more of “Inform customer”", page.Said(), StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Button("… and 35 more of “Inform customer”").ClickAsync(new()));
        Assert.Equal(40, page.FindAll("a").Count(a => a.TextContent == "Open the task"));
        await page.InvokeAsync(() => page.Button("… and 30 more of this loop").ClickAsync(new()));
        Assert.DoesNotContain("more of this loop", page.Said(), StringComparison.Ordinal);
    }

    static readonly string WaitingModel = SmallProcesses.Process("waits", """
        <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
        <bpmn:parallelGateway id="fork"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing><bpmn:outgoing>f3</bpmn:outgoing><bpmn:outgoing>f4</bpmn:outgoing></bpmn:parallelGateway>
        <bpmn:intermediateCatchEvent id="hear" name="Hear it"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f5</bpmn:outgoing><bpmn:signalEventDefinition id="hear_signal" signalRef="signal_clear" /></bpmn:intermediateCatchEvent>
        <bpmn:intermediateCatchEvent id="much" name="Much"><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f6</bpmn:outgoing>
          <bpmn:conditionalEventDefinition id="much_condition"><bpmn:condition xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="bpmn:tFormalExpression">${amount &gt; 5}</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>
        <bpmn:receiveTask id="hand" name="By hand"><bpmn:incoming>f4</bpmn:incoming><bpmn:outgoing>f7</bpmn:outgoing></bpmn:receiveTask>
        <bpmn:endEvent id="end"><bpmn:incoming>f5</bpmn:incoming><bpmn:incoming>f6</bpmn:incoming><bpmn:incoming>f7</bpmn:incoming></bpmn:endEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="fork" />
        <bpmn:sequenceFlow id="f2" sourceRef="fork" targetRef="hear" />
        <bpmn:sequenceFlow id="f3" sourceRef="fork" targetRef="much" />
        <bpmn:sequenceFlow id="f4" sourceRef="fork" targetRef="hand" />
        <bpmn:sequenceFlow id="f5" sourceRef="hear" targetRef="end" />
        <bpmn:sequenceFlow id="f6" sourceRef="much" targetRef="end" />
        <bpmn:sequenceFlow id="f7" sourceRef="hand" targetRef="end" />
        """).Replace("<bpmn:message ", """<bpmn:signal id="signal_clear" name="all-clear" /><bpmn:message """, StringComparison.Ordinal);

    static IRenderedComponent<InstancePage> Open(Desk desk, long key) => desk.Render<InstancePage>(p => p.Add(i => i.Key, key));

    static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;
}
