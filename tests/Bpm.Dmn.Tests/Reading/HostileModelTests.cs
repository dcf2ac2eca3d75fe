namespace Bpm.Dmn.Tests.Reading;

/// <summary>Models whose size is their malice: they cost no more than their size, and never the process.</summary>
public sealed class HostileModelTests
{
    [Fact]
    public void A_long_chain_of_decisions_is_evaluated_or_fails_but_never_overflows_the_stack()
    {
        var outcome = Dmn.Ask(Chain(1_999), "d1999");

        Assert.True(outcome.Failure is not null || outcome.Value.ToString() == "1999");
    }

    [Fact]
    public void A_long_chain_of_knowledge_is_evaluated_or_fails_but_never_overflows_the_stack()
    {
        var chain = string.Concat(Enumerable.Range(1, 1_998).Select(i => $"""
            <businessKnowledgeModel id="b{i}" name="b{i}"><encapsulatedLogic>{Dmn.Literal("1")}</encapsulatedLogic>{Knows(i + 1)}</businessKnowledgeModel>
            """));
        var model = Dmn.Model($"<decision id=\"d\" name=\"d\">{Knows(1)}{Dmn.Literal("b1()")}</decision><businessKnowledgeModel id=\"b1999\" name=\"b1999\"/>{chain}");

        var outcome = Dmn.Ask(model, "d");

        Assert.True(outcome.Failure is not null || outcome.Value.ToString() == "1");

        static string Knows(int i) => $"<knowledgeRequirement><requiredKnowledge href=\"#b{i}\"/></knowledgeRequirement>";
    }

    [Fact]
    public void A_service_in_a_long_loop_leaves_no_more_traces_than_a_large_model_and_the_asked_decision_is_the_last()
    {
        var outcome = Dmn.Ask(Dmn.Model($"""
            <decision id="inner" name="inner">{Dmn.Literal("1")}</decision>
            <decisionService id="s" name="s"><outputDecision href="#inner"/></decisionService>
            <decision id="d" name="d"><knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>{Dmn.Literal("sum(for x in 1..5000 return s())")}</decision>
            """), "d");

        Assert.Equal(("5000", 2_000, "d"), (outcome.Value.ToString(), outcome.Traces.Length, outcome.Traces[^1].DecisionId));
    }

    [Fact]
    public void A_graph_of_too_many_elements_is_refused() =>
        Assert.Equal("too-many-elements", Assert.Single(Dmn.Read(Chain(2_000)).Diagnostics).Code);

    static string Chain(int length)
    {
        var chain = string.Concat(Enumerable.Range(1, length).Select(i => $"""
            <decision id="d{i}" name="d{i}"><informationRequirement><requiredDecision href="#d{i - 1}"/></informationRequirement>{Dmn.Literal($"d{i - 1} + 1")}</decision>
            """));

        return Dmn.Model($"<decision id=\"d0\" name=\"d0\">{Dmn.Literal("0")}</decision>{chain}");
    }

    [Fact]
    public void A_context_of_thousands_of_entries_is_evaluated()
    {
        var entries = string.Concat(Enumerable.Range(1, 2_000).Select(i => $"<contextEntry><variable name=\"e{i} x\"/>{Dmn.Literal(i == 1 ? "1" : $"e{i - 1} x + 1")}</contextEntry>"));

        Assert.Equal("2000", Dmn.Box($"<context>{entries}<contextEntry>{Dmn.Literal("e2000 x")}</contextEntry></context>"));
    }

    [Fact]
    public void Types_that_lead_on_and_on_accept_any_value()
    {
        var types = string.Concat(Enumerable.Range(1, 20_000).Select(i => $"<itemDefinition name=\"t{i}\"><typeRef>t{i + 1}</typeRef></itemDefinition>"));

        Assert.Equal("1", Dmn.Box($"<literalExpression typeRef=\"t1\"><text>1</text></literalExpression>", other: types));
    }

    [Fact]
    public void Decisions_that_require_each_other_come_to_an_end_even_where_faults_are_wanted()
    {
        var model = Dmn.Model($"""
            <decision id="a" name="a"><informationRequirement><requiredDecision href="#b"/></informationRequirement>{Dmn.Literal("b")}</decision>
            <decision id="b" name="b"><informationRequirement><requiredDecision href="#a"/></informationRequirement>{Dmn.Literal("[a]")}</decision>
            """);

        var file = DmnReader.Read(System.Text.Encoding.UTF8.GetBytes(model), "x.dmn", [], new DmnReaderOptions(FaultsAreNull: true));

        Assert.Equal("[null]", file.Model!.Evaluate("a", Bpm.Feel.FeelContext.Empty, Dmn.Environment).Value.ToString());
    }
}
