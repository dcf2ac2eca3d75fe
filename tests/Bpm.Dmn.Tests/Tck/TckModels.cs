using System.Xml.Linq;

namespace Bpm.Dmn.Tests.Tck;

/// <summary>The models of one folder of test cases: the one that is named, and those that lie beside it by their namespaces.</summary>
sealed class TckModels
{
    static readonly DmnReaderOptions Lenient = new(FaultsAreNull: true);

    readonly DmnSource[] _files;
    readonly Dictionary<string, DmnFile> _read = [];

    public TckModels(string folder, string? name)
    {
        _files = [.. Directory.GetFiles(folder, "*.dmn").Order(StringComparer.Ordinal).Select(f => new DmnSource(Path.GetFileName(f), File.ReadAllBytes(f)))];
        Main = Read(_files.FirstOrDefault(f => f.FileName == name) ?? _files[0]);
    }

    public DmnFile Main { get; }

    /// <summary>The model with this namespace; the named one when there is none.</summary>
    public DmnFile Of(string? @namespace) => @namespace is null || Main.Model?.Namespace == @namespace
        ? Main
        : _files.Select(Read).FirstOrDefault(f => f.Model?.Namespace == @namespace) ?? Main;

    /// <summary>The id of an element by its name. Business knowledge models are no decisions, so the model does not list them.</summary>
    public string? IdOf(DmnFile file, string name) =>
        file.Model?.Decisions.FirstOrDefault(d => d.Name == name)?.Id
        ?? (string?)XDocument.Load(new MemoryStream(_files.First(f => f.FileName == file.FileName).Content.ToArray())).Root!.Elements()
            .FirstOrDefault(e => e.Name.LocalName == "businessKnowledgeModel" && (string?)e.Attribute("name") == name)?.Attribute("id");

    DmnFile Read(DmnSource source)
    {
        if (!_read.TryGetValue(source.FileName, out var file))
        {
            file = DmnReader.Read(source.Content, source.FileName, [.. _files.Where(f => f != source)], Lenient);
            _read.Add(source.FileName, file);
        }

        return file;
    }
}
