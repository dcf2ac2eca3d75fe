namespace Bpm.Model.Tests;

public sealed class BusinessRuleTaskTests
{
    static BpmnFile Read(Dialect dialect, string attributes, string extensions = "") =>
        Bpmn.Read(Bpmn.Process(dialect, $"<bpmn:businessRuleTask id=\"x\" {attributes}>{Bpmn.Extensions(extensions)}</bpmn:businessRuleTask>"));

    [Theory]
    [InlineData("", DecisionBinding.Latest, null, null)]
    [InlineData("camunda:decisionRefBinding=\"latest\"", DecisionBinding.Latest, null, null)]
    [InlineData("camunda:decisionRefBinding=\"deployment\"", DecisionBinding.Deployment, null, null)]
    [InlineData("camunda:decisionRefBinding=\"version\" camunda:decisionRefVersion=\"3\"", DecisionBinding.Version, "3", null)]
    [InlineData("camunda:decisionRefBinding=\"versionTag\" camunda:decisionRefVersionTag=\"v1\"", DecisionBinding.VersionTag, null, "v1")]
    public void Reads_which_decision_of_camunda_7_is_asked(string binding, DecisionBinding expected, string? version, string? tag)
    {
        var task = Read(Dialect.Camunda7, $"camunda:decisionRef=\"limits\" {binding}").Node<BusinessRuleTask>();

        Assert.Equal("limits", task.Decision.Id.Text());
        Assert.Equal((expected, version, tag), (task.Decision.Binding, task.Decision.Version.Text(), task.Decision.VersionTag.Text()));
        Assert.Null(task.ResultVariable);
    }

    [Theory]
    [InlineData("", DecisionResultMapping.ResultList)]
    [InlineData("camunda:mapDecisionResult=\"singleEntry\"", DecisionResultMapping.SingleEntry)]
    [InlineData("camunda:mapDecisionResult=\"singleResult\"", DecisionResultMapping.SingleResult)]
    [InlineData("camunda:mapDecisionResult=\"collectEntries\"", DecisionResultMapping.CollectEntries)]
    [InlineData("camunda:mapDecisionResult=\"resultList\"", DecisionResultMapping.ResultList)]
    public void Reads_how_camunda_7_maps_the_result(string mapping, DecisionResultMapping expected)
    {
        var task = Read(Dialect.Camunda7, $"camunda:decisionRef=\"${{which}}\" camunda:resultVariable=\"r\" {mapping}").Node<BusinessRuleTask>();

        Assert.False(task.Decision.Id.IsStatic);
        Assert.Equal(("r", expected), (task.ResultVariable, task.ResultMapping));
    }

    [Theory]
    [InlineData("", DecisionBinding.Latest, null)]
    [InlineData("bindingType=\"deployment\"", DecisionBinding.Deployment, null)]
    [InlineData("bindingType=\"versionTag\" versionTag=\"v1\"", DecisionBinding.VersionTag, "v1")]
    public void Reads_the_decision_of_camunda_8(string binding, DecisionBinding expected, string? tag)
    {
        var task = Read(Dialect.Camunda8, "", $"<zeebe:calledDecision decisionId=\"limits\" resultVariable=\"r\" {binding}/>").Node<BusinessRuleTask>();

        Assert.Equal(("limits", "r", DecisionResultMapping.Value), (task.Decision.Id.Text(), task.ResultVariable, task.ResultMapping));
        Assert.Equal((expected, tag), (task.Decision.Binding, task.Decision.VersionTag.Text()));
    }

    [Fact]
    public void Reads_a_decision_of_camunda_8_that_an_expression_names()
    {
        var task = Read(Dialect.Camunda8, "", "<zeebe:calledDecision decisionId=\"= country + &quot;Limits&quot;\" resultVariable=\"r\"/>").Node<BusinessRuleTask>();

        Assert.False(task.Decision.Id.IsStatic);
    }

    [Theory]
    [InlineData(Dialect.Camunda7, "camunda:type=\"external\" camunda:topic=\"rules\"", "")]
    [InlineData(Dialect.Camunda7, "camunda:class=\"rules\"", "")]
    [InlineData(Dialect.Camunda8, "", "<zeebe:taskDefinition type=\"rules\"/>")]
    public void Without_a_decision_it_is_a_job(Dialect dialect, string attributes, string extensions) =>
        Assert.Equal("rules", Read(dialect, attributes, extensions).Node<ServiceTask>().JobType.Text());

    [Theory]
    [InlineData("camunda:decisionRef=\"d\" camunda:class=\"a.B\"", "several-implementations")]
    [InlineData("camunda:decisionRef=\"d\" camunda:topic=\"t\"", "several-implementations")]
    [InlineData("camunda:decisionRef=\"\"", "missing-decision")]
    [InlineData("camunda:mapDecisionResult=\"singleEntry\"", "missing-decision")]
    [InlineData("camunda:decisionRef=\"d\" camunda:decisionRefBinding=\"newest\"", "decision-binding")]
    [InlineData("camunda:decisionRef=\"d\" camunda:decisionRefBinding=\"version\"", "missing-decision-version")]
    [InlineData("camunda:decisionRef=\"d\" camunda:decisionRefBinding=\"versionTag\"", "missing-decision-version")]
    [InlineData("camunda:decisionRef=\"d\" camunda:resultVariable=\"r\" camunda:mapDecisionResult=\"first\"", "decision-result-mapping")]
    [InlineData("camunda:decisionRef=\"d\" camunda:resultVariable=\"${r}\"", "must-be-static")]
    [InlineData("camunda:decisionRef=\"d\" camunda:decisionRefTenantId=\"t\"", "unsupported-attribute")]
    [InlineData("camunda:decisionRef=\"${1 +}\"", "expression-syntax")]
    public void Refuses_wrong_decisions_of_camunda_7(string attributes, string code) => Read(Dialect.Camunda7, attributes).Error(code);

    [Theory]
    [InlineData("<zeebe:calledDecision resultVariable=\"r\"/>", "missing-decision")]
    [InlineData("<zeebe:calledDecision decisionId=\"d\"/>", "missing-result-variable")]
    [InlineData("<zeebe:calledDecision decisionId=\"d\" resultVariable=\"r\" bindingType=\"version\"/>", "decision-binding")]
    [InlineData("<zeebe:calledDecision decisionId=\"d\" resultVariable=\"r\" bindingType=\"versionTag\"/>", "missing-decision-version")]
    [InlineData("<zeebe:calledDecision decisionId=\"d\" resultVariable=\"r\"/><zeebe:taskDefinition type=\"t\"/>", "several-implementations")]
    [InlineData("<zeebe:calledDecision decisionId=\"d\" resultVariable=\"r\"/><zeebe:calledDecision decisionId=\"e\" resultVariable=\"r\"/>", "several-implementations")]
    public void Refuses_wrong_decisions_of_camunda_8(string extensions, string code) => Read(Dialect.Camunda8, "", extensions).Error(code);

    [Theory]
    [InlineData("camunda:decisionRefVersion=\"3\"", "ignored")]
    [InlineData("camunda:decisionRefBinding=\"deployment\" camunda:decisionRefVersionTag=\"v1\"", "ignored")]
    [InlineData("camunda:mapDecisionResult=\"singleEntry\"", "missing-result-variable")]
    public void Warns_of_what_has_no_effect(string attributes, string code)
    {
        var warning = Assert.Single(Read(Dialect.Camunda7, "camunda:decisionRef=\"d\" " + attributes).Diagnostics, d => d.Code == code);

        Assert.Equal((Severity.Warning, "x"), (warning.Severity, warning.ElementId));
    }
}
