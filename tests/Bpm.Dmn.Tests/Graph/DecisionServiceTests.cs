namespace Bpm.Dmn.Tests.Graph;

public sealed class DecisionServiceTests
{
    static readonly string Model = Dmn.Model($"""
        <inputData id="x" name="x"><variable name="x" typeRef="number"/></inputData>
        <decision id="base" name="base">{Dmn.Literal("1")}</decision>
        <decision id="inner" name="inner"><informationRequirement><requiredDecision href="#base"/></informationRequirement>
          <informationRequirement><requiredInput href="#x"/></informationRequirement>{Dmn.Literal("base + x")}</decision>
        <decision id="outer" name="outer"><informationRequirement><requiredDecision href="#inner"/></informationRequirement>{Dmn.Literal("inner * 10")}</decision>
        <decisionService id="one" name="one"><outputDecision href="#outer"/><encapsulatedDecision href="#inner"/><inputDecision href="#base"/><inputData href="#x"/></decisionService>
        <decisionService id="two" name="two"><outputDecision href="#outer"/><outputDecision href="#inner"/><inputDecision href="#base"/><inputData href="#x"/></decisionService>
        <decision id="caller" name="caller"><knowledgeRequirement><requiredKnowledge href="#one"/></knowledgeRequirement>
          {Dmn.Literal("[one(2, 100), one(base: 100, x: 2), one(\"a\", 1), one(1)]")}</decision>
        """);

    [Fact]
    public void A_service_takes_its_input_decisions_from_the_variables() =>
        Assert.Equal("1020", Dmn.Ask(Model, "one", "{x: 2, base: 100}").Value.ToString());

    [Fact]
    public void A_service_that_is_asked_says_itself_what_is_wrong_with_its_inputs()
    {
        var asked = Dmn.Ask(Model, "one", "{x: \"much\", base: 100}").Traces[^1];

        Assert.Equal(("one", "Expected number as input 'x', but found \"much\"."), (asked.DecisionId, Assert.Single(asked.Warnings).Warning.Message));
    }

    [Fact]
    public void Several_output_decisions_make_a_context() =>
        Assert.Equal("{outer: 1020, inner: 102}", Dmn.Ask(Model, "two", "{x: 2, base: 100}").Value.ToString());

    [Fact]
    public void A_service_is_a_function_of_its_input_data_and_then_its_input_decisions() =>
        Assert.Equal("[1020, 1020, null, null]", Dmn.Ask(Model, "caller").Value.ToString());

    [Fact]
    public void Services_are_listed_with_their_inputs()
    {
        var service = Dmn.Read(Model).Model!.Decisions.Single(d => d.Id == "one");

        Assert.True(service.IsService);
        Assert.Equal(["x", "base"], service.Inputs);
    }
}
