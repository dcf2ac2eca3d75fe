using Bpm.Storage;
using Bpm.Web.Decisions;
using Bpm.Web.Tests.Processes;
using Bpm.Web.Tests.Support;
using Bpm.Web.Trials;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace Bpm.Web.Tests.Trials;

public sealed class DecisionTrialTests : IAsyncLifetime
{
    Office _office = default!;

    public async ValueTask InitializeAsync() => _office = await Office.Open();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Lights_up_the_matched_rule_and_shows_what_was_tested_over_the_columns()
    {
        await using var desk = Desk();
        var page = OpenFile(desk, DecisionModels.Approver);

        await page.InvokeAsync(() => page.Labelled("category").InputAsync(new() { Value = "travel" }));
        await page.InvokeAsync(() => page.Labelled("amount").InputAsync(new() { Value = "1200" }));
        await page.InvokeAsync(() => page.Button("Evaluate").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Equal("{group: \"managers\", days: 2}", page.FindAll("dd")[1].TextContent.Trim()));
        Assert.Equal(["1200", "\"high\"", "Rule 2 matched."], Cells(page, "Approver", "thead tr:last-child td"));
        Assert.Equal(["2matched"], page.FindAll("[aria-label='Table of Approver'] tbody th").Select(r => r.TextContent).Where(t => t.Contains("matched", StringComparison.Ordinal)));
        Assert.Contains("= 2", Cells(page, "Approver", "tbody tr:nth-child(2) td")[3], StringComparison.Ordinal);
        Assert.Equal(["risk", "Approver"], page.FindAll("[aria-labelledby=decision-order-title] li strong").Select(s => s.TextContent));
    }

    [Fact]
    public async Task Puts_a_warning_into_the_cell_that_it_belongs_to()
    {
        await using var desk = Desk();
        var page = OpenFile(desk, DecisionModels.WithUnknownLimit);

        await page.InvokeAsync(() => page.Labelled("amount").InputAsync(new() { Value = "1200" }));
        await page.InvokeAsync(() => page.Button("Evaluate").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("No variable named 'limit' found.", Cells(page, "Approver", "tbody tr:nth-child(2) td")[0], StringComparison.Ordinal));
        Assert.Contains("limit", page.FindAll("[aria-label='Table of Approver'] tbody tr:nth-child(2) td mark").Select(m => m.TextContent));
        Assert.Contains("Given: amount.", page.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_is_wrong_with_a_file_at_its_line_and_in_its_cell()
    {
        await using var desk = Desk();
        var page = OpenFile(desk, DecisionModels.WithFault);

        page.WaitForAssertion(() => Assert.Single(page.FindAll("[aria-label='Problems of rules.dmn'] button")));
        Assert.Contains("[100..", page.Find("pre[aria-label]").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll("[aria-label='Table of Approver'] tbody tr:nth-child(2) td:nth-of-type(1) .cell-remark-error"));
        Assert.False(page.HasButton("Evaluate"));
    }

    [Fact]
    public async Task Keeps_the_values_when_the_inputs_are_turned_into_JSON_and_back()
    {
        await using var desk = Desk();
        var page = OpenFile(desk, DecisionModels.Approver);
        await page.InvokeAsync(() => page.Labelled("amount").InputAsync(new() { Value = "50" }));

        await page.InvokeAsync(() => page.Button("JSON").ClickAsync(new()));
        Assert.Equal("""{"amount":50}""", page.Labelled("Variables").GetAttribute("value"));
        await page.InvokeAsync(() => page.Labelled("Variables").InputAsync(new() { Value = """{ "amount": 70, "category": "gift" }""" }));
        await page.InvokeAsync(() => page.Button("Fields").ClickAsync(new()));

        Assert.Equal("70", page.Labelled("amount").GetAttribute("value"));
        Assert.Equal("gift", page.Labelled("category").GetAttribute("value"));
    }

    [Fact]
    public async Task Refuses_a_value_that_is_not_of_its_kind()
    {
        await using var desk = Desk();
        var page = OpenFile(desk, DecisionModels.Approver);

        await page.InvokeAsync(() => page.Labelled("amount").InputAsync(new() { Value = "much" }));
        await page.InvokeAsync(() => page.Button("Evaluate").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("Expected a number such as 1200.50, but got 'much'.", page.Said(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Offers_what_the_columns_read_where_a_model_names_no_input_data()
    {
        await using var desk = Desk();
        var page = OpenFile(desk, DecisionModels.Approver
            .Replace("""<informationRequirement id="need_category"><requiredInput href="#in_category" /></informationRequirement>""", "", StringComparison.Ordinal)
            .Replace("""<informationRequirement id="need_amount"><requiredInput href="#in_amount" /></informationRequirement>""", "", StringComparison.Ordinal));

        page.WaitForAssertion(() => Assert.Equal("text", page.Labelled("category").GetAttribute("type")));
        Assert.Equal("decimal", page.Labelled("amount").GetAttribute("inputmode"));
    }

    Desk Desk()
    {
        var desk = _office.DeskOf("mia");
        desk.Services.AddSingleton(_office.Get<DecisionDefinitions>());
        desk.Services.AddSingleton(_office.Get<Deployments>());
        desk.Services.AddDecisionPages();
        return desk;
    }

    static IRenderedComponent<DecisionTrialView> OpenFile(Desk desk, string dmn)
    {
        var page = desk.Render<DecisionTrialView>();
        page.InvokeAsync(() => page.Button("A .dmn file").Click());
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(dmn, "rules.dmn"));
        page.WaitForElement("[aria-label='Table of Approver']");
        return page;
    }

    static string[] Cells(IRenderedComponent<DecisionTrialView> page, string table, string selector) =>
        [.. page.FindAll($"[aria-label='Table of {table}'] {selector}").Select(c => string.Join(' ', c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
}
