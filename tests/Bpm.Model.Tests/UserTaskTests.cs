namespace Bpm.Model.Tests;

public sealed class UserTaskTests
{
    static UserTask Read(Dialect dialect, string attributes, string content = "") =>
        Bpmn.Read(Bpmn.Process(dialect, $"<bpmn:userTask id=\"x\" {attributes}>{content}</bpmn:userTask>")).Node<UserTask>();

    static string Owner(string text, string element = "potentialOwner") =>
        $"<bpmn:{element}><bpmn:resourceAssignmentExpression><bpmn:formalExpression>{text}</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:{element}>";

    [Fact]
    public void Reads_assignment_dates_and_priority_of_camunda_7()
    {
        var task = Read(Dialect.Camunda7,
            "camunda:assignee=\"anna\" camunda:candidateUsers=\"ben,cleo\" camunda:candidateGroups=\"${groups}\" camunda:dueDate=\"P2D\" " +
            "camunda:followUpDate=\"2030-01-31T12:00:00Z\" camunda:priority=\"70\" camunda:asyncBefore=\"true\" camunda:asyncAfter=\"true\"");

        Assert.Equal(("anna", "ben,cleo", "P2D", "2030-01-31T12:00:00Z", "70"),
            (task.Assignee.Text(), task.CandidateUsers.Text(), task.DueDate.Text(), task.FollowUpDate.Text(), task.Priority.Text()));
        Assert.False(task.CandidateGroups!.IsStatic);
        Assert.True(task is { AsyncBefore: true, AsyncAfter: true });
    }

    [Fact]
    public void Reads_assignment_dates_and_priority_of_camunda_8()
    {
        var task = Read(Dialect.Camunda8, "", Bpmn.Extensions(
            "<zeebe:userTask/><zeebe:assignmentDefinition assignee=\"=a\" candidateUsers=\"ben\" candidateGroups=\"sales, support\"/>" +
            "<zeebe:taskSchedule dueDate=\"=now() + duration(&quot;P1D&quot;)\" followUpDate=\"2030-01-31\"/><zeebe:priorityDefinition priority=\"10\"/>"));

        Assert.Equal(("ben", "sales, support", "2030-01-31", "10"),
            (task.CandidateUsers.Text(), task.CandidateGroups.Text(), task.FollowUpDate.Text(), task.Priority.Text()));
        Assert.False(task.Assignee!.IsStatic);
        Assert.False(task.DueDate!.IsStatic);
    }

    [Theory]
    [InlineData("user(anna), group(sales), support", "anna", "sales,support")]
    [InlineData("sales", null, "sales")]
    [InlineData(" user( anna ) ", "anna", null)]
    public void Reads_potential_owners_of_standard_bpmn(string text, string? users, string? groups)
    {
        var task = Read(Dialect.Plain, "", Owner(text));

        Assert.Equal((users, groups), (task.CandidateUsers.Text(), task.CandidateGroups.Text()));
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("user(anna)")]
    public void Reads_the_human_performer_as_assignee(string text)
    {
        Assert.Equal("anna", Read(Dialect.Plain, "", Owner(text, "humanPerformer")).Assignee.Text());
    }

    [Fact]
    public void Joins_candidates_of_both_ways()
    {
        Assert.Equal("sales,support", Read(Dialect.Camunda7, "camunda:candidateGroups=\"sales\"", Owner("group(support)")).CandidateGroups.Text());
    }

    [Theory]
    [InlineData("camunda:dueDate=\"soon\"", "", "date-text")]
    [InlineData("camunda:followUpDate=\"1.1.2030\"", "", "date-text")]
    [InlineData("camunda:priority=\"high\"", "", "priority")]
    [InlineData("camunda:priority=\"101\"", "", "priority")]
    [InlineData("camunda:assignee=\"${a\"", "", "expression-syntax")]
    [InlineData("camunda:assignee=\"anna\"", "<bpmn:humanPerformer><bpmn:resourceAssignmentExpression><bpmn:formalExpression>ben</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:humanPerformer>", "several-assignees")]
    [InlineData("camunda:candidateGroups=\"${g}\"", "<bpmn:potentialOwner><bpmn:resourceAssignmentExpression><bpmn:formalExpression>group(a)</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:potentialOwner>", "mixed-candidates")]
    [InlineData("", "<bpmn:potentialOwner/>", "missing-assignment")]
    public void Refuses_wrong_values(string attributes, string content, string code)
    {
        var error = Bpmn.Read(Bpmn.Process(Dialect.Camunda7, $"<bpmn:userTask id=\"x\" {attributes}>{content}</bpmn:userTask>")).Error(code);

        Assert.Equal("x", error.ElementId);
    }
}
