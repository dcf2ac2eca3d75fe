namespace Bpm.Dmn.Tests.Tables;

public sealed class HitPolicyTests
{
    const string Rules = """
        < 10    || "small"
        < 100   || "medium"
        >= 100  || "large"
        > 1000  || "large"
        """;

    [Theory]
    [InlineData("FIRST", 5, "\"small\"")]
    [InlineData("FIRST", 50, "\"medium\"")]
    [InlineData("UNIQUE", 50, "\"medium\"")]
    [InlineData("ANY", 2000, "\"large\"")]
    [InlineData("RULE ORDER", 5, "[\"small\", \"medium\"]")]
    [InlineData("COLLECT", 5, "[\"small\", \"medium\"]")]
    [InlineData("COLLECT\" aggregation=\"COUNT", 5, "2")]
    [InlineData("COLLECT\" aggregation=\"COUNT", 2000, "1")]
    public void The_hit_policy_makes_one_result_of_the_rules_that_match(string policy, int amount, string expected) =>
        Assert.Equal(expected, Dmn.Box(Dmn.Table($"hitPolicy=\"{policy}\"", ["amount"], ["size"], Rules), $"{{amount: {amount}}}"));

    [Theory]
    [InlineData("SUM", "6")]
    [InlineData("MIN", "1")]
    [InlineData("MAX", "3")]
    [InlineData("COUNT", "3")]
    public void A_collecting_table_aggregates_its_outputs(string aggregation, string expected) =>
        Assert.Equal(expected, Dmn.Box(Dmn.Table($"hitPolicy=\"COLLECT\" aggregation=\"{aggregation}\"", ["x"], ["n"], "- || 1\n- || 2\n- || 3\n> 5 || 100"), "{x: 1}"));

    [Theory]
    [InlineData("", "1")]
    [InlineData("xmlns:camunda=\"http://camunda.org/schema/1.0/dmn\"", "2")]
    public void Equal_outputs_count_once_except_in_files_of_Camunda(string attributes, string expected)
    {
        var table = Dmn.Table("hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", ["amount"], ["size"], Rules);
        var model = Dmn.Model($"<decision id=\"d\" name=\"d\">{table}</decision>", attributes: attributes);

        Assert.Equal(expected, Dmn.Ask(model, "d", "{amount: 2000}").Value.ToString());
    }

    [Theory]
    [InlineData("UNIQUE", "null")]
    [InlineData("COLLECT", "[]")]
    [InlineData("RULE ORDER", "[]")]
    [InlineData("COLLECT\" aggregation=\"SUM", "null")]
    [InlineData("COLLECT\" aggregation=\"COUNT", "0")]
    public void Without_a_matching_rule_there_is_nothing(string policy, string expected) =>
        Assert.Equal(expected, Dmn.Box(Dmn.Table($"hitPolicy=\"{policy}\"", ["x"], ["n"], "1 || 1"), "{x: 2}"));

    [Theory]
    [InlineData("UNIQUE", true)]
    [InlineData("FIRST", true)]
    [InlineData("COLLECT\" aggregation=\"SUM", true)]
    [InlineData("COLLECT\" aggregation=\"COUNT", false)]
    [InlineData("COLLECT", false)]
    public void That_no_rule_matches_is_told_where_the_value_is_then_null(string policy, bool isTold)
    {
        var required = $"<decision id=\"rate\" name=\"rate\">{Dmn.Table($"hitPolicy=\"{policy}\"", ["x"], ["n"], "1 || 1")}</decision>";
        var asking = $"""<decision id="d" name="d"><informationRequirement><requiredDecision href="#rate"/></informationRequirement>{Dmn.Literal("if rate = null then 0 else 1")}</decision>""";

        var outcome = Dmn.Ask(Dmn.Model(required + asking), "d", "{x: 2}");

        Assert.Null(outcome.Failure);
        Assert.Equal(
            isTold ? [("table", "Expected a rule of 'rate' to match, but none does and there is no default output.")] : [],
            outcome.Traces[0].Warnings.Select(w => (w.ElementId!, w.Warning.Message)));
        Assert.Empty(outcome.Traces[1].Warnings);
    }

    [Theory]
    [InlineData("PRIORITY", "\"refuse\"")]
    [InlineData("OUTPUT ORDER", "[\"refuse\", \"check\", \"accept\"]")]
    public void The_order_of_the_allowed_outputs_is_their_priority(string policy, string expected)
    {
        const string output = """<output name="answer"><outputValues><text>"refuse", "check", "accept"</text></outputValues></output>""";

        Assert.Equal(expected, Dmn.Box(Dmn.Table($"hitPolicy=\"{policy}\"", ["x"], [output], """
            - || "accept"
            - || "refuse"
            - || "check"
            """), "{x: 1}"));
    }

    [Fact]
    public void Several_outputs_make_a_context()
    {
        var value = Dmn.Box(Dmn.Table("", ["x"], ["rate", "term in years"], "1 || 0.5 | 10"), "{x: 1}");

        Assert.Equal("{rate: 0.5, term in years: 10}", value);
    }

    [Fact]
    public void The_default_outputs_stand_in_when_no_rule_matches()
    {
        const string output = """<output name="answer"><defaultOutputEntry><text>"none"</text></defaultOutputEntry></output>""";

        Assert.Equal("\"none\"", Dmn.Box(Dmn.Table("", ["x"], [output], "1 || \"one\""), "{x: 2}"));
    }

    [Theory]
    [InlineData("UNIQUE", "Expected at most one rule to match in 'd', but rules 1, 2 match.")]
    [InlineData("ANY", "Expected all rules that match to have the same outputs in 'd', but rules 1, 2 match.")]
    public void A_violated_hit_policy_gives_null_and_fails_with_the_rules(string policy, string failure)
    {
        var outcome = Dmn.Ask(Dmn.Model($"<decision id=\"d\" name=\"d\">{Dmn.Table($"hitPolicy=\"{policy}\"", ["amount"], ["size"], Rules)}</decision>"), "d", "{amount: 5}");

        Assert.Equal(("null", failure), (outcome.Value.ToString(), outcome.Failure));
        Assert.Equal([1, 2], outcome.Traces[^1].Rules.Select(r => r.Number));
        Assert.Equal("table", Assert.Single(outcome.Traces[^1].Warnings).ElementId);
    }
}
