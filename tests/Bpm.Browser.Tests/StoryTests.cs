using Bpm.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Bpm.Browser.Tests;

/// <summary>The product's main job in real browsers: from an invoice's receipt to the finished, escalated or late task.</summary>
public sealed class StoryTests(Chromium browser)
{
    [Fact]
    public async Task An_invoice_goes_from_the_start_form_through_clerk_and_approver_to_the_archive()
    {
        await using var product = await ProductProcess.StartAsync(null, "--Bpm:Demo=true");
        await using var carl = await Person.SignInAsync(browser, product, "carl");
        await using var anna = await Person.SignInAsync(browser, product, "anna");

        await carl.Session.GoAsync("/processes/invoice-approval/start");
        await carl.Page.GetByLabel("Invoice number").FillAsync("S-100");
        await carl.Page.GetByLabel("Supplier").FillAsync("Paper & Co");
        await carl.Page.GetByLabel("Amount").FillAsync("400");
        await carl.Button("Start").ClickAsync();
        await carl.Page.GetByRole(AriaRole.Link, new() { Name = "Show the instance" }).ClickAsync();

        await anna.OpenTaskAsync("S-100");
        await anna.ClaimAsync();
        await anna.Page.GetByLabel("OK, send to approval").CheckAsync();
        await anna.Page.GetByLabel("Cost centre").FillAsync("CC-1234");
        await anna.Session.ScreenshotAsync("story-check");
        await anna.Button("Complete").ClickAsync();
        await anna.Row("S-100").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await carl.OpenTaskAsync("S-100");
        await carl.ClaimAsync();
        await carl.Page.GetByLabel("Approve", new() { Exact = true }).CheckAsync();
        await carl.Button("Complete").ClickAsync();

        // Booking and archiving are the connectors' work: the instance's page shows the end without being loaded again.
        await carl.Session.GoAsync("/instances?state=all");
        await carl.Page.GetByText("S-100").First.ClickAsync();
        await carl.Page.Locator("h1 .badge-success, .page-head .badge-success").Filter(new() { HasText = "Completed" }).WaitForAsync();
        await carl.Page.Locator(".diagram [data-element-id=archiveInvoice].is-completed").WaitForAsync();
        await carl.Session.ScreenshotAsync("story-instance");
        Assert.Empty(carl.Session.Problems);
        Assert.Empty(anna.Session.Problems);
    }

