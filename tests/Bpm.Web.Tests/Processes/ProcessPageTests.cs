using System.Text;
using Bpm.Runtime;
using Bpm.Web.Processes;
using Bpm.Web.Shared;
using Bpm.Web.Tests.Support;
using Bunit;

namespace Bpm.Web.Tests.Processes;

public sealed class ProcessPageTests : IAsyncLifetime
{
    Office _office = default!;

    public async ValueTask InitializeAsync() => _office = await Office.Open();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Counts_its_running_instances_at_their_elements()
    {
        await _office.StartTask("I-1");
        await _office.StartTask("I-2");
        await using var desk = _office.ProcessDeskOf("olga");

        var page = desk.Render<ProcessPage>(p => p.Add(s => s.ProcessId, "approval"));

        Assert.Equal([new DiagramCount("approve", 2)], page.Diagram().Get(d => d.Active));
        Assert.Contains("2 active", page.Said(), StringComparison.Ordinal);
        Assert.Contains("I-1", page.Said(), StringComparison.Ordinal);
        Assert.Contains("/processes/approval/1/bpmn", page.FindAll("a[download]").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task Says_which_versions_there_are_when_one_is_missing()
    {
        await using var desk = _office.ProcessDeskOf("olga");

        var page = desk.Render<ProcessPage>(p => p.Add(s => s.ProcessId, "approval").Add(s => s.Version, 7));

        Assert.Contains("Approval has no version 7; its latest is 1.", page.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_where_anyone_may_start_a_public_process()
    {
        var model = SmallProcesses.UserTask("open").Replace(
            "<bpmn:startEvent id=\"start\">",
            "<bpmn:startEvent id=\"start\"><bpmn:extensionElements><camunda:formData><camunda:formField id=\"n\" label=\"N\" type=\"string\" /></camunda:formData>" +
            "<camunda:properties><camunda:property name=\"publicAccess\" value=\"true\" /></camunda:properties></bpmn:extensionElements>", StringComparison.Ordinal);
        var reply = await _office.Engine.Deploy(await _office.Actor("mia"), new DeploymentRequest("open", null, [new DeploymentFile("open.bpmn", Encoding.UTF8.GetBytes(model))]));
        Assert.True(reply.IsDone, string.Join("; ", reply.Value?.Diagnostics.Select(d => d.Message) ?? []));
        await using var desk = _office.ProcessDeskOf("olga");

        var page = desk.Render<ProcessPage>(p => p.Add(s => s.ProcessId, "open"));

        Assert.Contains("without signing in", page.Said(), StringComparison.Ordinal);
        Assert.Contains("/new/open", page.FindAll("a").Select(a => a.GetAttribute("href")));
    }
}
