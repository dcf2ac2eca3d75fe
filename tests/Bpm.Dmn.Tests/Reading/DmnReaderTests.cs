using System.Text;
using Bpm.Model;

namespace Bpm.Dmn.Tests.Reading;

public sealed class DmnReaderTests
{
    [Theory]
    [InlineData("http://www.omg.org/spec/DMN/20151101/dmn.xsd")]
    [InlineData("http://www.omg.org/spec/DMN/20180521/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20191111/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20211108/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20230324/MODEL/")]
    public void Every_version_of_DMN_is_read(string xmlns) =>
        Assert.Equal("3", Dmn.Ask(Dmn.Model($"<decision id=\"d\" name=\"d\">{Dmn.Literal("1 + 2")}</decision>", xmlns: xmlns), "d").Value.ToString());

    [Fact]
    public void All_problems_are_reported_at_once_and_at_their_places()
    {
        var model = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="x" name="x" namespace="n">
              <decision id="d" name="d">
                <informationRequirement><requiredInput href="#nowhere"/></informationRequirement>
                <decisionTable id="t" hitPolicy="SOME">
                  <input id="i"><inputExpression id="ie"><text>amount +</text></inputExpression></input>
                  <output id="o1" name="a"/>
                  <output id="o2"/>
                  <rule id="r"><inputEntry id="e1"><text>&gt; 1</text></inputEntry><outputEntry id="e2"><text>1 +* 2</text></outputEntry><outputEntry id="e3" expressionLanguage="groovy"><text>1</text></outputEntry></rule>
                </decisionTable>
              </decision>
            </definitions>
            """;

        var file = Dmn.Read(model);

        Assert.Null(file.Model);
        Assert.Equal(
            [
                ("unknown-reference", 3, "d"), ("unknown-hit-policy", 4, "t"), ("expression-syntax", 5, "ie"),
                ("output-without-name", 7, "o2"), ("expression-syntax", 8, "e2"), ("unknown-language", 8, "e3"),
            ],
            file.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => (d.Code, d.Location.Line, d.ElementId!)));
        Assert.Equal(new SourceLocation(5, 60), file.Diagnostics.First(d => d.Code == "expression-syntax").Location);
    }

    [Fact]
    public void Requirements_that_lead_back_are_refused()
    {
        var file = Dmn.Read(Dmn.Model($"""
            <decision id="a" name="A"><informationRequirement><requiredDecision href="#b"/></informationRequirement>{Dmn.Literal("1")}</decision>
            <decision id="b" name="B"><informationRequirement><requiredDecision href="#a"/></informationRequirement>{Dmn.Literal("1")}</decision>
            """));

        Assert.Equal("Expected requirements that lead to inputs, but these lead back: A → B → A.", Assert.Single(file.Diagnostics).Message);
    }

    [Fact]
    public void An_id_that_two_elements_have_is_refused_and_a_name_warned_of()
    {
        var file = Dmn.Read(Dmn.Model($"""<decision id="a" name="A">{Dmn.Literal("1")}</decision><decision id="a" name="A">{Dmn.Literal("1")}</decision>"""));

        Assert.Equal(["duplicate-id", "duplicate-name"], file.Diagnostics.Select(d => d.Code).Order());
        Assert.True(file.HasErrors);
    }

    [Fact]
    public void A_type_that_does_not_exist_is_a_warning_and_any_value_is_accepted()
    {
        var model = Dmn.Model($"""<decision id="d" name="d"><variable name="d" typeRef="tNone"/>{Dmn.Literal("1")}</decision>""");

        Assert.Equal(("unknown-type", Severity.Warning), Dmn.Read(model).Diagnostics.Select(d => (d.Code, d.Severity)).Single());
        Assert.Equal("1", Dmn.Ask(model, "d").Value.ToString());
    }

    [Theory]
    [InlineData("", "empty-file")]
    [InlineData("{}", "not-xml")]
    [InlineData("<a", "malformed-xml")]
    [InlineData("<definitions/>", "not-dmn")]
    [InlineData("<!DOCTYPE a><a/>", "dtd-refused")]
    public void What_is_no_DMN_is_refused_with_a_reason(string content, string code) => Assert.Equal(code, Assert.Single(Dmn.Read(content).Diagnostics).Code);

    [Fact]
    public void Where_faults_are_wanted_they_are_warnings_and_null()
    {
        var model = Dmn.Model($"""<decision id="d" name="d"><list>{Dmn.Literal("1 +")}{Dmn.Literal("2")}</list></decision>""");

        var file = DmnReader.Read(Encoding.UTF8.GetBytes(model), "x.dmn", [], new DmnReaderOptions(FaultsAreNull: true));

        Assert.False(file.HasErrors);
        var outcome = file.Model!.Evaluate("d", Bpm.Feel.FeelContext.Empty, Dmn.Environment);
        Assert.Equal("[null, 2]", outcome.Value.ToString());
        Assert.Equal("1 +", Assert.Single(outcome.Traces[0].Warnings).Text);
    }

    [Fact]
    public void Cells_in_the_braced_dialect_of_Camunda_7_are_read()
    {
        var table = """
            <decisionTable><input><inputExpression expressionLanguage="juel"><text>order.amount</text></inputExpression></input><output name="n"/>
            <rule><inputEntry><text>&gt; 10</text></inputEntry><outputEntry expressionLanguage="juel"><text>${order.amount * 2}</text></outputEntry></rule></decisionTable>
            """;

        Assert.Equal("22", Dmn.Box(table, "{order: {amount: 11}}"));
    }
}
