using System.Reflection;

namespace Bpm.Browser.Tests.Support;

/// <summary>Where the build put the product, and where pictures go.</summary>
static class Checkout
{
    /// <summary>The built product, or the published one that the environment names.</summary>
    public static string Product => Environment.GetEnvironmentVariable("BPM_PRODUCT") ?? Built("Product");

    public static string Screenshot(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Built("BpmRoot"), "artifacts", "screenshots"));
        return Path.Combine(folder.FullName, name + ".png");
    }

    static string Built(string key) => typeof(Checkout).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
