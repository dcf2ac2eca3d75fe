using System.Net;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

public sealed class HistoryApiTests(ProductHost host)
{
    [Fact]
    public async Task Activations_are_told_with_names_types_and_times()
    {
        var instance = await Finished("history-elements");

        var elements = await host.As("anna").Get($"/history/activity-instance?processInstanceId={instance}&sortBy=occurrence&sortOrder=asc");

        Assert.Equal(["startEvent", "userTask", "noneEndEvent"], elements.Json.AsArray().Select(e => (string?)e!["activityType"]));
        Golden.Equal("""
            {"id":"<key>","parentActivityInstanceId":"<key>","activityId":"approve","activityName":"Approve","activityType":"userTask",
             "processDefinitionKey":"history-elements","processDefinitionId":"<key>","processInstanceId":"<key>","executionId":"<key>","taskId":"<key>",
             "assignee":"anna","calledProcessInstanceId":null,"calledCaseInstanceId":null,"startTime":"<date>","endTime":"<date>",
             "durationInMillis":"<number>","canceled":false,"completeScope":false,"tenantId":null,"removalTime":null,"rootProcessInstanceId":"<key>"}
            """, elements.Json[1]!);
        Assert.Equal(1, (await host.As("anna").Get($"/history/activity-instance/count?processInstanceId={instance}&activityId=approve&finished=true")).Count);
        Assert.Equal(0, (await host.As("anna").Get($"/history/activity-instance/count?processInstanceId={instance}&unfinished=true")).Count);
    }

    [Fact]
    public async Task Ended_instances_are_told_with_state_and_duration()
    {
        var instance = await Finished("history-instances");

        Golden.Equal("""
            [{"id":"<key>","businessKey":"H-1","processDefinitionId":"<key>","processDefinitionKey":"history-instances","processDefinitionName":"Order",
              "processDefinitionVersion":1,"startTime":"<date>","endTime":"<date>","removalTime":null,"durationInMillis":"<number>","startUserId":"anna",
              "startActivityId":null,"deleteReason":null,"rootProcessInstanceId":"<key>","superProcessInstanceId":null,"superCaseInstanceId":null,
              "caseInstanceId":null,"tenantId":null,"state":"COMPLETED"}]
            """, (await host.As("anna").Get($"/history/process-instance?processInstanceId={instance}")).Json);
        Assert.Equal(1, (await host.As("anna").Post("/history/process-instance/count", new { processDefinitionKey = "history-instances", finished = true, startedBy = "anna" })).Count);
        Assert.Equal(0, (await host.As("anna").Get("/history/process-instance/count?processDefinitionKey=history-instances&unfinished=true")).Count);
    }

    [Fact]
    public async Task Ended_tasks_are_told()
    {
        var instance = await Finished("history-tasks");

        Golden.Equal("""
            [{"id":"<key>","processDefinitionKey":"history-tasks","processDefinitionId":"<key>","processInstanceId":"<key>","executionId":"<key>",
              "caseDefinitionKey":null,"caseDefinitionId":null,"caseInstanceId":null,"caseExecutionId":null,"activityInstanceId":"<key>","name":"Approve",
              "description":null,"deleteReason":"completed","owner":null,"assignee":"anna","startTime":"<date>","endTime":"<date>","duration":"<number>",
              "taskDefinitionKey":"approve","priority":50,"due":null,"parentTaskId":null,"followUp":null,"tenantId":null,"removalTime":null,
              "rootProcessInstanceId":"<key>","taskState":"Completed"}]
            """, (await host.As("anna").Get($"/history/task?processInstanceId={instance}")).Json);
        Assert.Equal(1, (await host.As("anna").Get($"/history/task/count?processInstanceId={instance}&finished=true&taskAssignee=anna")).Count);
    }

    [Fact]
    public async Task Variables_of_ended_instances_keep_their_last_value()
    {
        var instance = await Finished("history-variables");

        Golden.Equal("""
            [{"id":"VARIABLE","name":"approved","type":"Boolean","value":true,"valueInfo":{},"processDefinitionKey":"history-variables",
              "processDefinitionId":"<key>","processInstanceId":"<key>","executionId":"<key>","activityInstanceId":"<key>","caseDefinitionKey":null,
              "caseDefinitionId":null,"caseInstanceId":null,"caseExecutionId":null,"taskId":null,"errorMessage":null,"tenantId":null,"state":"CREATED",
              "createTime":null,"removalTime":null,"rootProcessInstanceId":"<key>"}]
            """.Replace("VARIABLE", $"{instance}:approved", StringComparison.Ordinal),
            (await host.As("anna").Get($"/history/variable-instance?processInstanceId={instance}&variableName=approved")).Json);
        Assert.Equal(1, (await host.As("anna").Get($"/history/variable-instance/count?processInstanceId={instance}&variableNameLike=appr%25")).Count);
    }

    async Task<string> Finished(string process)
    {
        var anna = host.As("anna");
        await host.As("mia").Deploy(process, SmallProcesses.UserTask(process));
        var instance = await anna.StartAgain(process, businessKey: "H-1");
        var task = await anna.TaskOf(instance);
        await anna.Post($"/task/{task}/claim", new { userId = "anna" });
        var completed = await anna.Post($"/task/{task}/complete", new { variables = new { approved = new { value = true, type = "Boolean" } } });
        Assert.Equal(HttpStatusCode.NoContent, completed.Status);
        return instance;
    }
}
