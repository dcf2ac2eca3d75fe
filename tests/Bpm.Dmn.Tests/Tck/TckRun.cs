using System.Xml.Linq;
using Bpm.Feel;

namespace Bpm.Dmn.Tests.Tck;

/// <summary>Runs one file of test cases against its model; each result node is one test.</summary>
sealed class TckRun
{
    static readonly XNamespace Tests = "http://www.omg.org/spec/DMN/20160719/testcase";

    readonly string _file;
    readonly XElement _root;
    readonly TckModels _models;

    TckRun(string file, XElement root)
    {
        _file = Path.GetFileNameWithoutExtension(file);
        _root = root;
        _models = new TckModels(Path.GetDirectoryName(file)!, ((string?)root.Element(Tests + "modelName"))?.Trim());
    }

    public static FeelEnvironment Environment { get; } = new(new DateTimeOffset(2026, 3, 14, 9, 26, 53, TimeSpan.Zero));

    public static IEnumerable<TckResult> Of(string file) =>
        XDocument.Load(file).Root is { } root && root.Name == Tests + "testCases" ? new TckRun(file, root).Results() : [];

    IEnumerable<TckResult> Results() =>
        from testCase in _root.Elements(Tests + "testCase")
        from node in testCase.Elements(Tests + "resultNode")
        select Result(testCase, node);

    TckResult Result(XElement testCase, XElement node)
    {
        var invoked = Attribute(testCase, "type") is "decisionService" or "bkm" ? Attribute(testCase, "invocableName") : null;
        var asked = invoked ?? Attribute(node, "name")!;
        var name = $"{_file} {Attribute(testCase, "id")} {Attribute(node, "name")}";
        var expected = TckValues.Read(node.Element(Tests + "expected"));
        var file = _models.Of(Attribute(node, "namespace") ?? Attribute(testCase, "namespace"));
        if (file.Model is not { } model)
        {
            return new TckResult(name, expected, null, string.Join("; ", file.Diagnostics.Select(d => d.Message)));
        }

        if (_models.IdOf(file, asked) is not { } id)
        {
            return new TckResult(name, expected, null, $"The model has nothing named '{asked}'.");
        }

        var inputs = new FeelContext(testCase.Elements(Tests + "inputNode").Select(i => KeyValuePair.Create(Attribute(i, "name")!, TckValues.Read(i))));
        var outcome = model.Evaluate(id, inputs, Environment);
        var value = invoked is not null && outcome.Value is FeelContext several && several.TryGet(Attribute(node, "name")!, out var one) ? one : outcome.Value;
        return new TckResult(name, expected, value, Reasons(outcome));
    }

    static string Reasons(DecisionOutcome outcome) => string.Join("; ", outcome.Traces
        .SelectMany(t => t.Warnings)
        .Select(w => $"{w.Warning.Message} in {w.Text}")
        .Append(outcome.Failure)
        .OfType<string>()
        .Distinct()
        .Take(4));

    static string? Attribute(XElement element, string name) => (string?)element.Attribute(name);
}
