using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Behaviors;

/// <summary>Names that expressions give stay the text that they are, whatever that looks like.</summary>
public sealed class NamesTests
{
    const string Payload = "${7919*7907} =7919*7907 #{x}";

    [Fact]
    public void A_message_is_waited_for_by_the_text_that_its_expression_gives() =>
        Run("<receiveTask id=\"x\" messageRef=\"m\"/>", s => Assert.Equal(Payload, s.Instance.Subscriptions.Values.Single().Name));

    [Fact]
    public void A_signal_is_waited_for_by_the_text_that_its_expression_gives() =>
        Run("<intermediateCatchEvent id=\"x\"><signalEventDefinition signalRef=\"s\"/></intermediateCatchEvent>",
            s => Assert.Equal(Payload, s.Instance.Subscriptions.Values.Single().Name));

    [Fact]
    public void A_correlation_key_is_the_text_that_its_expression_gives() =>
        Run("<receiveTask id=\"x\" messageRef=\"keyed\"/>", s => Assert.Equal(Payload, s.Instance.Subscriptions.Values.Single().CorrelationKey), isCamunda8: true);

    [Fact]
    public void A_process_is_called_by_the_text_that_its_expression_gives() =>
        Run("<callActivity id=\"x\" calledElement=\"${text}\"><extensionElements><camunda:in businessKey=\"${text}\"/></extensionElements></callActivity>", s =>
        {
            var call = s.History.OfType<ProcessCalled>().Single();
            Assert.Equal((Payload, Payload), (call.CalledElement, call.BusinessKey));
        });

    static void Run(string element, Action<Scenario> check, bool isCamunda8 = false) =>
        check(Scenario.Start(Bpmn.Read($"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="d" {(isCamunda8 ? "xmlns:zeebe=\"http://camunda.org/schema/zeebe/1.0\"" : "xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\"")}
                xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="{(isCamunda8 ? "Camunda Cloud" : "Camunda Platform")}">
              <message id="m" name="{(isCamunda8 ? "m" : "${text}")}"/><signal id="s" name="{(isCamunda8 ? "s" : "${text}")}"/>
              {(isCamunda8 ? "<message id=\"keyed\" name=\"k\"><extensionElements><zeebe:subscription correlationKey=\"=text\"/></extensionElements></message>" : "")}
              <process id="p" isExecutable="true"><startEvent id="start"/><sequenceFlow id="f" sourceRef="start" targetRef="x"/>{element}</process>
            </definitions>
            """), ("text", Payload)));
}
