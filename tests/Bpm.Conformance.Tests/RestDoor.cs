using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using Bpm.Feel;

namespace Bpm.Conformance.Tests;

/// <summary>
/// The door of programs: REST against a server with a test clock. Bound services are worked on as any external worker
/// does; moving the clock by nothing waits until the server has come to rest.
/// </summary>
sealed class RestDoor : IDoor
{
    const string Worker = "conformance";

    ConformanceCase? _case;
    RestDoorServer? _server;
    RestDoorCalls? _calls;

    RestDoorCalls Calls => _calls!;

    public async Task<IReadOnlyList<string>> Deploy(ConformanceCase @case)
    {
        _case = @case;
        _server = await RestDoorServer.Start(@case.Clock);
        _calls = new RestDoorCalls(await RestDoorServer.Address());
        var errors = await Calls.Deploy(@case.Id, @case.Files());
        if (errors.Count == 0) await Settle(null);
        return errors;
    }

    public async Task<string?> Start(string processId, FeelContext variables, string? businessKey) =>
        await Settle(await Calls.Post($"/process-definition/key/{Uri.EscapeDataString(processId)}/start", Body(variables, ("businessKey", businessKey))));

    public Task<string?> CompleteTask(string elementId, FeelContext? where, FeelContext variables) => OnTask(elementId, where, "complete", Body(variables));

    public Task<string?> ThrowTaskError(string elementId, string code, FeelContext variables) => OnTask(elementId, null, "bpmnError", Body(variables, ("errorCode", code)));

    public Task<string?> ThrowTaskEscalation(string elementId, string code, FeelContext variables) =>
        OnTask(elementId, null, "bpmnEscalation", Body(variables, ("escalationCode", code)));

    public async Task<string?> Claim(string elementId, string userId)
    {
        var profile = new JsonObject { ["id"] = userId, ["firstName"] = "A", ["lastName"] = "Person" };
        await Calls.Post("/user/create", new JsonObject { ["profile"] = profile, ["credentials"] = new JsonObject { ["password"] = "a-long-password-1" } });
        return await FindTask(elementId, null) is not { } task
            ? $"no open task at {elementId}"
            : await Settle(await Calls.Post($"/task/{task["id"]}/claim", new JsonObject { ["userId"] = userId }));
    }

    public Task<string?> CompleteJob(string elementId, FeelContext variables) => OnJob(elementId, "complete", Body(variables));

    public Task<string?> FailJob(string elementId, string message, int retries) =>
        OnJob(elementId, "failure", new JsonObject { ["errorMessage"] = message, ["retries"] = retries, ["retryTimeout"] = 0 });

    public Task<string?> ThrowJobError(string elementId, string code, string? message, FeelContext variables) =>
        OnJob(elementId, "bpmnError", Body(variables, ("errorCode", code), ("errorMessage", message)));

    public async Task<string?> Trigger(string elementId, FeelContext variables)
    {
        var waiting = await Calls.List($"/history/activity-instance?unfinished=true&activityId={Uri.EscapeDataString(elementId)}");
        return waiting.FirstOrDefault(e => (string?)e["activityType"] != "multiInstanceBody") is { } element
            ? await Settle(await Calls.Post($"/execution/{element["id"]}/trigger", Body(variables)))
            : $"no active element {elementId}";
    }

    public async Task<string?> Message(string name, FeelContext? correlation, string? businessKey, FeelContext variables)
    {
        var body = new JsonObject { ["messageName"] = name, ["businessKey"] = businessKey, ["processVariables"] = RestDoorCalls.Variables(variables) };
        if (correlation is not null) body["correlationKeys"] = RestDoorCalls.Variables(correlation);
        return await Settle(await Calls.Post("/message", body));
    }

    public async Task<string?> Signal(string name, FeelContext variables) => await Settle(await Calls.Post("/signal", Body(variables, ("name", name))));

    /// <summary>Without bound services the server does all alone; else this worker has to be there between two timers.</summary>
    public async Task Advance(TimeSpan by)
    {
        var until = await Now() + by;
        while (_case!.HasBoundWork && await NextDue() is { } due && due <= until)
        {
            if (due > await Now()) await Move(due - await Now());
            await Settle(null);
        }
        await Move(until - await Now());
        await Settle(null);
    }

    public async Task<string?> SetVariables(int instance, FeelContext variables)
    {
        var instances = await Calls.List("/history/process-instance?rootProcessInstances=true&sortBy=instanceId&sortOrder=asc");
        return await Settle(instances.ElementAtOrDefault(instance) is { } found
            ? await Calls.Post($"/process-instance/{found["id"]}/variables", new JsonObject { ["modifications"] = RestDoorCalls.Variables(variables) })
            : await Calls.Post("/condition", Body(variables)));
    }

    public async Task<string?> Cancel()
    {
        var instances = await Calls.List("/history/process-instance?rootProcessInstances=true&sortBy=instanceId&sortOrder=asc");
        return await Settle(await Calls.Delete($"/process-instance/{instances[0]["id"]}"));
    }

    public async Task<string?> Enable(string elementId, FeelContext variables)
    {
        foreach (var instance in await Calls.List("/process-instance?sortBy=instanceId&sortOrder=asc"))
            foreach (var enabled in await Calls.List($"/api/process-instances/{instance["id"]}/ad-hoc"))
                if ((string?)enabled["activityId"] == elementId)
                    return await Settle(await Calls.Post($"/api/ad-hoc/{enabled["id"]}/start", Body(variables, ("activityId", elementId))));
        return $"no ad-hoc subprocess with {elementId}";
    }

