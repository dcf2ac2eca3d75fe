namespace Bpm.Dmn.Tests.Graph;

public sealed class ItemDefinitionTests
{
    const string Types = """
        <itemDefinition name="tColor"><typeRef>string</typeRef><allowedValues><text>"red", "green"</text></allowedValues></itemDefinition>
        <itemDefinition name="tColors" isCollection="true"><typeRef>tColor</typeRef></itemDefinition>
        <itemDefinition name="tFew" isCollection="true"><typeRef>number</typeRef><typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>
        <itemDefinition name="tPerson"><itemComponent name="first name"><typeRef>string</typeRef></itemComponent>
          <itemComponent name="children" isCollection="true"><itemComponent name="age"><typeRef>number</typeRef></itemComponent></itemComponent></itemDefinition>
        <itemDefinition name="tTest"><functionItem outputTypeRef="boolean"><parameters name="n" typeRef="number"/></functionItem></itemDefinition>
        <itemDefinition name="tTree"><itemComponent name="left"><typeRef>tTree</typeRef></itemComponent></itemDefinition>
        """;

    [Theory]
    [InlineData("tColor", "\"red\"", "\"red\"")]
    [InlineData("tColor", "\"blue\"", "null")]
    [InlineData("tColor", "[\"red\"]", "\"red\"")]
    [InlineData("tColors", "[\"red\", \"green\"]", "[\"red\", \"green\"]")]
    [InlineData("tColors", "[\"red\", \"blue\"]", "null")]
    [InlineData("tColors", "\"red\"", "[\"red\"]")]
    [InlineData("tFew", "[1, 2]", "[1, 2]")]
    [InlineData("tFew", "[1, 2, 3]", "null")]
    [InlineData("tPerson", "{first name: \"A\", children: [{age: 1}]}", "{first name: \"A\", children: [{age: 1}]}")]
    [InlineData("tPerson", "{\"first name\": \"A\", children: [{age: \"x\"}]}", "null")]
    [InlineData("tTree", "{left: {left: null}}", "{left: {left: null}}")]
    [InlineData("date and time", "@\"2026-01-02\"", "@\"2026-01-02T00:00:00Z\"")]
    [InlineData("integer", "1", "1")]
    [InlineData("feel:string", "1", "null")]
    public void A_result_is_converted_to_its_type_or_null(string type, string value, string expected) =>
        Assert.Equal(expected, Dmn.Ask(Dmn.Model($"""{Types}<decision id="d" name="d"><variable name="d" typeRef="{type}"/>{Dmn.Literal(value)}</decision>"""), "d").Value.ToString());

    [Fact]
    public void A_function_conforms_to_a_type_of_functions()
    {
        var model = Dmn.Model($"""
            {Types}<decision id="f" name="f"><variable name="f" typeRef="tTest"/>{Dmn.Literal("function(n: number) n > 1")}</decision>
            <decision id="d" name="d"><informationRequirement><requiredDecision href="#f"/></informationRequirement>{Dmn.Literal("f(2)")}</decision>
            """);

        Assert.Equal("true", Dmn.Ask(model, "d").Value.ToString());
    }

    [Fact]
    public void Expressions_know_the_names_of_components_and_the_types()
    {
        var model = Dmn.Model($"""
            {Types}<inputData id="p" name="p"><variable name="p" typeRef="tPerson"/></inputData>
            <decision id="d" name="d"><informationRequirement><requiredInput href="#p"/></informationRequirement>
              {Dmn.Literal("if p instance of tPerson then p.first name else \"?\"")}</decision>
            """);

        Assert.Equal("\"A\"", Dmn.Ask(model, "d", "{p: {\"first name\": \"A\", children: []}}").Value.ToString());
    }
}
