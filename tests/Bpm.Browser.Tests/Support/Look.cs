using Microsoft.Playwright;

namespace Bpm.Browser.Tests.Support;

/// <summary>How a person looks at the product: the size of the screen and the theme they prefer.</summary>
sealed record Look(string Name, int Width, int Height, ColorScheme Theme)
{
    public static readonly Look Desktop = new("desktop", 1440, 900, ColorScheme.Light);
    public static readonly Look Dark = new("dark", 1440, 900, ColorScheme.Dark);
    public static readonly Look Phone = new("phone", 390, 844, ColorScheme.Light);

    public static Look Named(string name) => new[] { Desktop, Dark, Phone }.Single(look => look.Name == name);
}
