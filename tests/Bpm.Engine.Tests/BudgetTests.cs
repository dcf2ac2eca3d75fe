using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests;

/// <summary>A file that nobody can hold in their head is split in the commit that makes it so.</summary>
public sealed class BudgetTests
{
    const int LongestSource = 400;

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void No_file_is_longer_than_its_budget(string folder)
    {
        var tooLong = new[] { "*.cs", "*.razor" }
            .SelectMany(pattern => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules"))
            .Select(path => (Path: Path.GetRelativePath(Repository.Root, path), Lines: File.ReadLines(path).Count()))
            .Where(file => file.Lines > LongestSource);

        Assert.Empty(tooLong);
    }
}
