using Bpm.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Bpm.Browser.Tests;

/// <summary>A form of form-js that a visitor fills in without signing in, and the task that comes of it.</summary>
public sealed class PublicFormTests(Chromium browser)
{
    [Fact]
    public async Task A_visitor_complains_and_sales_reads_it()
    {
        await using var product = await ProductProcess.StartAsync(null, "--Bpm:Demo=true");
        await using var visitor = await browser.OpenAsync(product.Address, Look.Phone);
        var page = visitor.Page;
        await page.GotoAsync("/new/complaint");
        await page.GetByLabel("Your name").FillAsync("Vera Vogel");
        await page.GetByLabel("What happened").FillAsync("Broken");
        await visitor.ShowAsync("public-form-phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Field is required.").First).ToBeVisibleAsync();
        await visitor.ShowAsync("public-form-wrong");

        await page.GetByLabel("Your e-mail address").FillAsync("vera@example.com");
        await page.GetByLabel("What happened").FillAsync("The lamp came broken.");
        await page.GetByLabel("My money back").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Thank you" }).WaitForAsync();
        await visitor.ShowAsync("public-form-thanks");
        Assert.Empty(visitor.Problems);

        await using var dora = await Person.SignInAsync(browser, product, "dora");
        await dora.Session.GoAsync("/inbox");
        await dora.Page.GetByRole(AriaRole.Navigation, new() { Name = "Views" }).GetByRole(AriaRole.Link, new() { Name = "My groups" }).ClickAsync();
        await dora.Page.Locator("a.list-row").Filter(new() { HasText = "Answer the customer" }).First.ClickAsync();
        await Assertions.Expect(dora.Page.GetByLabel("What happened")).ToHaveValueAsync("The lamp came broken.");
    }
}
