using System.Globalization;

namespace Bpm.Storage;

/// <summary>One numbered script of <c>db/</c>, embedded at build.</summary>
sealed record Migration(int Version, string Name, string Sql)
{
    /// <summary>The dialect's scripts in the order of their numbers.</summary>
    public static IReadOnlyList<Migration> Of(Dialect dialect)
    {
        var assembly = typeof(Migration).Assembly;
        var prefix = dialect.Folder + "/";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => Read(assembly.GetManifestResourceStream(name)!, name[prefix.Length..]))
            .OrderBy(m => m.Version)];
    }

    static Migration Read(Stream script, string fileName)
    {
        using var reader = new StreamReader(script);
        var version = int.Parse(fileName.AsSpan(0, fileName.IndexOf('_')), CultureInfo.InvariantCulture);
        return new(version, fileName, reader.ReadToEnd());
    }
}
