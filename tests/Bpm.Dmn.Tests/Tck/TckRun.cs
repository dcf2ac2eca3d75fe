using System.Xml.Linq;
using Bpm.Feel;

namespace Bpm.Dmn.Tests.Tck;

/// <summary>Runs one file of test cases against its model; each result node is one test.</summary>
sealed class TckRun
{
    static readonly XNamespace Tests = "http://www.omg.org/spec/DMN/20160719/testcase";
    static readonly DmnReaderOptions Lenient = new(FaultsAreNull: true);

    public static FeelEnvironment Environment { get; } = new(new DateTimeOffset(2026, 3, 14, 9, 26, 53, TimeSpan.Zero));

    readonly string _folder;
    readonly string _file;
    readonly XElement _root;
    readonly DmnFile _model;

    TckRun(string file)
    {
        _file = Path.GetFileNameWithoutExtension(file);
        _folder = Path.GetDirectoryName(file)!;
        _root = XDocument.Load(file).Root!;
        var name = ((string?)_root.Element(Tests + "modelName"))?.Trim() ?? Path.GetFileName(_folder) + ".dmn";
        var beside = Directory.GetFiles(_folder, "*.dmn").Where(f => Path.GetFileName(f) != name);
        _model = DmnReader.Read(
            File.ReadAllBytes(Path.Combine(_folder, name)), name, [.. beside.Select(f => new DmnSource(Path.GetFileName(f), File.ReadAllBytes(f)))], Lenient);
    }

    public static IEnumerable<TckResult> Of(string file) =>
        XDocument.Load(file).Root!.Name == Tests + "testCases" ? new TckRun(file).Results() : [];

    IEnumerable<TckResult> Results() =>
        from testCase in _root.Elements(Tests + "testCase")
        from node in testCase.Elements(Tests + "resultNode")
        select Result(testCase, node);

    TckResult Result(XElement testCase, XElement node)
    {
        var asked = Asked(testCase, node);
        var name = $"{_file} {(string?)testCase.Attribute("id")} {(string?)node.Attribute("name")}";
        var expected = TckValues.Read(node.Element(Tests + "expected"));
        if (_model.Model is not { } model)
        {
            return new TckResult(name, expected, null, string.Join("; ", _model.Diagnostics.Select(d => d.Message)));
        }

        if (model.Decisions.FirstOrDefault(d => d.Name == asked || d.Id == asked) is not { } decision)
        {
            return new TckResult(name, expected, null, $"The model has no decision named '{asked}'.");
        }

        var inputs = new FeelContext(testCase.Elements(Tests + "inputNode").Select(i => KeyValuePair.Create((string)i.Attribute("name")!, TckValues.Read(i))));
        var outcome = model.Evaluate(decision.Id, inputs, Environment);
        var value = decision.IsService && outcome.Value is FeelContext several && several.TryGet((string)node.Attribute("name")!, out var one) ? one : outcome.Value;
        var reasons = outcome.Traces.SelectMany(t => t.Warnings).Select(w => $"{w.Warning.Message} in {w.Text}").Append(outcome.Failure).OfType<string>()
            .Concat(_model.Diagnostics.Where(d => d.Code == "expression-syntax" && outcome.Traces.Length > 0).Select(d => d.Message));
        return new TckResult(name, expected, value, string.Join("; ", reasons.Distinct().Take(4)));
    }

    static string Asked(XElement testCase, XElement node) => (string?)testCase.Attribute("type") is "decisionService" or "bkm"
        ? (string?)testCase.Attribute("invocableName") ?? ""
        : (string)node.Attribute("name")!;
}
