using Bpm.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Bpm.Browser.Tests;

/// <summary>The forms of the shipped processes as a person meets them.</summary>
public sealed class ShippedFormsTests(Chromium browser)
{
    [Fact]
    public async Task A_person_hands_in_a_bundle_and_sees_what_is_wrong_with_a_document()
    {
        await using var product = await ProductProcess.StartAsync(null, "--Bpm:Demo=true");
        await using var demo = await Person.SignInAsync(browser, product, "demo");
        foreach (var process in (string[])["kyc-onboarding", "refund", "employee-onboarding", "purchase-request", "shipping-documents"])
        {
            await demo.Session.GoAsync($"/processes/{process}/start");
            await demo.Button("Start").WaitForAsync();
            await demo.Session.ShowAsync($"start-{process}");
        }

        await demo.Page.GetByLabel("Shipment").FillAsync("SH-1");
        await demo.Page.GetByLabel("Customer").FillAsync("Nordwind");
        await demo.Page.GetByLabel("Text of the bundle").FillAsync("Commercial invoice for SH-2");
        await demo.Button("Start").ClickAsync();
        await demo.Page.GetByRole(AriaRole.Link, new() { Name = "Open the task" }).ClickAsync();

        await demo.Claim.ClickAsync();
        await Assertions.Expect(demo.Page.GetByLabel("What is wrong")).ToHaveValueAsync("It does not name the shipment; The invoice has no amount");
        await Assertions.Expect(demo.Page.GetByLabel("Document", new() { Exact = false }).First).ToHaveValueAsync("Commercial invoice for SH-2");
        await demo.Session.ShowAsync("shipping-clear-up");
        Assert.Empty(demo.Session.Problems);
    }
}
