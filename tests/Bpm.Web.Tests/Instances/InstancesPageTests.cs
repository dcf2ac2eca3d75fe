using Bpm.Engine;
using Bpm.Web.Instances;
using Bpm.Web.Tests.Processes;
using Bpm.Web.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Bpm.Web.Tests.Instances;

public sealed class InstancesPageTests : IAsyncLifetime
{
    Office _office = default!;

    public async ValueTask InitializeAsync() => _office = await Office.Open();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Lists_what_runs_and_finds_the_rest_by_its_address()
    {
        await _office.StartTask("Running-1");
        var ended = InstanceKey.Of(await _office.StartTask("Ended-1"));
        await _office.Engine.CancelInstance(await _office.Actor("olga"), ended, "not needed");
        await using var desk = _office.ProcessDeskOf("anna");

        var running = desk.Render<InstancesPage>();
        Assert.Contains("Running-1", running.Said(), StringComparison.Ordinal);
        Assert.DoesNotContain("Ended-1", running.Said(), StringComparison.Ordinal);

        desk.Services.GetRequiredService<NavigationManager>().NavigateTo("/instances?state=cancelled&q=ended");
        var cancelled = desk.Render<InstancesPage>();
        Assert.Contains("Ended-1", cancelled.Said(), StringComparison.Ordinal);
        Assert.DoesNotContain("Running-1", cancelled.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loads_more_from_the_last_key_on()
    {
        for (var n = 1; n <= 60; n++) await _office.StartTask($"I-{n}");
        await using var desk = _office.ProcessDeskOf("anna");
        var page = desk.Render<InstancesPage>();
        Assert.Equal(50, page.FindAll("[aria-label='Process instances'] a").Count);

        await page.InvokeAsync(() => page.Button("Load more").ClickAsync(new()));

        Assert.Equal(60, page.FindAll("[aria-label='Process instances'] a").Count);
        Assert.False(page.HasButton("Load more"));
    }

    [Fact]
    public async Task Shows_an_instance_that_somebody_else_starts()
    {
        await using var desk = _office.ProcessDeskOf("anna");
        var page = desk.Render<InstancesPage>();
        Assert.Contains("Nothing is running", page.Said(), StringComparison.Ordinal);

        await _office.StartTask("New-1");

        page.WaitForAssertion(() => Assert.Contains("New-1", page.Said(), StringComparison.Ordinal));
    }
}
