namespace Bpm.Dmn.Tests.Tck;

/// <summary>Where the conformance tests lie: the folder that BPM_TCK names, or the shared one beside the repository.</summary>
sealed record TckFolder(string Path, bool IsShared)
{
    public static TckFolder? Find()
    {
        if (Environment.GetEnvironmentVariable("BPM_TCK") is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? new TckFolder(named, IsShared: false) : null;
        }

        return Repository() is { } root && System.IO.Path.Combine(root, "..", "shared", "dmn-tck") is var shared && Directory.Exists(shared)
            ? new TckFolder(shared, IsShared: true)
            : null;
    }

    /// <summary>The folder of the solution, found by walking up from the tests.</summary>
    public static string? Repository()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(at.FullName, "Bpm.sln")))
            {
                return at.FullName;
            }
        }

        return null;
    }

    /// <summary>The files with test cases, by their compliance level.</summary>
    public IEnumerable<IGrouping<string, string>> Levels() => Directory.GetDirectories(Path)
        .Where(d => System.IO.Path.GetFileName(d) is var name && (name.StartsWith("compliance-level-", StringComparison.Ordinal) || name == "non-compliant"))
        .Order(StringComparer.Ordinal)
        .SelectMany(d => Directory.GetFiles(d, "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => (Level: System.IO.Path.GetFileName(d), File: f)))
        .GroupBy(f => f.Level, f => f.File);
}
