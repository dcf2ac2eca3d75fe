using System.Text;

namespace Bpm.Model.Tests;

public sealed class ExpressionTests
{
    static string Conditional(Dialect dialect, string condition, string attributes = "") => Bpmn.Process(dialect,
        "<bpmn:exclusiveGateway id=\"x\" default=\"no\"/><bpmn:sequenceFlow id=\"no\" sourceRef=\"x\" targetRef=\"end\"/>\n" +
        $"<bpmn:sequenceFlow id=\"yes\" sourceRef=\"x\" targetRef=\"end\"><bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\" {attributes}>{condition}</bpmn:conditionExpression></bpmn:sequenceFlow>\n" +
        "<bpmn:endEvent id=\"end\"/>");

    [Theory]
    [InlineData(Dialect.Camunda7, "${amount &gt; 100}")]
    [InlineData(Dialect.Camunda7, "#{amount gt 100}")]
    [InlineData(Dialect.Camunda8, "=amount &gt; 100")]
    [InlineData(Dialect.Camunda8, "\n  = amount &gt; 100\n")]
    [InlineData(Dialect.Plain, "amount &gt; 100")]
    [InlineData(Dialect.Plain, "=amount &gt; 100")]
    [InlineData(Dialect.Plain, "${amount &gt; 100}")]
    [InlineData(Dialect.Plain, "<![CDATA[amount > 100]]>")]
    public void Reads_conditions_of_each_dialect(Dialect dialect, string condition)
    {
        var file = Bpmn.Read(Conditional(dialect, condition));

        Assert.Empty(file.Diagnostics);
        Assert.NotNull(file.Processes.Single().Flows["yes"].Condition);
        Assert.Null(file.Processes.Single().Flows["no"].Condition);
    }

    [Theory]
    [InlineData(Dialect.Camunda7, "amount &gt; 100", "condition-no-expression")]
    [InlineData(Dialect.Camunda8, "amount &gt; 100", "condition-no-expression")]
    [InlineData(Dialect.Plain, "  ", "empty-condition")]
    public void Refuses_conditions_that_are_no_expressions(Dialect dialect, string condition, string code)
    {
        Assert.Equal("yes", Bpmn.Read(Conditional(dialect, condition)).Error(code).ElementId);
    }

    [Fact]
    public void Refuses_a_condition_in_another_language()
    {
        Bpmn.Read(Conditional(Dialect.Camunda7, "a", "language=\"javascript\"")).Error("unsupported-language");
    }

    [Theory]
    [InlineData("=amount &gt; 100 then §1")]
    [InlineData("=&quot;&amp;&quot; &gt; §1")]
    [InlineData("\n   =\n  amount &gt; §1")]
    [InlineData("<![CDATA[=amount > §1]]>")]
    [InlineData("=<!-- why -->amount &gt; §1")]
    public void Locates_a_syntax_error_exactly(string condition)
    {
        var xml = Conditional(Dialect.Camunda8, condition);

        var error = Bpmn.Read(xml).Error("expression-syntax");

        Assert.Equal("yes", error.ElementId);
        if (!condition.Contains("then", StringComparison.Ordinal))
        {
            Assert.Equal(Bpmn.Place(xml, "§"), error.Location);
        }
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Locates_a_syntax_error_in_an_attribute_of_several_lines(string lineEnd)
    {
        var xml = Bpmn.Process(Dialect.Camunda8,
            "<bpmn:userTask id=\"x\"><bpmn:extensionElements>\n<zeebe:assignmentDefinition\n   assignee=\"=if a &lt; 1\n then §\n else 2\"/></bpmn:extensionElements></bpmn:userTask>");
        var expected = Bpmn.Place(xml, "§");

        var error = Bpmn.Read(Encoding.UTF8.GetBytes(xml.Replace("\n", lineEnd, StringComparison.Ordinal))).Error("expression-syntax");

        Assert.Equal(expected, error.Location);
    }

    [Theory]
    [InlineData(Dialect.Camunda7, "anna", "anna")]
    [InlineData(Dialect.Camunda7, "=anna", "=anna")]
    [InlineData(Dialect.Camunda7, "${anna}", null)]
    [InlineData(Dialect.Camunda7, "clerk-${region}", null)]
    public void Takes_text_as_it_stands_where_it_is_no_expression(Dialect dialect, string text, string? expected)
    {
        var task = Bpmn.Read(Bpmn.Process(dialect, $"<bpmn:userTask id=\"x\" camunda:assignee=\"{text}\"/>")).Node<UserTask>();

        Assert.Equal(expected, task.Assignee.Text());
        Assert.Equal(expected is not null, task.Assignee!.IsStatic);
    }
}
