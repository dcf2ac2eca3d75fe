using System.Globalization;
using System.Text.Json.Nodes;
using Bpm.Feel;

namespace Bpm.Conformance.Tests;

/// <summary>What can be seen of a server over REST: its lists, put together as the cases ask.</summary>
static class RestDoorObservation
{
    /// <summary>Activations that are no visit: a loop as a whole, and a scope that is resumed to undo what was done in it.</summary>
    static readonly string[] NoVisits = ["multiInstanceBody", "resumedScope"];

    /// <summary>Where a token is inside, elsewhere, or waits for handlers: no leaves.</summary>
    static readonly string[] NoLeaves =
    [
        .. NoVisits, "subProcess", "transaction", "adHocSubProcess", "callActivity", "intermediateCompensationThrowEvent", "compensationEndEvent",
    ];

    public static async Task<Observation> Of(RestDoorCalls calls)
    {
        var elements = (await calls.List("/history/activity-instance?sortBy=occurrence&sortOrder=asc")).Where(e => !NoVisits.Contains((string)e["activityType"]!)).ToList();
        var instances = await calls.List("/history/process-instance?sortBy=instanceId&sortOrder=asc");
        var roots = instances.Where(i => i["superProcessInstanceId"] is null).ToList();
        var tasks = await calls.List("/task?sortBy=id&sortOrder=asc");
        var views = new Dictionary<string, TaskView>();
        foreach (var task in tasks) views.TryAdd(Text(task, "taskDefinitionKey"), await View(calls, task));
        return new Observation
        {
            Active = [.. elements.Where(e => e["endTime"] is null && !NoLeaves.Contains((string)e["activityType"]!)).Select(e => Text(e, "activityId"))],
            Tasks = [.. tasks.Select(t => Text(t, "taskDefinitionKey"))],
            Visits = [.. InOrder(elements, instances).Select(e => Text(e, "activityId"))],
            Completions = [.. elements.Where(e => e["endTime"] is not null && !(bool)e["canceled"]!).Select(e => Text(e, "activityId"))],
            RootHasEnded = roots.Count == 0 || roots[0]["endTime"] is not null,
            RootVariables = roots.Count == 0 ? FeelContext.Empty : await Variables(calls, Text(roots[0], "id")),
            Instances = [.. roots.Select(i => (Text(i, "processDefinitionKey"), i["endTime"] is not null))],
            TaskDetails = views,
            Incidents =
            [
                .. (await calls.List("/incident")).Select(i => Text(i, "incidentMessage")),
                .. (await calls.List("/job?noRetriesLeft=true&withException=true")).Select(j => Text(j, "exceptionMessage")),
            ],
        };
    }

    public static DateTimeOffset? Date(string? text) =>
        text is null ? null : DateTimeOffset.ParseExact(text.Insert(text.Length - 2, ":"), "yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    /// <summary>An instant says little while the clock stands still: what a call activity has called comes behind it.</summary>
    static IEnumerable<JsonNode> InOrder(List<JsonNode> elements, IReadOnlyList<JsonNode> instances)
    {
        var byInstance = elements.ToLookup(e => Text(e, "processInstanceId"));
        var called = instances.Where(i => i["superProcessInstanceId"] is not null).Select(i => Text(i, "id")).ToHashSet();
        return instances.Select(i => Text(i, "id")).Where(id => !called.Contains(id)).SelectMany(Flat)
            .OrderBy(e => Date((string?)e["startTime"]));

        IEnumerable<JsonNode> Flat(string instance) =>
            byInstance[instance].SelectMany(e => (string?)e["calledProcessInstanceId"] is { } child ? Flat(child).Prepend(e) : [e]);
    }

    static async Task<FeelContext> Variables(RestDoorCalls calls, string instance)
    {
        var own = (await calls.List($"/history/variable-instance?processInstanceId={instance}")).Where(v => Text(v, "executionId") == instance);
        return new FeelContext(own.Select(v => KeyValuePair.Create(Text(v, "name"), RestDoorCalls.Value(v))));
    }

    static async Task<TaskView> View(RestDoorCalls calls, JsonNode task)
    {
        var candidates = (await calls.List($"/task/{task["id"]}/identity-links")).Where(l => (string?)l["type"] == "candidate").ToList();
        return new TaskView(
            (string?)task["assignee"],
            [.. candidates.Select(c => (string?)c["userId"]).OfType<string>()],
            [.. candidates.Select(c => (string?)c["groupId"]).OfType<string>()],
            (string?)task["name"], (string?)task["description"], (int)task["priority"]!, Date((string?)task["due"]), Date((string?)task["followUp"]));
    }

    static string Text(JsonNode node, string name) => (string)node[name]!;
}
