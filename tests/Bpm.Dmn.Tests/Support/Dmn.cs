using System.Text;
using Bpm.Feel;

namespace Bpm.Dmn.Tests;

/// <summary>Writes small models, and asks them.</summary>
static class Dmn
{
    public const string Namespace15 = "https://www.omg.org/spec/DMN/20230324/MODEL/";

    public static FeelEnvironment Environment { get; } = new(new DateTimeOffset(2026, 3, 14, 9, 26, 53, TimeSpan.Zero));

    public static string Model(string content, string name = "test", string attributes = "", string xmlns = Namespace15) =>
        $"""
        <definitions xmlns="{xmlns}" id="{name}" name="{name}" namespace="http://example.org/{name}" {attributes}>
        {content}
        </definitions>
        """;

    public static DmnFile Read(string model, params (string FileName, string Model)[] beside) =>
        DmnReader.Read(Encoding.UTF8.GetBytes(model), "test.dmn", [.. beside.Select(b => new DmnSource(b.FileName, Encoding.UTF8.GetBytes(b.Model)))]);

    public static DecisionOutcome Ask(string model, string decisionId, string variables = "{}", params (string FileName, string Model)[] beside)
    {
        var file = Read(model, beside);
        Assert.True(file.Model is not null, string.Join("\n", file.Diagnostics));
        return file.Model!.Evaluate(decisionId, (FeelContext)Value(variables), Environment);
    }

    /// <summary>A decision whose logic is this boxed expression, evaluated; the value as a literal.</summary>
    public static string Box(string logic, string variables = "{}", string other = "") =>
        Ask(Model($"""{other}<decision id="d" name="d">{logic}</decision>"""), "d", variables).Value.ToString();

    public static string Literal(string text) => $"<literalExpression><text>{System.Security.SecurityElement.Escape(text)}</text></literalExpression>";

    public static FeelValue Value(string feel) => FeelExpression.Parse(feel).Expression!.Evaluate(FeelContext.Empty, Environment).Value;

    /// <summary>A table with columns as attributes, and one line for each rule: cells between '|', the outputs behind '||'.</summary>
    public static string Table(string attributes, string[] inputs, string[] outputs, string rules)
    {
        var xml = new StringBuilder($"<decisionTable id=\"table\" {attributes}>");
        foreach (var (input, i) in inputs.Select((x, i) => (x, i)))
        {
            xml.Append($"<input id=\"in{i}\" label=\"{input}\"><inputExpression><text>{input}</text></inputExpression></input>");
        }

        foreach (var (output, i) in outputs.Select((x, i) => (x, i)))
        {
            xml.Append(output.StartsWith('<') ? output : $"<output id=\"out{i}\" name=\"{output}\"/>");
        }

        foreach (var (line, number) in rules.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select((l, i) => (l, i + 1)))
        {
            var sides = line.Split("||");
            xml.Append($"<rule id=\"rule{number}\">");
            xml.Append(Cells(sides[0], "inputEntry", number)).Append(Cells(sides[1], "outputEntry", number)).Append("</rule>");
        }

        return xml.Append("</decisionTable>").ToString();
    }

    static string Cells(string side, string kind, int number) => string.Concat(side.Split('|', StringSplitOptions.TrimEntries)
        .Select((cell, i) => $"<{kind} id=\"{kind}{number}.{i}\"><text>{System.Security.SecurityElement.Escape(cell)}</text></{kind}>"));
}
