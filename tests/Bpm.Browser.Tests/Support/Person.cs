using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace Bpm.Browser.Tests.Support;

/// <summary>A demo person at their browser: signed in, with what they do in words.</summary>
sealed class Person(Session session) : IAsyncDisposable
{
    public Session Session => session;
    public IPage Page => session.Page;

    public static async Task<Person> SignInAsync(Chromium browser, ProductProcess product, string user, Look? look = null)
    {
        var session = await browser.OpenAsync(product.Address, look ?? Look.Desktop);
        await session.Page.GotoAsync("/sign-in");
        await session.Page.GetByLabel("User id").FillAsync(user);
        await session.Page.GetByLabel("Password").FillAsync(user);
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await session.Page.Locator("[data-interactive]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return new Person(session);
    }

    /// <summary>The row of a task in the list, by its process's business key.</summary>
    public ILocator Row(string businessKey) => Page.Locator("a.list-row").Filter(new() { HasText = businessKey });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    /// <summary>Opens the page that takes files, once it would take one: earlier, before Blazor has tied its input to the circuit, a choice is lost.</summary>
    public async Task OpenUploadAsync()
    {
        await session.GoAsync("/processes");
        await Page.WaitForFunctionAsync("() => '_blazorInputFileNextFileId' in (document.querySelector('input[type=file]') ?? {})");
    }

    /// <summary>Opens a view of the inbox and the task in it.</summary>
    public async Task OpenTaskAsync(string businessKey, string view = "My groups")
    {
        await session.GoAsync("/inbox");
        await Page.GetByRole(AriaRole.Navigation, new() { Name = "Views" }).GetByRole(AriaRole.Link, new() { Name = view }).ClickAsync();
        await Row(businessKey).ClickAsync();
    }

    /// <summary>The button of the open task, not the list's "Claim next".</summary>
    public ILocator Claim => Page.Locator(".detail-pane button").Filter(new() { HasText = "Claim" });

    public async Task ClaimAsync()
    {
        await Claim.ClickAsync();
        await Button("Release").WaitForAsync();
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();

    /// <summary>Starts an invoice over REST as carl; its approval is due after <paramref name="approveWithin"/>.</summary>
    public static async Task StartInvoiceAsync(ProductProcess product, string number, string approveWithin = "PT8H")
    {
        using var http = new HttpClient { BaseAddress = new Uri(product.Address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("carl:carl")));
        using var response = await http.PostAsJsonAsync("/engine-rest/process-definition/key/invoice-approval/start", new
        {
            businessKey = number,
            variables = new Dictionary<string, object>
            {
                ["number"] = new { value = number }, ["supplier"] = new { value = "Paper & Co" }, ["amount"] = new { value = 400 },
                ["currency"] = new { value = "EUR" }, ["department"] = new { value = "sales" }, ["approveWithin"] = new { value = approveWithin },
            },
        });
        Assert.True(response.IsSuccessStatusCode, JsonSerializer.Serialize(await response.Content.ReadAsStringAsync()));
    }
}
