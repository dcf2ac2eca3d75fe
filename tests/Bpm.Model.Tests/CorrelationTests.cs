namespace Bpm.Model.Tests;

public sealed class CorrelationTests
{
    const string Declared = """
        <bpmn:message id="m" name="paid"/>
        <bpmn:correlationProperty id="number"><bpmn:correlationPropertyRetrievalExpression messageRef="m"><bpmn:messagePath>invoice.id</bpmn:messagePath></bpmn:correlationPropertyRetrievalExpression></bpmn:correlationProperty>
        <bpmn:collaboration id="c"><bpmn:conversation id="v"><bpmn:correlationKey id="key"><bpmn:correlationPropertyRef>number</bpmn:correlationPropertyRef></bpmn:correlationKey></bpmn:conversation></bpmn:collaboration>
        """;

    [Fact]
    public void A_message_is_correlated_by_the_key_whose_properties_are_in_it()
    {
        var correlation = Read(Declared, "").Processes[0].Nodes["x"] is ReceiveTask { Message.Correlation: { } read } ? read : null;

        Assert.Equal("key", correlation!.KeyId);
        Assert.Equal("invoice.id", Assert.Single(correlation.Paths).Text);
        Assert.Empty(correlation.Expected);
    }

    [Fact]
    public void A_subscription_says_which_values_the_process_expects()
    {
        var file = Read(Declared, """
            <bpmn:correlationSubscription id="s" correlationKeyRef="key"><bpmn:correlationPropertyBinding correlationPropertyRef="number"><bpmn:dataPath>mine</bpmn:dataPath></bpmn:correlationPropertyBinding></bpmn:correlationSubscription>
            """);

        Assert.Equal("mine", Assert.Single(((ReceiveTask)file.Processes[0].Nodes["x"]).Message!.Correlation!.Expected).Text);
    }

    [Theory]
    [InlineData("correlationKeyRef=\"other\"", "number")]
    [InlineData("correlationKeyRef=\"key\"", "other")]
    public void A_subscription_to_what_is_not_declared_is_refused(string key, string property) =>
        Read(Declared, $"""
            <bpmn:correlationSubscription id="s" {key}><bpmn:correlationPropertyBinding id="b" correlationPropertyRef="{property}"><bpmn:dataPath>mine</bpmn:dataPath></bpmn:correlationPropertyBinding></bpmn:correlationSubscription>
            """).Error("dangling-reference");

    static BpmnFile Read(string declared, string elements) =>
        Bpmn.Read(Bpmn.Process(Dialect.Plain, $"""<bpmn:receiveTask id="x" messageRef="m"/>{elements}""", declared));
}
