using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Bpm.Browser.Tests.Support;

/// <summary>One person's browser window, and what it complained about meanwhile.</summary>
sealed class Session : IAsyncDisposable
{
    static readonly AxeRunOptions Wcag = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    readonly IBrowserContext _context;
    readonly ConcurrentQueue<string> _problems = new();

    public Session(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _problems.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => _problems.Enqueue("exception: " + error);
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 400)
                _problems.Enqueue($"{answer.Status}: {answer.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, script exceptions and failed requests so far.</summary>
    public IReadOnlyList<string> Problems => [.. _problems];

    /// <summary>Opens a page and waits until its circuit answers clicks.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.Locator("[data-interactive]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>What axe finds against WCAG 2.2 AA, one line per element.</summary>
    public async Task<IReadOnlyList<string>> AccessibilityViolationsAsync()
    {
        var result = await Page.RunAxe(Wcag);
        return [.. result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html} {node.Any.FirstOrDefault()?.Message}"))];
    }

    /// <summary>Keeps pictures of the page's beginning and end; nothing is wider than the screen, and axe finds nothing.</summary>
    public async Task ShowAsync(string name)
    {
        var main = Page.Locator("main").First;
        await main.EvaluateAsync("main => main.scrollTo(0, 0)");
        await ScreenshotAsync(name);
        if (await main.EvaluateAsync<bool>("main => main.scrollHeight > main.clientHeight"))
        {
            await main.EvaluateAsync("main => main.scrollTo(0, main.scrollHeight)");
            await ScreenshotAsync(name + "-end");
        }
        Assert.True(await main.EvaluateAsync<bool>("main => main.scrollWidth <= main.clientWidth"), $"{name} is wider than the screen.");
        var violations = await AccessibilityViolationsAsync();
        Assert.True(violations.Count == 0, $"{name}: {string.Join('\n', violations)}");
    }

    public Task ScreenshotAsync(string name) => Page.ScreenshotAsync(new() { Path = Checkout.Screenshot(name) });

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
