namespace Bpm.Engine.Tests.Support;

/// <summary>Files of the checkout that tests read in place.</summary>
static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Process(string name) => File.ReadAllText(Path.Combine(Root, "processes", name));

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Bpm.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
