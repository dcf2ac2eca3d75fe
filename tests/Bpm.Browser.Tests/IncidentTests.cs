using Bpm.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Bpm.Browser.Tests;

/// <summary>A person drives an ad-hoc subprocess, which calls another process and ends in a loop.</summary>
public sealed class IncidentTests(Chromium browser)
{
    [Theory]
    [InlineData("desktop")]
    [InlineData("dark")]
    [InlineData("phone")]
    public async Task A_person_chooses_what_an_incident_needs_and_completes_the_rest(string look)
    {
        await using var product = await ProductProcess.StartAsync(null, "--Bpm:Demo=true");
        await using var demo = await Person.SignInAsync(browser, product, "demo", Look.Named(look));
        await demo.Session.GoAsync("/processes/incident-handling/start");
        await demo.Page.GetByLabel("Number").FillAsync("INC-7");
        await demo.Page.GetByLabel("What happened").FillAsync("No light in the hall");
        await demo.Page.GetByLabel("Customers who were hit").FillAsync("Nordwind, Kontor, Lindner");
        await demo.Button("Start").ClickAsync();
        await demo.Page.GetByRole(AriaRole.Link, new() { Name = "Show the instance" }).ClickAsync();

        await demo.Button("Start Analyse the cause").ClickAsync();
        await demo.Button("Start Have it repaired").ClickAsync();
        await demo.Page.GetByText("Waits for the instance that it called").WaitForAsync();
        await demo.Session.ShowAsync($"incident-ad-hoc-{look}");

        await demo.Button("Send the message …").First.ClickAsync();
        await demo.Page.GetByLabel("Variables as a JSON object").WaitForAsync();
        await demo.Session.ShowAsync($"incident-message-{look}");
        await demo.Button("Cancel").Last.ClickAsync();

        await demo.Page.GetByRole(AriaRole.Link, new() { Name = "Incident repair, INC-7" }).Last.ClickAsync();
        await demo.Page.GetByText("Called by").WaitForAsync();
        await demo.Session.ShowAsync($"incident-called-{look}");
        await demo.Page.GetByRole(AriaRole.Link, new() { Name = "Incident handling, INC-7" }).ClickAsync();

        await demo.Page.GetByRole(AriaRole.Button, new() { Name = "Complete …" }).ClickAsync();
        await demo.Button("Complete it").WaitForAsync();
        await demo.Session.ShowAsync($"incident-complete-{look}");
        await demo.Button("Complete it").ClickAsync();
        await demo.Page.GetByText("0 of 3 done, 3 at work.").First.WaitForAsync();
        await demo.Session.ShowAsync($"incident-loop-{look}");

        await demo.OpenTaskAsync("2 of 3: Kontor");
        await demo.Page.GetByRole(AriaRole.Heading, new() { Name = "Inform customer" }).WaitForAsync();
        await demo.Session.ShowAsync($"incident-task-{look}");
        Assert.Empty(demo.Session.Problems);
    }

    [Fact]
    public async Task A_person_reports_what_the_model_catches()
    {
        await using var product = await ProductProcess.StartAsync(null, "--Bpm:Demo=true");
        await using var demo = await Person.SignInAsync(browser, product, "demo");
        await demo.Session.GoAsync("/processes/incident-handling/start");
        await demo.Page.GetByLabel("Number").FillAsync("INC-8");
        await demo.Page.GetByLabel("What happened").FillAsync("A strange noise");
        await demo.Page.GetByLabel("Customers who were hit").FillAsync("Kontor");
        await demo.Button("Start").ClickAsync();
        await demo.Page.GetByRole(AriaRole.Link, new() { Name = "Show the instance" }).ClickAsync();
        await demo.Button("Start Analyse the cause").ClickAsync();
        await demo.Page.GetByRole(AriaRole.Link, new() { Name = "Open the task" }).ClickAsync();

        await demo.Button("Report a problem …").ClickAsync();
        await demo.Session.ShowAsync("incident-report-desktop");
        await demo.Page.GetByRole(AriaRole.Button, new() { Name = "Report", Exact = true }).ClickAsync();

        await demo.Page.GetByText("“It is a false alarm” is reported.").WaitForAsync();
        Assert.Empty(demo.Session.Problems);
    }
}
