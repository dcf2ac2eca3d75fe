namespace Bpm.Dmn.Tests.Tables;

public sealed class DecisionTableTests
{
    [Fact]
    public void The_trace_tells_inputs_and_matching_rules()
    {
        var table = Dmn.Table("hitPolicy=\"COLLECT\"", ["amount", "kind"], ["who", "days"], """
            > 100 | "travel" || "boss" | 3
            -     | "food"   || "cook" | 1
            > 10  | -        || "clerk" | amount / 100
            """);

        var trace = Assert.Single(Dmn.Ask(Dmn.Model($"<decision id=\"approval\" name=\"Approval\">{table}</decision>"), "approval", "{amount: 200, kind: \"travel\"}").Traces);

        Assert.Equal(("approval", "Approval"), (trace.DecisionId, trace.Name));
        Assert.Equal([("in0", "amount", "200"), ("in1", "kind", "\"travel\"")], trace.Inputs.Select(i => (i.Id!, i.Label!, i.Value.ToString())));
        Assert.Equal([("rule1", 1), ("rule3", 3)], trace.Rules.Select(r => (r.RuleId!, r.Number)));
        Assert.Equal([("out0", "who", "\"clerk\""), ("out1", "days", "2")], trace.Rules[1].Outputs.Select(o => (o.Id!, o.Name!, o.Value.ToString())));
    }

    [Fact]
    public void A_warning_names_the_cell_it_arises_in()
    {
        var table = Dmn.Table("", ["amount"], ["rate"], """
            > 1000 || 1
            > 100  || missing + 1
            """);

        var trace = Dmn.Ask(Dmn.Model($"<decision id=\"d\" name=\"d\">{table}</decision>"), "d", "{amount: 200}").Traces[^1];

        var first = trace.Warnings[0];
        Assert.Equal(("outputEntry2.0", "missing + 1", "No variable named 'missing' found."), (first.ElementId, first.Text, first.Warning.Message));
    }

    [Theory]
    [InlineData("camunda:inputVariable=\"age of driver\"", "age of driver &gt; 17", "\"yes\"")]
    [InlineData("camunda:inputVariable=\"driver\"", "driver &gt; 30, ? = 18", "\"yes\"")]
    [InlineData("", "cellInput &gt; 17", "\"yes\"")]
    [InlineData("", "cellInput &gt; 18", "null")]
    public void A_test_may_call_the_input_by_the_name_that_Camunda_gives_it(string attribute, string test, string expected)
    {
        var table = $"""
            <decisionTable><input {attribute}><inputExpression><text>age</text></inputExpression></input>
            <output name="n"/><rule><inputEntry><text>{test}</text></inputEntry><outputEntry><text>"yes"</text></outputEntry></rule></decisionTable>
            """;
        var model = Dmn.Model($"<decision id=\"d\" name=\"d\">{table}</decision>", attributes: "xmlns:camunda=\"http://camunda.org/schema/1.0/dmn\"");

        Assert.Equal(expected, Dmn.Ask(model, "d", "{age: 18}").Value.ToString());
    }

    [Theory]
    [InlineData("\"a\"", "1")]
    [InlineData("\"c\"", "null")]
    public void An_input_that_is_not_allowed_gives_null(string kind, string expected)
    {
        var table = """
            <decisionTable><input><inputExpression><text>kind</text></inputExpression><inputValues><text>"a", "b"</text></inputValues></input>
            <output name="n"/><rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry></rule></decisionTable>
            """;

        Assert.Equal(expected, Dmn.Box(table, $"{{kind: {kind}}}"));
    }

    [Theory]
    [InlineData("number", "5", "\"yes\"")]
    [InlineData("number", "[5]", "\"yes\"")]
    [InlineData("string", "5", "null")]
    public void An_input_is_converted_to_its_type(string type, string value, string expected)
    {
        var table = $"""
            <decisionTable><input><inputExpression typeRef="{type}"><text>x</text></inputExpression></input>
            <output name="n"/><rule><inputEntry><text>5</text></inputEntry><outputEntry><text>"yes"</text></outputEntry></rule></decisionTable>
            """;

        Assert.Equal(expected, Dmn.Box(table, $"{{x: {value}}}"));
    }

    [Fact]
    public void Cells_may_read_other_variables_and_the_input_itself()
    {
        var table = Dmn.Table("", ["amount"], ["size"], """
            > limit          || "over"
            ? = limit        || "exactly"
            not(>= limit)    || "under"
            """);

        Assert.Equal("\"exactly\"", Dmn.Box(table, "{amount: 5, limit: 5}"));
        Assert.Equal("\"under\"", Dmn.Box(table, "{amount: 4, limit: 5}"));
    }
}
