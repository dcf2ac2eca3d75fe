using Bpm.Browser.Tests.Support;
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
