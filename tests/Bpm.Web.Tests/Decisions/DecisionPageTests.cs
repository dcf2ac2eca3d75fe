using System.Text;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Runtime;
using Bpm.Web.Decisions;
using Bpm.Web.Instances;
using Bpm.Web.Processes;
using Bpm.Web.Tests.Processes;
using Bpm.Web.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;

namespace Bpm.Web.Tests.Decisions;

public sealed class DecisionPageTests : IAsyncLifetime
{
    Office _office = default!;

    public async ValueTask InitializeAsync() => _office = await Office.Open();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Lists_the_deployed_decisions_with_a_way_to_try_them()
    {
        await Deploy(DecisionModels.Approver);
        await using var desk = _office.ProcessDeskOf("mia");
        var page = desk.Render<DecisionsPage>();

        Assert.Equal(["Approver", "risk"], page.FindAll("[aria-label='Deployed decisions'] h2").Select(h => h.TextContent.Trim()));
        Assert.Equal("/try?decision=approver", page.FindAll("a").First(a => a.TextContent.Contains("Try", StringComparison.Ordinal) && a.TextContent.Contains("Approver", StringComparison.Ordinal)).GetAttribute("href"));
    }

    [Fact]
    public async Task Shows_the_tables_of_the_chosen_version_and_all_versions()
    {
        await Deploy(DecisionModels.Approver);
        await Deploy(DecisionModels.Approver.Replace("5000", "7000", StringComparison.Ordinal));
        await using var desk = _office.ProcessDeskOf("mia");

        var old = desk.Render<DecisionPage>(p => p.Add(d => d.DecisionId, "approver").Add(d => d.Version, 1));

        Assert.Contains("[100..5000]", old.Find("[aria-label='Table of Approver']").TextContent, StringComparison.Ordinal);
        Assert.NotNull(old.Find("[aria-label='Table of risk']"));
        Assert.Contains("not the latest", old.Said(), StringComparison.Ordinal);
        Assert.Equal(["/decisions/approver/2", "/decisions/approver/1"], old.FindAll("[aria-labelledby=versions-title] a").Select(a => a.GetAttribute("href")));
        Assert.Contains(old.FindAll("a"), a => a.GetAttribute("href") == "/try?decision=approver&version=1");
    }

    [Fact]
    public async Task Shows_an_error_of_an_upload_in_its_cell_and_deploys_nothing()
    {
        await using var desk = _office.ProcessDeskOf("mia");
        var page = desk.Render<ProcessesPage>();

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(DecisionModels.WithFault, "rules.dmn"));

        page.WaitForAssertion(() => Assert.Contains("1 file: 1 error.", page.Said(), StringComparison.Ordinal));
        Assert.NotEmpty(page.FindAll("[aria-label='Table of Approver'] tbody tr:nth-child(2) td:nth-of-type(1) .cell-remark-error"));
        Assert.Contains("[100..", page.Find("pre[aria-label]").TextContent, StringComparison.Ordinal);
        Assert.True(page.Button("Deploy").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Is_for_modelers_and_operators()
    {
        await Deploy(DecisionModels.Approver);
        await using var desk = _office.ProcessDeskOf("anna");

        Assert.Contains("You may not open this page", desk.Render<DecisionsPage>().Said(), StringComparison.Ordinal);
        Assert.Contains("You may not open this page", desk.Render<DecisionPage>(p => p.Add(d => d.DecisionId, "approver")).Said(), StringComparison.Ordinal);
        Assert.DoesNotContain(desk.Render<ProcessesPage>().FindAll("a"), a => a.GetAttribute("href") == "/decisions");
    }

    [Fact]
    public async Task Tells_on_the_page_of_an_instance_which_rule_decided_with_which_values()
    {
        await Deploy(DecisionModels.Approver, DecisionModels.Process);
        var started = await _office.Engine.Start(await _office.Actor("carl"), StartRequest.Process(
            "routing", VariableSet.Of(("amount", FeelNumber.Of(1200)), ("category", new FeelString("travel"))), "R-1"));
        await using var desk = _office.ProcessDeskOf("olga");

        var page = desk.Render<InstancePage>(p => p.Add(i => i.Key, started.Value!.Key));
        Assert.Contains("The engine decided by Approver, version 1", page.Said(), StringComparison.Ordinal);
        Assert.Contains("Rule 2 matched.", page.Find("[aria-labelledby=decisions-title]").TextContent, StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Button("Who approves?").ClickAsync(new()));
        Assert.Equal("ask", page.Diagram().Get(d => d.Selected));
        await page.InvokeAsync(() => page.Find("[aria-labelledby=decisions-title] summary").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("2matched", page.FindAll("[aria-label='Table of Approver'] tbody th").Select(r => r.TextContent)));
        Assert.Contains("1200", page.Find("[aria-label='Table of Approver'] thead tr:last-child").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find("[aria-label='Table of risk']"));
    }

    async Task Deploy(string dmn, string? bpmn = null)
    {
        List<DeploymentFile> files = [new("rules.dmn", Encoding.UTF8.GetBytes(dmn))];
        if (bpmn is not null) files.Add(new("routing.bpmn", Encoding.UTF8.GetBytes(bpmn)));
        var reply = await _office.Engine.Deploy(await _office.Actor("mia"), new DeploymentRequest("rules", null, files));
        Assert.True(reply.IsDone, string.Join("; ", reply.Value?.Diagnostics.Select(d => d.Message) ?? []));
    }
}
