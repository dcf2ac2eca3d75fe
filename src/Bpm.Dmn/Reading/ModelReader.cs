using System.Collections.Immutable;
using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>Reads a model with the models that it imports, each of them once.</summary>
sealed class ModelReader(IReadOnlyList<DmnSource> beside, DmnReaderOptions options)
{
    static readonly BpmnLimits Limits = BpmnLimits.Default;

    readonly Dictionary<string, DecisionGraph?> _imported = new(StringComparer.Ordinal);
    Dictionary<string, SourceElement>? _beside;

    public DecisionModel? Read(ReadOnlyMemory<byte> content, DiagnosticList diagnostics)
    {
        if (SourceReader.Read(content, Limits, diagnostics, "DMN") is not { } definitions || !IsDmn(definitions, diagnostics))
        {
            return null;
        }

        var graph = Graph(definitions, diagnostics);
        return new DecisionModel(definitions.Id ?? definitions["name"] ?? "", graph, DefinitionReader.Read(definitions, graph, diagnostics));
    }

    DecisionGraph Graph(SourceElement definitions, DiagnosticList diagnostics)
    {
        var imports = Imports(definitions, diagnostics);
        var types = new ItemTypes(definitions, imports, diagnostics);
        var reading = new ModelReading(definitions, diagnostics, options, types);
        var graph = new DecisionGraph(
            definitions["namespace"] ?? "", definitions["name"], types, imports,
            new EntryNames(definitions, imports.Select(i => i.Graph.EntryNames)), hidesUnrequired: !reading.IsCamunda);
        new GraphReader(definitions, graph, reading).Read();
        return graph;
    }

    ImmutableArray<Import> Imports(SourceElement definitions, DiagnosticList diagnostics)
    {
        List<Import> imports = [];
        foreach (var element in DmnNames.Children(definitions, "import").Where(i => DmnNames.IsModel(i["importType"]?.Trim())))
        {
            if (Imported(element["namespace"]?.Trim() ?? "", diagnostics) is { } graph)
            {
                imports.Add(new Import(element["name"]?.Trim() ?? "", graph));
                continue;
            }

            diagnostics.Error("unknown-import", element.Location, element.NearestId,
                $"Expected a DMN file with the namespace “{element["namespace"]}” beside this one, but there is none that can be read.",
                "Upload the imported file together with this one.");
        }

        return [.. imports];
    }

    DecisionGraph? Imported(string @namespace, DiagnosticList diagnostics)
    {
        if (_imported.TryGetValue(@namespace, out var known))
        {
            return known;
        }

        // A model that imports itself through others finds nothing here.
        _imported[@namespace] = null;
        if ((_beside ??= Sources()).TryGetValue(@namespace, out var definitions))
        {
            _imported[@namespace] = Graph(definitions, new DiagnosticList(diagnostics.File));
        }

        return _imported[@namespace];
    }

    Dictionary<string, SourceElement> Sources()
    {
        Dictionary<string, SourceElement> sources = new(StringComparer.Ordinal);
        foreach (var file in beside)
        {
            // What is wrong with a file beside this one is reported when that file is read itself.
            if (SourceReader.Read(file.Content, Limits, new DiagnosticList(file.FileName), "DMN") is { } root && DmnNames.IsModel(root) && root["namespace"] is { } name)
            {
                sources.TryAdd(name, root);
            }
        }

        return sources;
    }

    static bool IsDmn(SourceElement root, DiagnosticList diagnostics)
    {
        if (DmnNames.IsModel(root))
        {
            return true;
        }

        diagnostics.Error("not-dmn", root.Location, null,
            $"Expected definitions of DMN 1.1 to 1.5, but the root element is “{root.Name}” of “{root.Namespace}”.", "Export the decisions as DMN XML.");
        return false;
    }
}
