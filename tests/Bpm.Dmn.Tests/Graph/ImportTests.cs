namespace Bpm.Dmn.Tests.Graph;

public sealed class ImportTests
{
    static readonly string Library = Dmn.Model($"""
        <itemDefinition name="tAge"><typeRef>number</typeRef><allowedValues><text>>= 0</text></allowedValues></itemDefinition>
        <inputData id="n" name="first name"/>
        <decision id="hello" name="hello to"><informationRequirement><requiredInput href="#n"/></informationRequirement>{Dmn.Literal("\"Hello \" + first name")}</decision>
        <businessKnowledgeModel id="twice" name="twice as much"><encapsulatedLogic><formalParameter name="n" typeRef="tAge"/>{Dmn.Literal("n * 2")}</encapsulatedLogic></businessKnowledgeModel>
        """, "library");

    static string Importing(string prefix, string logic) => Dmn.Model($"""
        <import name="{prefix}" namespace="http://example.org/library" importType="{Dmn.Namespace15}"/>
        <decision id="d" name="d"><informationRequirement><requiredDecision href="http://example.org/library#hello"/></informationRequirement>
          <knowledgeRequirement><requiredKnowledge href="http://example.org/library#twice"/></knowledgeRequirement>{Dmn.Literal(logic)}</decision>
        """);

    [Theory]
    [InlineData("my lib", "my lib.hello to + string(my lib.twice as much(4))", "{first name: \"Ada\"}", "\"Hello Ada8\"")]
    [InlineData("lib", "lib.hello to", "{lib: {first name: \"Ben\"}}", "\"Hello Ben\"")]
    [InlineData("", "hello to + string(twice as much(4))", "{first name: \"Ada\"}", "\"Hello Ada8\"")]
    [InlineData("lib", "lib.twice as much(-4)", "{}", "null")]
    [InlineData("lib", "[4 instance of lib.tAge, (-4) instance of lib.tAge]", "{}", "[true, false]")]
    public void Imported_elements_are_known_by_the_name_of_the_import(string prefix, string logic, string variables, string expected) =>
        Assert.Equal(expected, Dmn.Ask(Importing(prefix, logic), "d", variables, ("library.dmn", Library)).Value.ToString());

    [Fact]
    public void An_imported_type_is_also_known_by_the_prefix_of_its_namespace()
    {
        var model = Dmn.Model($"""
            <import name="lib" namespace="http://example.org/library" importType="{Dmn.Namespace15}"/>
            <decision id="d" name="d"><variable name="d" typeRef="ns1:tAge"/>{Dmn.Literal("-1")}</decision>
            """, attributes: "xmlns:ns1=\"http://example.org/library\"");

        Assert.Equal("null", Dmn.Ask(model, "d", "{}", ("library.dmn", Library)).Value.ToString());
    }

    [Fact]
    public void Each_import_of_imports_reads_its_own_inputs()
    {
        var middle = Dmn.Model($"""
            <import name="a" namespace="http://example.org/library" importType="{Dmn.Namespace15}"/>
            <decision id="m" name="greeting"><informationRequirement><requiredDecision href="http://example.org/library#hello"/></informationRequirement>{Dmn.Literal("a.hello to + \"!\"")}</decision>
            """, "middle");
        var top = Dmn.Model($"""
            <import name="Model B" namespace="http://example.org/middle" importType="{Dmn.Namespace15}"/>
            <import name="lib" namespace="http://example.org/library" importType="{Dmn.Namespace15}"/>
            <decision id="d" name="d"><informationRequirement><requiredDecision href="http://example.org/middle#m"/></informationRequirement>
              <informationRequirement><requiredDecision href="http://example.org/library#hello"/></informationRequirement>{Dmn.Literal("Model B.greeting + lib.hello to")}</decision>
            """);

        Assert.Equal("\"Hello Ada!Hello Ben\"", Dmn.Ask(
            top, "d", "{Model B: {a: {first name: \"Ada\"}}, lib: {first name: \"Ben\"}}", ("library.dmn", Library), ("middle.dmn", middle)).Value.ToString());
    }

    [Fact]
    public void An_import_that_is_not_there_is_an_error_at_its_place()
    {
        var file = Dmn.Read(Importing("lib", "1"));

        Assert.Null(file.Model);
        Assert.Equal(("unknown-import", 2), (file.Diagnostics[0].Code, file.Diagnostics[0].Location.Line));
    }
}