    public async Task<string?> CompleteAdHoc(string elementId)
    {
        var scopes = await Calls.List($"/history/activity-instance?unfinished=true&activityId={Uri.EscapeDataString(elementId)}");
        return scopes.FirstOrDefault(s => (string?)s["activityType"] == "adHocSubProcess") is { } scope
            ? await Settle(await Calls.Post($"/api/ad-hoc/{scope["id"]}/complete", new JsonObject()))
            : $"no active element {elementId}";
    }

    public Task<Observation> Observe() => RestDoorObservation.Of(Calls);

    public async ValueTask DisposeAsync()
    {
        _calls?.Dispose();
        if (_server is not null) await _server.DisposeAsync();
    }

    /// <summary>Whoever has the task, it is this client that works on it now.</summary>
    async Task<string?> OnTask(string elementId, FeelContext? where, string what, JsonNode body)
    {
        if (await FindTask(elementId, where) is not { } task) return $"no open task at {elementId}";
        if ((string?)task["assignee"] is { } holder && holder != RestDoorCalls.Me) await Calls.Post($"/task/{task["id"]}/assignee", new JsonObject { ["userId"] = RestDoorCalls.Me });
        return await Settle(await Calls.Post($"/task/{task["id"]}/{what}", body));
    }

    async Task<JsonNode?> FindTask(string elementId, FeelContext? where)
    {
        foreach (var task in (await Calls.List($"/task?taskDefinitionKey={Uri.EscapeDataString(elementId)}")).OrderBy(t => long.Parse((string)t["id"]!, CultureInfo.InvariantCulture)))
        {
            if (where is null) return task;
            var seen = await Calls.Get($"/task/{task["id"]}/variables");
            if (where.Keys.All(k => seen[k] is { } value && where.TryGet(k, out var wanted) && RestDoorCalls.Value(value).Equals(wanted))) return task;
        }
        return null;
    }

    async Task<string?> OnJob(string elementId, string what, JsonNode body)
    {
        var open = await Calls.List($"/external-task?activityId={Uri.EscapeDataString(elementId)}");
        return open.Count == 0 ? $"no open job at {elementId}" : await Settle(await Work(open[0], what, body.AsObject()));
    }

    /// <summary>Fetches the job as a worker does, which may bring others of its topic: they are given back.</summary>
    async Task<string?> Work(JsonNode job, string what, JsonObject body)
    {
        var fetched = await Calls.Fetch("/external-task/fetchAndLock", new JsonObject
        {
            ["workerId"] = Worker,
            ["maxTasks"] = 1000,
            ["topics"] = new JsonArray(new JsonObject { ["topicName"] = (string)job["topicName"]!, ["lockDuration"] = 3_600_000 }),
        });
        foreach (var other in fetched.AsArray().Where(f => (string)f!["id"]! != (string)job["id"]!)) await Calls.Post($"/external-task/{other!["id"]}/unlock", new JsonObject());
        body["workerId"] = Worker;
        return await Calls.Post($"/external-task/{job["id"]}/{what}", body);
    }

    /// <summary>Until nothing moves: the server's own work, then that of bound services, in turn.</summary>
    async Task<string?> Settle(string? refusal)
    {
        for (var rounds = 0; rounds < 1000; rounds++)
        {
            await Move(TimeSpan.Zero);
            if (!_case!.HasBoundWork || !await WorkOnce()) return refusal;
        }
        throw new InvalidOperationException("The instances do not come to rest.");
    }

    async Task<bool> WorkOnce()
    {
        foreach (var job in await Calls.List("/external-task?withRetriesLeft=true&sortBy=id&sortOrder=asc"))
        {
            var element = (string)job["activityId"]!;
            if (_case!.ScriptError(element) is { } code)
            {
                await Work(job, "bpmnError", new JsonObject { ["errorCode"] = code });
                return true;
            }
            if (_case.JobBinding(element) is not { } binding || !binding.TryGetProperty("auto", out _)) continue;
            await Work(job, "complete", Body(binding.TryGetProperty("set", out var set) ? (FeelContext)FeelJson.FromJson(set) : FeelContext.Empty));
            return true;
        }
        return false;
    }

    async Task<DateTimeOffset> Now() => RestDoorObservation.Date((string?)(await Calls.Get("/api/test/clock"))["now"])!.Value;

    async Task<DateTimeOffset?> NextDue() =>
        (await Calls.List("/job?withRetriesLeft=true&sortBy=jobDueDate&sortOrder=asc&maxResults=1")) is [var first] ? RestDoorObservation.Date((string?)first["dueDate"]) : null;

    async Task Move(TimeSpan by)
    {
        if (await Calls.Post("/api/test/clock", new JsonObject { ["advance"] = XmlConvert.ToString(by) }) is { } refusal) throw new InvalidOperationException(refusal);
    }

    static JsonObject Body(FeelContext variables, params ReadOnlySpan<(string Name, string? Value)> more)
    {
        var body = new JsonObject { ["variables"] = RestDoorCalls.Variables(variables) };
        foreach (var (name, value) in more) body[name] = value;
        return body;
    }
}
