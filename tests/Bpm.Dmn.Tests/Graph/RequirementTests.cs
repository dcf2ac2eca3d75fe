namespace Bpm.Dmn.Tests.Graph;

public sealed class RequirementTests
{
    static readonly string Chain = Dmn.Model($"""
        <inputData id="i" name="Monthly income"><variable name="Monthly income" typeRef="number"/></inputData>
        <decision id="a" name="Pre-bureau score"><variable name="Pre-bureau score" typeRef="number"/>
          <informationRequirement><requiredInput href="#i"/></informationRequirement>{Dmn.Literal("Monthly income * 2")}</decision>
        <decision id="b" name="b"><informationRequirement><requiredDecision href="#a"/></informationRequirement>{Dmn.Literal("Pre-bureau score + 1")}</decision>
        <decision id="c" name="c"><informationRequirement><requiredDecision href="#a"/></informationRequirement>
          <informationRequirement><requiredDecision href="#b"/></informationRequirement>{Dmn.Literal("b - Pre-bureau score")}</decision>
        """);

    [Fact]
    public void Required_decisions_are_evaluated_first_and_each_once()
    {
        var outcome = Dmn.Ask(Chain, "c", "{Monthly income: 100}");

        Assert.Equal("1", outcome.Value.ToString());
        Assert.Equal(["a", "b", "c"], outcome.Traces.Select(t => t.DecisionId));
        Assert.Equal(["Monthly income"], Dmn.Read(Chain).Model!.Decisions.Single(d => d.Id == "c").Inputs);
    }

    [Fact]
    public void An_input_that_does_not_conform_to_its_type_is_null_with_a_warning()
    {
        var outcome = Dmn.Ask(Chain, "a", "{Monthly income: \"much\"}");

        Assert.Equal("null", outcome.Value.ToString());
        Assert.Equal("Expected number as input 'Monthly income', but found \"much\".", outcome.Traces[0].Warnings[0].Warning.Message);
    }

    [Fact]
    public void What_is_not_required_is_not_seen_and_the_reader_says_so()
    {
        var model = Dmn.Model($"""<inputData id="i" name="x"/><decision id="d" name="d">{Dmn.Literal("x")}</decision>""");

        Assert.Equal("null", Dmn.Ask(model, "d", "{x: 1}").Value.ToString());
        Assert.Equal("missing-requirement", Assert.Single(Dmn.Read(model).Diagnostics).Code);
    }

    [Theory]
    [InlineData("Person's age")]
    [InlineData("Person’s age")]
    [InlineData("for sale")]
    [InlineData("Fee/rate (USD)")]
    [InlineData("a-b")]
    [InlineData("Is affordable?")]
    [InlineData("x.y")]
    public void Expressions_read_required_elements_whatever_their_names_contain(string name)
    {
        var table = Dmn.Table("", [name], ["n"], $"<= {name} || if {name} = 1 then {name} + 1 else 0");
        var model = Dmn.Model($"""
            <inputData id="i" name="{name}"/>
            <decision id="d" name="d"><informationRequirement><requiredInput href="#i"/></informationRequirement>{table}</decision>
            """);

        var outcome = Dmn.Read(model).Model!.Evaluate("d", Bpm.Feel.FeelContext.Of((name, Bpm.Feel.FeelNumber.Of(1))), Dmn.Environment);

        Assert.Equal("2", outcome.Value.ToString());
    }

    [Fact]
    public void A_model_of_Camunda_reads_variables_and_required_decisions_by_id_and_output()
    {
        var season = Dmn.Table("", ["month"], ["season name"], "[6..8] || \"summer\"");
        var model = Dmn.Model($"""
            <inputData id="m" name="month"/>
            <decision id="season" name="Season" camunda:versionTag="v2" camunda:historyTimeToLive="P30D">{season}</decision>
            <decision id="d" name="Dish"><informationRequirement><requiredDecision href="#season"/></informationRequirement>
              {Dmn.Literal("season + \", \" + season name + \", \" + month")}</decision>
            """, attributes: "xmlns:camunda=\"http://camunda.org/schema/1.0/dmn\"");

        Assert.Equal("\"summer, summer, 7\"", Dmn.Ask(model.Replace("+ month", "+ string(month)", StringComparison.Ordinal), "d", "{month: 7}").Value.ToString());
        var definition = Dmn.Read(model).Model!.Decisions[0];
        Assert.Equal(("v2", 30), (definition.VersionTag, definition.HistoryDays));
    }

    [Fact]
    public void A_business_knowledge_model_is_a_function_that_sees_only_its_parameters()
    {
        var model = Dmn.Model($"""
            <businessKnowledgeModel id="k" name="monthly rate"><variable name="monthly rate" typeRef="number"/>
              <encapsulatedLogic><formalParameter name="a+b" typeRef="number"/>{Dmn.Literal("if hidden = null then a+b / 12 else 0")}</encapsulatedLogic></businessKnowledgeModel>
            <decision id="d" name="d"><knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>
              {Dmn.Literal("[monthly rate(24), monthly rate(a+b: 36), monthly rate(\"x\")]")}</decision>
            """);

        Assert.Equal("[2, 3, null]", Dmn.Ask(model, "d", "{hidden: 1}").Value.ToString());
    }

    [Fact]
    public void A_function_that_calls_itself_for_ever_ends_with_a_failure()
    {
        var model = Dmn.Model($"""
            <businessKnowledgeModel id="k" name="k"><encapsulatedLogic><formalParameter name="n"/>{Dmn.Literal("k(n + 1)")}</encapsulatedLogic>
              <knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement></businessKnowledgeModel>
            <decision id="d" name="d"><knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>{Dmn.Literal("k(1)")}</decision>
            """);

        Assert.NotNull(Dmn.Ask(model, "d").Failure);
    }
}
