using System.Text;
using Bpm.Dmn;

namespace Bpm.Engine.Tests.Support;

/// <summary>Small decision tables: <c>Table("limits", "UNIQUE", "amount", "by", "&lt; 100 | \"anna\"", …)</c>, cells divided by bars.</summary>
static class Rules
{
    public static DecisionModel Table(string id, string hitPolicy, string inputs, string outputs, params string[] rules) => Read($"""
        <decision id="{id}" name="{id}"><decisionTable id="{id}-table" hitPolicy="{hitPolicy}">
          {Each(inputs, (input, i) => $"<input id=\"in{i}\" label=\"{input}\"><inputExpression id=\"expr{i}\"><text>{input}</text></inputExpression></input>")}
          {Each(outputs, (output, i) => $"<output id=\"out{i}\" name=\"{output}\"/>")}
          {string.Concat(rules.Select((rule, n) => Rule(rule.Split('|', StringSplitOptions.TrimEntries), inputs.Split(',').Length, n + 1)))}
        </decisionTable></decision>
        """);

    public static DecisionModel Expression(string id, string text) =>
        Read($"<decision id=\"{id}\" name=\"{id}\"><variable name=\"{id}\"/><literalExpression id=\"{id}-text\"><text>{Escaped(text)}</text></literalExpression></decision>");

    static DecisionModel Read(string content)
    {
        var file = DmnReader.Read(Encoding.UTF8.GetBytes(
            $"<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"rules\" name=\"Rules\" namespace=\"test\">{content}</definitions>"), "rules.dmn");
        Assert.True(!file.HasErrors, string.Join('\n', file.Diagnostics.Select(d => $"{d.Location} {d.Message}")));
        return file.Model!;
    }

    static string Rule(string[] cells, int inputs, int number) => $"<rule id=\"r{number}\">{string.Concat(cells.Select((cell, i) =>
        $"<{(i < inputs ? "inputEntry" : "outputEntry")} id=\"c{number}-{i + 1}\"><text>{Escaped(cell)}</text></{(i < inputs ? "inputEntry" : "outputEntry")}>"))}</rule>";

    static string Each(string names, Func<string, int, string> write) =>
        string.Concat(names.Split(',', StringSplitOptions.TrimEntries).Select((name, i) => write(name, i + 1)));

    static string Escaped(string text) => System.Security.SecurityElement.Escape(text);
}
