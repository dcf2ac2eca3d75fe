using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Bpm.Dmn;
using Bpm.Feel;

namespace Bpm.Benchmarks;

/// <summary>One thing to do in both: ours as code, feelin's as the task that its script reads.</summary>
sealed record FeelTask(string Name, Func<object?> Ours, JsonObject Feelin)
{
    const string Condition = "amount > 1000 and category = \"travel\"";
    const string Longer = "if claim.amount >= 10 and some x in claim.items satisfies x.kind = \"hotel\" then date(claim.day) + duration(\"P1D\") else null";

    static readonly FeelEnvironment Environment = new(DateTimeOffset.UnixEpoch);

    public static IReadOnlyList<FeelTask> All =>
    [
        Evaluation("condition", Condition, """{"amount":1500,"category":"travel"}"""),
        ParsedEvaluation("condition parsed each time", Condition, """{"amount":1500,"category":"travel"}"""),
        Evaluation("filter of 1000 items", "count(items[amount > 500])", Items()),
        Table(),
        Parse("parse of a condition", Condition),
        Parse("parse of a longer expression", Longer),
    ];

    /// <summary>Ours parses once; feelin has no compiled form and is given the text each time.</summary>
    static FeelTask Evaluation(string name, string expression, string context)
    {
        var (compiled, variables) = (FeelExpression.Parse(expression).Expression!, (FeelContext)FeelJson.Parse(context));
        return new(name, () => compiled.Evaluate(variables, Environment).Value, new() { ["expression"] = expression, ["context"] = JsonNode.Parse(context) });
    }

    static FeelTask ParsedEvaluation(string name, string expression, string context)
    {
        var variables = (FeelContext)FeelJson.Parse(context);
        return new(name, () => FeelExpression.Parse(expression, variables.Keys).Expression!.Evaluate(variables, Environment).Value,
            new() { ["expression"] = expression, ["context"] = JsonNode.Parse(context) });
    }

    static FeelTask Parse(string name, string expression) =>
        new(name, () => FeelBoolean.Of(FeelExpression.Parse(expression).IsValid), new() { ["parse"] = true, ["expression"] = expression, ["context"] = new JsonObject() });

    /// <summary>50 rules of which exactly one matches; every cell has to be looked at to know that.</summary>
    static FeelTask Table()
    {
        var rules = Enumerable.Range(0, 50).Select(i => (
            Tests: (string[])[string.Create(CultureInfo.InvariantCulture, $"[{i * 100}..{i * 100 + 99}]"), i % 7 == 0 ? "-" : $"\"travel\", \"{(char)('a' + i % 5)}\""],
            Output: $"\"level {i}\"")).ToList();
        const string Context = """{"amount":4321,"category":"travel"}""";
        var model = DmnReader.Read(Encoding.UTF8.GetBytes(Xml(rules)), "table.dmn") is { Model: { } read } ? read : throw new InvalidOperationException("Expected the table to be readable.");
        var variables = (FeelContext)FeelJson.Parse(Context);
        var task = new JsonObject
        {
            ["inputs"] = new JsonArray("amount", "category"),
            ["context"] = JsonNode.Parse(Context),
            ["rules"] = new JsonArray([.. rules.Select(r => new JsonObject { ["tests"] = new JsonArray(r.Tests[0], r.Tests[1]), ["output"] = r.Output })]),
        };
        return new("table of 50 rules", () => model.Evaluate("level", variables, Environment).Value, task);
    }

    static string Xml(IEnumerable<(string[] Tests, string Output)> rules)
    {
        var xml = new StringBuilder("""
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="levels" name="levels" namespace="urn:levels">
              <inputData id="i1" name="amount"><variable id="v1" name="amount"/></inputData>
              <inputData id="i2" name="category"><variable id="v2" name="category"/></inputData>
              <decision id="level" name="level"><variable id="v3" name="level"/>
                <informationRequirement id="r1"><requiredInput href="#i1"/></informationRequirement>
                <informationRequirement id="r2"><requiredInput href="#i2"/></informationRequirement>
                <decisionTable id="table" hitPolicy="UNIQUE">
                  <input id="c1"><inputExpression id="e1"><text>amount</text></inputExpression></input>
                  <input id="c2"><inputExpression id="e2"><text>category</text></inputExpression></input>
                  <output id="o1"/>
            """);
        foreach (var ((tests, output), i) in rules.Select((r, i) => (r, i)))
            xml.Append(CultureInfo.InvariantCulture, $"""
                <rule id="rule{i}"><inputEntry id="a{i}"><text>{tests[0]}</text></inputEntry><inputEntry id="b{i}"><text>{tests[1]}</text></inputEntry><outputEntry id="c{i}x"><text>{output}</text></outputEntry></rule>
                """);
        return xml.Append("</decisionTable></decision></definitions>").ToString();
    }

    static string Items()
    {
        var items = Enumerable.Range(0, 1000).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""{"id":{{i}},"amount":{{i * 7919 % 1000}},"category":"{{(i % 3 == 0 ? "travel" : "meals")}}"}"""));
        return $$"""{"items":[{{string.Join(',', items)}}]}""";
    }
}
