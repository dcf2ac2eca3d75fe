using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Bpm.Browser.Tests.Support.Chromium))]

namespace Bpm.Browser.Tests.Support;

/// <summary>One Chromium for all tests; every person in a test gets a session of their own from it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // Nothing of the browser's own goes out to the network or asks for a graphics card.
    static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    // In milliseconds: a busy machine is slow, which is no fault of the product.
    const float Patience = 120_000;

    IPlaywright? _playwright;
    IBrowser? _chromium;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable(), Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens a session with cookies of its own.</summary>
    internal async Task<Session> OpenAsync(string address, Look look)
    {
        var context = await _chromium!.NewContextAsync(new()
        {
            BaseURL = address,
            ViewportSize = new() { Width = look.Width, Height = look.Height },
            ColorScheme = look.Theme,
            ReducedMotion = ReducedMotion.Reduce,
            HasTouch = look == Look.Phone,
        });
        context.SetDefaultTimeout(Patience);
        return new Session(context, await context.NewPageAsync());
    }

    // Null lets Playwright take the browser that its own installer brought.
    static string? Executable() =>
        Environment.GetEnvironmentVariable("BPM_CHROMIUM") is { Length: > 0 } named ? named
        : File.Exists("/usr/bin/chromium") ? "/usr/bin/chromium"
        : null;
}
