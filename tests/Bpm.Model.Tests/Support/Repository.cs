namespace Bpm.Model.Tests;

/// <summary>Where the tests run: the repository, and what lies beside it.</summary>
static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>A folder of other tools' files in <c>../shared</c>, or null where it is not.</summary>
    public static string? Beside(string folder) =>
        Path.Combine(Root, "..", "shared", folder) is var path && Directory.Exists(path) ? path : null;

    /// <summary>Leaves a report where <c>tests/run</c> shows it.</summary>
    public static void Leave(string name, string report) =>
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(Root, "artifacts")).FullName, name), report);

    static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Bpm.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
