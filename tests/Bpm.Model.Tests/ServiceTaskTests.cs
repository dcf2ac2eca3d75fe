namespace Bpm.Model.Tests;

public sealed class ServiceTaskTests
{
    static BpmnFile Read(Dialect dialect, string attributes, string extensions = "", string element = "serviceTask") =>
        Bpmn.Read(Bpmn.Process(dialect, $"<bpmn:{element} id=\"x\" {attributes}>{Bpmn.Extensions(extensions)}</bpmn:{element}>"));

    [Theory]
    [InlineData("camunda:type=\"external\" camunda:topic=\"book\"", "book")]
    [InlineData("camunda:class=\"a.b.Book\"", "a.b.Book")]
    [InlineData("camunda:delegateExpression=\"${book}\"", "book")]
    [InlineData("camunda:delegateExpression=\"#{ book }\"", "book")]
    public void Reads_the_job_type_of_camunda_7(string attributes, string type)
    {
        foreach (var element in new[] { "serviceTask", "sendTask", "businessRuleTask" })
        {
            Assert.Equal(type, Read(Dialect.Camunda7, attributes, element: element).Node<ServiceTask>().JobType.Text());
        }
    }

    [Fact]
    public void Reads_an_expression_with_its_result_variable()
    {
        var task = Read(Dialect.Camunda7, "camunda:expression=\"${a + b}\" camunda:resultVariable=\"sum\"").Node<ServiceTask>();

        Assert.Null(task.JobType);
        Assert.False(task.Expression!.IsStatic);
        Assert.Equal("sum", task.ResultVariable);
    }

    [Fact]
    public void Reads_fields_retries_and_priority_of_camunda_7()
    {
        var task = Read(Dialect.Camunda7, "camunda:type=\"external\" camunda:topic=\"${topic}\" camunda:taskPriority=\"5\"",
            "<camunda:field name=\"to\" stringValue=\"a@b\"/><camunda:field name=\"text\"><camunda:string>Hi</camunda:string></camunda:field>" +
            "<camunda:failedJobRetryTimeCycle>R5/PT10M</camunda:failedJobRetryTimeCycle>").Node<ServiceTask>();

        Assert.Equal(("a@b", "Hi", "5"), (task.Headers["to"], task.Headers["text"], task.Priority.Text()));
        Assert.Equal(5, task.Retries!.Attempts);
        Assert.Equal([TimeSpan.FromMinutes(10)], task.Retries.Waits);
    }

    [Fact]
    public void Reads_the_job_of_camunda_8()
    {
        var task = Read(Dialect.Camunda8, "", "<zeebe:taskDefinition type=\"book\" retries=\"4\"/><zeebe:jobPriorityDefinition priority=\"7\"/>" +
            "<zeebe:taskHeaders><zeebe:header key=\"k\" value=\"v\"/></zeebe:taskHeaders>").Node<ServiceTask>();

        Assert.Equal(("book", "v", 4, "7"), (task.JobType.Text(), task.Headers["k"], task.Retries!.Attempts, task.Priority.Text()));
    }

    [Theory]
    [InlineData(Dialect.Plain, Severity.Info)]
    [InlineData(Dialect.Camunda7, Severity.Warning)]
    [InlineData(Dialect.Camunda8, Severity.Warning)]
    public void Takes_its_id_as_job_type_where_nothing_is_said(Dialect dialect, Severity severity)
    {
        var file = Read(dialect, "");

        Assert.Equal("x", file.Node<ServiceTask>().JobType.Text());
        Assert.Equal(severity, Assert.Single(file.Diagnostics, d => d.Code == "job-type-by-id").Severity);
    }

    [Theory]
    [InlineData("PT10M,PT1H", 3, new[] { 10, 60 })]
    [InlineData("R2/P1DT1M", 2, new[] { 1441 })]
    public void Reads_waits_between_retries(string cycle, int attempts, int[] minutes)
    {
        var retries = Read(Dialect.Camunda7, "", $"<camunda:failedJobRetryTimeCycle>{cycle}</camunda:failedJobRetryTimeCycle>").Node().Retries!;

        Assert.Equal(attempts, retries.Attempts);
        Assert.Equal(minutes.Select(m => TimeSpan.FromMinutes(m)), retries.Waits);
    }

    [Theory]
    [InlineData("camunda:class=\"a.B\" camunda:expression=\"${c}\"", "", "several-implementations")]
    [InlineData("camunda:type=\"external\"", "", "missing-topic")]
    [InlineData("camunda:topic=\"t\"", "", "topic-without-type")]
    [InlineData("camunda:class=\"\"", "", "missing-class")]
    [InlineData("camunda:delegateExpression=\"${beans.get('b')}\"", "", "delegate-expression")]
    [InlineData("camunda:class=\"a.B\"", "<camunda:failedJobRetryTimeCycle>often</camunda:failedJobRetryTimeCycle>", "retry-cycle")]
    [InlineData("camunda:class=\"a.B\"", "<camunda:failedJobRetryTimeCycle>R3/P1M</camunda:failedJobRetryTimeCycle>", "retry-cycle")]
    [InlineData("", "<camunda:connector/>", "missing-connector-id")]
    public void Refuses_wrong_jobs_of_camunda_7(string attributes, string extensions, string code)
    {
        Read(Dialect.Camunda7, attributes, extensions).Error(code);
    }

    [Theory]
    [InlineData("<zeebe:taskDefinition/>", "missing-job-type")]
    [InlineData("<zeebe:taskDefinition type=\"t\" retries=\"=n\"/>", "retry-count")]
    [InlineData("<zeebe:taskDefinition type=\"t\"/><zeebe:executionListeners><zeebe:executionListener eventType=\"cancel\" type=\"t\"/></zeebe:executionListeners>", "unsupported-listener")]
    public void Refuses_wrong_jobs_of_camunda_8(string extensions, string code)
    {
        Read(Dialect.Camunda8, "", extensions).Error(code);
    }

    [Theory]
    [InlineData("sendTask")]
    [InlineData("businessRuleTask")]
    public void Asks_other_tasks_for_a_job(string element)
    {
        Read(Dialect.Camunda7, "", element: element).Error("missing-implementation");
    }
}
