using Bpm.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Bpm.Browser.Tests;

public sealed class ShellTests(Chromium browser)
{
    [Theory]
    [InlineData("desktop")]
    [InlineData("dark")]
    [InlineData("phone")]
    public async Task The_sign_in_page_is_without_errors_and_accessible_to_everyone(string look)
    {
        await using var product = await ProductProcess.StartAsync(null, "--Bpm:Demo=true");
        await using var session = await browser.OpenAsync(product.Address, Look.Named(look));

        await session.Page.GotoAsync("/");
        await session.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" }).WaitForAsync();
        await session.ScreenshotAsync("sign-in-" + look);

        Assert.Empty(await session.AccessibilityViolationsAsync());
        Assert.Empty(session.Problems);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_in_words_and_a_demo_person_enters_with_one_click()
    {
        await using var product = await ProductProcess.StartAsync(null, "--Bpm:Demo=true");
        await using var session = await browser.OpenAsync(product.Address, Look.Desktop);
        await session.Page.GotoAsync("/sign-in");
        await session.Page.GetByLabel("User id").FillAsync("anna");
        await session.Page.GetByLabel("Password").FillAsync("wrong");

        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await session.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "do not match" }).WaitForAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Anna Ahrens" }).ClickAsync();

        await session.Page.GetByRole(AriaRole.Heading, new() { Name = "Inbox", Level = 1 }).WaitForAsync();
    }

    [Fact]
    public async Task Remembers_the_theme_survives_a_restart_and_says_so_when_there_is_nothing_at_an_address()
    {
        await using var product = await ProductProcess.StartAsync(null, "--Bpm:Demo=true");
        await using var anna = await Person.SignInAsync(browser, product, "anna");
        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Switch between light and dark" }).ClickAsync();
        await anna.Session.GoAsync("/inbox");
        Assert.Equal("dark", await anna.Page.GetAttributeAsync("html", "data-theme"));
        Assert.Equal("all", await anna.Page.GetAttributeAsync("link[data-theme-sheet=dark]", "media"));

        await product.KillAsync();
        await anna.Page.GetByRole(AriaRole.Heading, new() { Name = "Connecting again" }).WaitForAsync();
        var reloaded = anna.Page.WaitForRequestAsync(product.Address + "/inbox", new() { Timeout = 60_000 });
        await product.StartAsync();
        await reloaded;
        await anna.Page.Locator("[data-interactive]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        var answer = await anna.Page.GotoAsync("/no-such-page");
        Assert.Equal(404, answer!.Status);
        Assert.Equal("There is nothing at this address", await anna.Page.InnerTextAsync("h1"));
    }
}
