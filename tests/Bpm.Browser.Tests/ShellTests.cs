using Bpm.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Bpm.Browser.Tests;

public sealed class ShellTests(Chromium browser)
{
    [Theory]
    [InlineData("desktop")]
    [InlineData("dark")]
    [InlineData("phone")]
    public async Task Opens_the_home_page_without_errors_and_accessible_to_everyone(string look)
    {
        await using var product = await ProductProcess.StartAsync();
        await using var session = await browser.OpenAsync(product.Address, Look.Named(look));

        await session.GoAsync("/");
        await session.ScreenshotAsync("home-" + look);

        Assert.Empty(await session.AccessibilityViolationsAsync());
        Assert.Empty(session.Problems);
    }

    [Fact]
    public async Task Remembers_the_theme_that_the_person_chose()
    {
        await using var product = await ProductProcess.StartAsync();
        await using var session = await browser.OpenAsync(product.Address, Look.Desktop);
        await session.GoAsync("/");

        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Switch between light and dark" }).ClickAsync();
        await session.GoAsync("/");

        Assert.Equal("dark", await session.Page.GetAttributeAsync("html", "data-theme"));
        Assert.Equal("all", await session.Page.GetAttributeAsync("link[data-theme-sheet=dark]", "media"));
    }

    [Fact]
    public async Task Continues_after_the_product_was_killed_and_started_again()
    {
        await using var product = await ProductProcess.StartAsync();
        await using var session = await browser.OpenAsync(product.Address, Look.Desktop);
        await session.GoAsync("/");

        await product.KillAsync();
        await session.Page.GetByRole(AriaRole.Heading, new() { Name = "Connecting again" }).WaitForAsync();
        var reloaded = session.Page.WaitForRequestAsync(product.Address + "/inbox", new() { Timeout = 60_000 });
        await product.StartAsync();

        await reloaded;
        await session.Page.Locator("[data-interactive]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    [Fact]
    public async Task Says_so_in_words_when_there_is_nothing_at_an_address()
    {
        await using var product = await ProductProcess.StartAsync();
        await using var session = await browser.OpenAsync(product.Address, Look.Desktop);

        var answer = await session.Page.GotoAsync("/no-such-page");

        Assert.Equal(404, answer!.Status);
        Assert.Equal("There is nothing at this address", await session.Page.InnerTextAsync("h1"));
    }
}