    [Fact]
    public async Task A_modeller_uploads_a_faulty_file_sees_why_it_cannot_run_and_deploys_the_mended_one()
    {
        await using var product = await ProductProcess.StartAsync(null, "--Bpm:Demo=true");
        await using var mia = await Person.SignInAsync(browser, product, "mia");
        var model = await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(Checkout.Product)!, "processes", "invoice-approval.bpmn"));
        await mia.OpenUploadAsync();
        var picker = mia.Page.GetByLabel("BPMN, DMN and form files").First;

        await picker.SetInputFilesAsync(Named(model.Replace("${terms.deadline}", "${terms.deadline", StringComparison.Ordinal)));
        await mia.Page.GetByRole(AriaRole.Heading, new() { Name = "Check before deployment" }).WaitForAsync();
        await mia.Page.Locator(".diagram [data-element-id=approveInvoice]").WaitForAsync();
        await mia.Session.ScreenshotAsync("story-diagnostics");
        Assert.True(await mia.Button("Deploy").First.IsDisabledAsync());

        await picker.SetInputFilesAsync(Named(model.Replace("name=\"Chase approval\"", "name=\"Ask the approver\"", StringComparison.Ordinal)));
        await mia.Page.Locator("button:not([disabled])").Filter(new() { HasText = "Deploy" }).ClickAsync();

        await mia.Page.GetByText("is now version 2.").WaitForAsync();
        Assert.Empty(await mia.Session.AccessibilityViolationsAsync());
        Assert.Empty(mia.Session.Problems);
    }

    static FilePayload Named(string model) =>
        new() { Name = "invoice-approval.bpmn", MimeType = "application/xml", Buffer = System.Text.Encoding.UTF8.GetBytes(model) };

    [Fact]
    public async Task A_second_persons_list_changes_without_reload_and_the_open_task_says_who_claimed_it()
    {
        await using var product = await ProductProcess.StartAsync(null, "--Bpm:Demo=true");
        await using var anna = await Person.SignInAsync(browser, product, "anna");
        await using var ben = await Person.SignInAsync(browser, product, "ben");
        await anna.Session.GoAsync("/inbox?view=groups");

        await Person.StartInvoiceAsync(product, "S-200");
        await anna.Row("S-200").WaitForAsync();
        await anna.Row("S-200").ClickAsync();
        await ben.OpenTaskAsync("S-200");
        await ben.Claim.WaitForAsync();

        await anna.ClaimAsync();

        await ben.Page.GetByText("Anna Ahrens has just claimed this task").WaitForAsync();
        await ben.Session.ScreenshotAsync("story-live");
        await ben.Claim.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Empty(ben.Session.Problems);
    }

    [Fact]
    public async Task Of_two_people_who_claim_at_once_one_has_the_task_and_the_other_is_told_who()
    {
        await using var product = await ProductProcess.StartAsync(null, "--Bpm:Demo=true");
        await using var anna = await Person.SignInAsync(browser, product, "anna");
        await using var ben = await Person.SignInAsync(browser, product, "ben");
        await Person.StartInvoiceAsync(product, "S-250");
        await Task.WhenAll(anna.OpenTaskAsync("S-250"), ben.OpenTaskAsync("S-250"));
        // Held beforehand: news of the winner may take the loser's button away before a careful click would reach it.
        var buttons = await Task.WhenAll(anna.Claim.ElementHandleAsync(), ben.Claim.ElementHandleAsync());

        await Task.WhenAll(buttons.Select(button => button.EvaluateAsync("button => button.click()")));

        var winner = await Task.WhenAny(Won(anna), Won(ben));
        var (loser, name) = await winner == anna ? (ben, "Anna Ahrens") : (anna, "Ben Berg");
        await loser.Page.Locator(".detail-pane .callout").Filter(new() { HasText = name }).First.WaitForAsync();
        await loser.Session.ScreenshotAsync("story-lost-race");
        Assert.Equal(0, await loser.Button("Release").CountAsync());

        static async Task<Person> Won(Person person)
        {
            await person.Button("Release").WaitForAsync();
            return person;
        }
    }

    [Fact]
    public async Task A_deadline_that_passes_puts_the_task_in_front_of_the_manager_who_takes_it_over()
    {
        await using var product = await ProductProcess.StartAsync(null, "--Bpm:Demo=true");
        await using var anna = await Person.SignInAsync(browser, product, "anna");
        await using var mark = await Person.SignInAsync(browser, product, "mark");
        await mark.Session.GoAsync("/escalations");
        await Person.StartInvoiceAsync(product, "S-300", approveWithin: "PT2S");
        Assert.Equal(0, await mark.Page.Locator("article.escalation").CountAsync());

        await anna.OpenTaskAsync("S-300");
        await anna.ClaimAsync();
        await anna.Page.GetByLabel("OK, send to approval").CheckAsync();
        await anna.Page.GetByLabel("Cost centre").FillAsync("CC-1234");
        await anna.Button("Complete").ClickAsync();

        var card = mark.Page.Locator("article.escalation").Filter(new() { HasText = "S-300" });
        await card.WaitForAsync();
        await mark.Session.ScreenshotAsync("story-escalation");
        Assert.Empty(await mark.Session.AccessibilityViolationsAsync());
        await card.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();

        await mark.OpenTaskAsync("S-300", "My tasks");
        await mark.Page.GetByLabel("Approve", new() { Exact = true }).CheckAsync();
        await mark.Button("Complete").ClickAsync();
        await mark.Row("S-300").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Empty(mark.Session.Problems);
    }

    [Theory]
    [InlineData("desktop")]
    [InlineData("dark")]
    [InlineData("phone")]
    public async Task Every_page_is_accessible_and_without_errors(string look)
    {
        await using var product = await ProductProcess.StartAsync(null, "--Bpm:Demo=true");
        await using var demo = await Person.SignInAsync(browser, product, "demo", Look.Named(look));
        await Person.StartInvoiceAsync(product, "S-400");
        foreach (var (path, name) in new[]
        {
            ("/inbox?view=groups", "inbox"), ("/escalations", "escalations"), ("/processes", "processes"), ("/processes/invoice-approval", "process"),
            ("/processes/invoice-approval/start", "start"), ("/instances", "instances"), ("/people", "people"), ("/messages", "messages"),
        })
        {
            await demo.Session.GoAsync(path);
            await demo.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await demo.Session.ScreenshotAsync($"{name}-{look}");
            var violations = await demo.Session.AccessibilityViolationsAsync();
            Assert.True(violations.Count == 0, $"{path}: {string.Join('\n', violations)}");
        }
        await demo.Session.GoAsync("/inbox?view=groups");
        await demo.Row("S-400").ClickAsync();
        await demo.Page.GetByRole(AriaRole.Tab, new() { Name = "Diagram" }).ClickAsync();
        await demo.Page.Locator(".diagram .djs-element").First.WaitForAsync();
        await demo.Session.ScreenshotAsync($"task-diagram-{look}");
        Assert.Empty(await demo.Session.AccessibilityViolationsAsync());
        Assert.Empty(demo.Session.Problems);
    }
}
