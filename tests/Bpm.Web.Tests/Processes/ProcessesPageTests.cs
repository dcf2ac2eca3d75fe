using System.Text;
using Bpm.Storage;
using Bpm.Web.Processes;
using Bpm.Web.Shared;
using Bpm.Web.Tests.Support;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components.Forms;

namespace Bpm.Web.Tests.Processes;

public sealed class ProcessesPageTests : IAsyncLifetime
{
    Office _office = default!;

    public async ValueTask InitializeAsync() => _office = await Office.Open();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Shows_an_error_at_its_element_and_deploys_nothing()
    {
        await using var desk = _office.ProcessDeskOf("mia");
        var page = desk.Render<ProcessesPage>();

        Upload(page, ("discount.bpmn", ProcessModels.Discount.Replace("${net &gt; 10}", "${net &gt;}", StringComparison.Ordinal)));

        page.WaitForAssertion(() => Assert.Contains("1 file: 1 error.", page.Said(), StringComparison.Ordinal));
        Assert.True(page.Button("Deploy").HasAttribute("disabled"));
        var problem = Assert.Single(page.FindAll("[aria-label='Problems of discount.bpmn'] button"));
        Assert.Contains("large enough (f3)", problem.TextContent, StringComparison.Ordinal);
        Assert.Equal("f3", Assert.Single(page.Diagram().Get(d => d.Problems)).Id);
        Assert.Equal("f3", page.Diagram().Get(d => d.Selected));
        Assert.Equal(["approval"], await Deployed());
    }

    [Fact]
    public async Task Goes_from_an_element_to_its_problem()
    {
        await using var desk = _office.ProcessDeskOf("mia");
        var page = desk.Render<ProcessesPage>();
        Upload(page, ("discount.bpmn", ProcessModels.Discount.Replace("${net &gt; 10}", "${net &gt;}", StringComparison.Ordinal).Replace("P1D", "one day", StringComparison.Ordinal)));
        page.WaitForAssertion(() => Assert.Contains("2 errors", page.Said(), StringComparison.Ordinal));

        await page.InvokeAsync(() => page.Diagram().Get(d => d.ElementClicked).InvokeAsync("wait"));

        Assert.Contains("one day", page.Find("[aria-label='Problems of discount.bpmn'] button[aria-pressed=true]").TextContent, StringComparison.Ordinal);
        Assert.Contains("one day", page.Find("pre[aria-label]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploys_several_files_together_and_says_what_became_which_version()
    {
        await using var desk = _office.ProcessDeskOf("mia");
        var page = desk.Render<ProcessesPage>();

        Upload(page, ("discount.bpmn", ProcessModels.Discount), ("approval.bpmn", Models.Approval));
        page.WaitForAssertion(() => Assert.Contains("2 files", page.Said(), StringComparison.Ordinal));
        Assert.Equal(["approval"], await Deployed());
        await page.InvokeAsync(() => page.Button("Deploy").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("Grant a discount is now version 1.", page.Said(), StringComparison.Ordinal));
        Assert.Contains("Approval is unchanged: version 1 has the same content", page.Said(), StringComparison.Ordinal);
        Assert.Equal(["approval", "discount"], await Deployed());
    }

    [Theory]
    [InlineData("empty", "", "empty")]
    [InlineData("malformed", "<definitions", "malformed.bpmn")]
    [InlineData("dtd", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "DTD")]
    [InlineData("page", "<html><body/></html>", "BPMN")]
    [InlineData("text", "Dear modeler, see attached.", "XML")]
    public async Task Says_what_is_wrong_with_a_file_that_is_no_model(string name, string content, string expected)
    {
        await using var desk = _office.ProcessDeskOf("mia");
        var page = desk.Render<ProcessesPage>();

        Upload(page, (name + ".bpmn", content));

        page.WaitForAssertion(() => Assert.Contains("1 error.", page.Said(), StringComparison.Ordinal));
        Assert.Contains(expected, page.Said(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(page.FindComponents<Stub<BpmnDiagram>>());
        Assert.True(page.Button("Deploy").HasAttribute("disabled"));
        Assert.Equal(["approval"], await Deployed());
    }

    [Fact]
    public async Task Names_the_byte_that_does_not_fit_the_encoding_and_the_nesting_that_is_too_deep()
    {
        await using var desk = _office.ProcessDeskOf("mia");
        var page = desk.Render<ProcessesPage>();
        var deep = string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000));

        page.FindComponent<InputFile>().UploadFiles(
            InputFileContent.CreateFromBinary(Encoding.Latin1.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a n=\"Gebühr\"/>"), "latin.bpmn"),
            InputFileContent.CreateFromText(deep, "deep.bpmn"));

        page.WaitForAssertion(() => Assert.Contains("2 files: 2 errors.", page.Said(), StringComparison.Ordinal));
        Assert.Contains("0xFC", page.Said(), StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Button("deep.bpmn").ClickAsync(new()));
        Assert.Contains("256", page.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_file_that_is_too_large_without_reading_it()
    {
        await using var desk = _office.ProcessDeskOf("mia");
        var page = desk.Render<ProcessesPage>();

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(new byte[11 * 1024 * 1024], "huge.bpmn"));

        page.WaitForAssertion(() => Assert.Contains("huge.bpmn is 11.0 MB large, but at most 10 MB can be read", page.Said(), StringComparison.Ordinal));
        Assert.False(page.HasButton("Deploy"));
    }

    [Fact]
    public async Task Offers_staff_to_start_but_not_to_deploy()
    {
        await using var desk = _office.ProcessDeskOf("anna");
        var page = desk.Render<ProcessesPage>();

        Assert.Empty(page.FindComponents<InputFile>());
        Assert.Contains("Deploying processes needs the role Modeler", page.Said(), StringComparison.Ordinal);
        Assert.Equal("/processes/approval/start", page.FindAll("a").Single(a => a.TextContent.Contains("Start", StringComparison.Ordinal)).GetAttribute("href"));
    }

    [Fact]
    public async Task Says_why_a_modeler_cannot_start()
    {
        await using var desk = _office.ProcessDeskOf("mia");
        var page = desk.Render<ProcessesPage>();

        Assert.Contains("Starting a process needs the role", page.Said(), StringComparison.Ordinal);
    }

    static void Upload(IRenderedComponent<ProcessesPage> page, params (string Name, string Text)[] files) =>
        page.FindComponent<InputFile>().UploadFiles([.. files.Select(f => InputFileContent.CreateFromText(f.Text, f.Name))]);

    async Task<string[]> Deployed() =>
        [.. (await _office.Get<Definitions>().Latest(Xunit.TestContext.Current.CancellationToken)).Select(d => d.ProcessId).Order(StringComparer.Ordinal)];
}
