namespace Bpm.Model.Tests;

public sealed class ListenerTests
{
    static BpmnFile Read(Dialect dialect, string extensions, string element = "userTask") =>
        Bpmn.Read(Bpmn.Process(dialect, $"<bpmn:{element} id=\"x\">{Bpmn.Extensions(extensions)}</bpmn:{element}>"));

    [Fact]
    public void Reads_the_listeners_of_camunda_7_those_of_the_start_first()
    {
        var listeners = Read(Dialect.Camunda7,
            "<camunda:executionListener event=\"end\" class=\"a.B\"/><camunda:taskListener event=\"create\" delegateExpression=\"${bean}\"/>" +
            "<camunda:taskListener event=\"assignment\" expression=\"${task.setVariable('who', assignee)}\"/>").Node().Listeners;

        Assert.Equal([ListenerEvent.Start, ListenerEvent.End, ListenerEvent.Assignment], listeners.Select(l => l.Event));
        Assert.Equal(["bean", "a.B", null], listeners.Select(l => l.JobType.Text()));
        Assert.Equal("who", Assert.Single(listeners[2].Assignments).Target);
    }

    [Fact]
    public void Reads_the_listeners_of_camunda_8_as_jobs_with_their_attempts()
    {
        var listeners = Read(Dialect.Camunda8,
            "<zeebe:userTask/><zeebe:executionListeners><zeebe:executionListener eventType=\"end\" type=\"b\"/></zeebe:executionListeners>" +
            "<zeebe:taskListeners><zeebe:taskListener eventType=\"creating\" type=\"a\" retries=\"5\"/></zeebe:taskListeners>").Node().Listeners;

        Assert.Equal([(ListenerEvent.End, "b", null), (ListenerEvent.Creating, "a", 5)], listeners.Select(l => (l.Event, l.JobType.Text(), l.Retries)));
    }

    [Theory]
    [InlineData("<camunda:executionListener event=\"start\" expression=\"${bean.prepare(execution)}\"/>", "listener-expression")]
    [InlineData("<camunda:executionListener event=\"start\" expression=\"${execution.removeVariable('a')}\"/>", "listener-expression")]
    [InlineData("<camunda:executionListener event=\"start\"><camunda:script scriptFormat=\"groovy\">1</camunda:script></camunda:executionListener>", "unsupported-script-format")]
    [InlineData("<camunda:executionListener event=\"start\"/>", "unsupported-listener")]
    [InlineData("<camunda:taskListener event=\"timeout\" class=\"a.B\"/>", "unsupported-listener")]
    [InlineData("<camunda:taskListener event=\"delete\" class=\"a.B\"/>", "unsupported-listener")]
    public void Says_what_cannot_be_called_and_what_to_do_instead(string listener, string code)
    {
        Assert.Equal("x", Read(Dialect.Camunda7, listener).Error(code).ElementId);
    }

    [Fact]
    public void Reads_what_the_worker_of_a_listener_s_job_is_told()
    {
        Assert.Equal("b", Read(Dialect.Camunda7,
            "<camunda:taskListener event=\"update\" class=\"x.Y\"><camunda:field name=\"a\" stringValue=\"b\"/></camunda:taskListener>").Node().Listeners[0].Headers["a"]);
        Assert.Equal("b", Read(Dialect.Camunda8,
            "<zeebe:userTask/><zeebe:taskListeners><zeebe:taskListener eventType=\"updating\" type=\"t\"><zeebe:headers><zeebe:header key=\"a\" value=\"b\"/></zeebe:headers></zeebe:taskListener></zeebe:taskListeners>").Node().Listeners[0].Headers["a"]);
    }

    [Fact]
    public void Reads_when_a_timeout_comes()
    {
        var listener = Read(Dialect.Camunda7,
            "<camunda:taskListener event=\"timeout\" class=\"x.Y\" id=\"t\"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></camunda:taskListener>").Node().Listeners[0];

        Assert.Equal((ListenerEvent.Timeout, TimerKind.Duration), (listener.Event, listener.Timer!.Kind));
    }

    [Fact]
    public void The_end_of_a_process_can_wait_for_a_job_a_flow_cannot()
    {
        var listener = Bpmn.Extensions("<camunda:executionListener event=\"take\" class=\"a.B\"/>");
        Bpmn.Read(Bpmn.Process(Dialect.Camunda7, $"<bpmn:task id=\"x\"/><bpmn:task id=\"y\"/><bpmn:sequenceFlow id=\"f\" sourceRef=\"x\" targetRef=\"y\">{listener}</bpmn:sequenceFlow>"))
            .Error("unsupported-listener");
        var process = Assert.Single(Bpmn.Read(Bpmn.Process(Dialect.Camunda7, "<bpmn:task id=\"x\"/>", extensions: "<camunda:executionListener event=\"end\" class=\"a.B\"/>")).Processes);
        Assert.Equal("a.B", Assert.Single(process.EndListeners).JobType.Text());
    }
}
