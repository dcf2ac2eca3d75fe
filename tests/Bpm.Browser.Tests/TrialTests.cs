using Bpm.Browser.Tests.Support;
using Bpm.Web.Tests.Support;
using Microsoft.Playwright;

namespace Bpm.Browser.Tests;

/// <summary>Trying expressions and decisions in a real browser, where marks must lie exactly under the words they are about.</summary>
public sealed class TrialTests(Chromium browser)
{
    [Theory]
    [InlineData("desktop")]
    [InlineData("dark")]
    [InlineData("phone")]
    public async Task A_wrong_name_is_marked_under_its_letters_and_a_click_on_the_remark_goes_there(string look)
    {
        await using var product = await ProductProcess.StartAsync(null, "--Bpm:Demo=true");
        await using var mia = await Person.SignInAsync(browser, product, "mia", Look.Named(look));
        await mia.Session.GoAsync("/try");
        await mia.Session.ScreenshotAsync($"try-empty-{look}");
        await mia.Page.GetByLabel("Variables (JSON)").FillAsync("""{ "amount": 1200, "category": "travel" }""");

        await mia.Page.GetByLabel("Expression", new() { Exact = true }).FillAsync("if category = \"travel\"\nthen amuont > 1000\nelse amount > 500");

        var remark = mia.Page.GetByRole(AriaRole.Button).Filter(new() { HasText = "No variable named 'amuont' found." });
        await remark.WaitForAsync();
        await mia.Page.GetByText("Variables in scope").WaitForAsync();
        await mia.Session.ScreenshotAsync($"try-wrong-name-{look}");
        Assert.Empty(await mia.Session.AccessibilityViolationsAsync());
        await remark.ClickAsync();
        await mia.Page.WaitForFunctionAsync("() => { const field = document.activeElement; return field.value?.slice(field.selectionStart, field.selectionEnd) === 'amuont'; }");
        Assert.Empty(await MarksOutOfPlace(mia.Page));

        await mia.Page.GetByLabel("Variables (JSON)").FillAsync("{ \"amount\": 1200,\n  category: 'travel' }");
        await mia.Page.GetByText("Put names and texts in double quotes").WaitForAsync();
        await mia.Session.ScreenshotAsync($"try-bad-json-{look}");
        Assert.Empty(await MarksOutOfPlace(mia.Page));
        Assert.Empty(await mia.Session.AccessibilityViolationsAsync());
        Assert.Empty(mia.Session.Problems);
    }

    [Theory]
    [InlineData("desktop")]
    [InlineData("dark")]
    [InlineData("phone")]
    public async Task A_decision_is_deployed_read_and_tried_and_its_matched_rule_lights_up(string look)
    {
        await using var product = await ProductProcess.StartAsync(null, "--Bpm:Demo=true");
        await using var mia = await Person.SignInAsync(browser, product, "mia", Look.Named(look));
        await mia.OpenUploadAsync();
        var picker = mia.Page.GetByLabel("BPMN, DMN and form files").First;

        await picker.SetInputFilesAsync(Named(DecisionModels.WithFault));
        await mia.Page.Locator(".cell-remark-error").First.WaitForAsync();
        await mia.Session.ShowAsync($"decision-fault-{look}");
        await picker.SetInputFilesAsync(Named(DecisionModels.Approver));
        await mia.Page.Locator("button:not([disabled])").Filter(new() { HasText = "Deploy" }).ClickAsync();
        await mia.Page.GetByText("is now version 1.").First.WaitForAsync();

        await mia.Session.GoAsync("/decisions");
        await mia.Page.GetByRole(AriaRole.Link, new() { Name = "Approver", Exact = true }).WaitForAsync();
        await mia.Session.ShowAsync($"decisions-{look}");
        await mia.Page.GetByRole(AriaRole.Link, new() { Name = "Approver", Exact = true }).ClickAsync();
        await mia.Page.GetByRole(AriaRole.Region, new() { Name = "Table of Approver" }).WaitForAsync();
        await mia.Session.ShowAsync($"decision-{look}");

        await mia.Page.GetByRole(AriaRole.Link, new() { Name = "Try it" }).Last.ClickAsync();
        await mia.Page.GetByLabel("amount", new() { Exact = true }).FillAsync("1200");
        await mia.Page.GetByLabel("category", new() { Exact = true }).FillAsync("travel");
        await mia.Button("Evaluate").ClickAsync();

        var matched = mia.Page.GetByRole(AriaRole.Region, new() { Name = "Table of Approver" }).Locator("tr.is-match");
        await matched.WaitForAsync();
        Assert.Contains("\"managers\"", await matched.InnerTextAsync(), StringComparison.Ordinal);
        await mia.Session.ShowAsync($"try-decision-{look}");
        Assert.Empty(mia.Session.Problems);
    }

    [Theory]
    [InlineData("desktop")]
    [InlineData("dark")]
    [InlineData("phone")]
    public async Task The_page_of_an_instance_shows_which_rule_decided(string look)
    {
        await using var product = await ProductProcess.StartAsync(null, "--Bpm:Demo=true");
        await using var demo = await Person.SignInAsync(browser, product, "demo", Look.Named(look));
        await demo.OpenUploadAsync();
        await demo.Page.GetByLabel("BPMN, DMN and form files").First.SetInputFilesAsync(
            [Named(DecisionModels.Approver), Named(DecisionModels.Process, "routing.bpmn")]);
        await demo.Page.Locator("button:not([disabled])").Filter(new() { HasText = "Deploy" }).ClickAsync();
        await demo.Page.GetByText("is now version 1.").First.WaitForAsync();

        await demo.Session.GoAsync("/processes/routing/start");
        await demo.Page.GetByText("Variables", new() { Exact = true }).ClickAsync();
        await demo.Page.GetByLabel("Variables as a JSON object").FillAsync("""{ "amount": 1200, "category": "travel" }""");
        await demo.Button("Start").ClickAsync();
        await demo.Page.GetByRole(AriaRole.Link, new() { Name = "Show the instance" }).ClickAsync();
        await demo.Page.GetByText("How it was decided").ClickAsync();

        await demo.Page.GetByRole(AriaRole.Region, new() { Name = "Table of Approver" }).Locator("tr.is-match").ScrollIntoViewIfNeededAsync();
        await demo.Session.ShowAsync($"instance-decision-{look}");
        Assert.Empty(demo.Session.Problems);
    }


    static FilePayload Named(string model, string name = "approval-rules.dmn") => new() { Name = name, MimeType = "application/xml", Buffer = System.Text.Encoding.UTF8.GetBytes(model) };

    /// <summary>Fields that are not exactly as large as the copy with the marks that lies under them.</summary>
    static Task<string[]> MarksOutOfPlace(IPage page) => page.EvaluateAsync<string[]>("""
        [...document.querySelectorAll('.marked')].filter(frame => {
            const copy = frame.querySelector('.marked-copy'), field = frame.querySelector('textarea');
            const [a, b] = [copy, field].map(e => getComputedStyle(e));
            return ['font', 'padding', 'lineHeight', 'letterSpacing', 'whiteSpace', 'tabSize'].some(p => a[p] !== b[p])
                || copy.textContent !== field.value + '\u200b' || copy.clientWidth !== field.clientWidth || field.scrollHeight > field.clientHeight + 1;
        }).map(frame => frame.outerHTML)
        """);
}
