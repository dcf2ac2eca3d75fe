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
}
