using System.Net;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

public sealed class ExternalTaskApiTests(ProductHost host)
{
    [Fact]
    public async Task A_worker_fetches_work_in_the_shape_that_clients_read()
    {
        var worker = host.As("demo");
        await worker.Started("work-shape", SmallProcesses.External("work-shape", "charge-shape"), new { amount = new { value = 5, type = "Integer" }, secret = new { value = "s" } }, "B-1");

        var fetched = await Fetch(worker, "charge-shape", variables: ["amount"]);

        Assert.Equal("application/json", fetched.ContentType);
        Golden.Equal("""
            [{"activityId":"charge","activityInstanceId":"<key>","errorMessage":null,"errorDetails":null,"executionId":"<key>","id":"<key>",
              "lockExpirationTime":"<date>","createTime":"<date>","processDefinitionId":"<key>","processDefinitionKey":"work-shape",
              "processDefinitionVersionTag":null,"processInstanceId":"<key>","retries":3,"suspended":false,"workerId":"worker-1","topicName":"charge-shape",
              "tenantId":null,"variables":{"amount":{"type":"Integer","value":5,"valueInfo":{}}},"priority":0,"businessKey":"B-1",
              "extensionProperties":{"currency":"EUR"},"idempotencyKey":"<key>"}]
            """, fetched.Json);
    }

    [Fact]
    public async Task Completed_work_moves_the_process_on()
    {
        var worker = host.As("demo");
        var instance = await worker.Started("work-complete", SmallProcesses.External("work-complete", "charge-complete"));
        var id = await FetchOne(worker, "charge-complete");

        var done = await worker.Post($"/external-task/{id}/complete", new { workerId = "worker-1", variables = new { receipt = new { value = "R-1", type = "string" } } });

        Assert.Equal(HttpStatusCode.NoContent, done.Status);
        Assert.Equal("COMPLETED", (string?)(await worker.Get($"/history/process-instance/{instance}")).Json["state"]);
        Assert.Equal("R-1", (string?)(await worker.Get($"/history/variable-instance?processInstanceId={instance}&variableName=receipt")).Json[0]!["value"]);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.Post($"/external-task/{id}/complete", new { workerId = "worker-1" })).Status);
    }

    [Fact]
    public async Task Work_that_another_holds_is_not_fetched_and_not_completed()
    {
        var worker = host.As("demo");
        await worker.Started("work-held", SmallProcesses.External("work-held", "charge-held"));
        var id = await FetchOne(worker, "charge-held");

        Assert.Empty((await Fetch(worker, "charge-held", "worker-2")).Json.AsArray());
        var refused = await worker.Post($"/external-task/{id}/complete", new { workerId = "worker-2" });

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
    }

    [Fact]
    public async Task A_worker_may_take_only_some_of_a_topic_or_one_job_of_its_choice()
    {
        var worker = host.As("demo");
        await worker.Started("work-choosy", SmallProcesses.External("work-choosy", "charge-choosy"), new { amount = new { value = 5, type = "Integer" } }, "B-9");
        object Fetch(object topic) => new { workerId = "worker-1", maxTasks = 1, topics = new[] { topic } };

        Assert.Empty((await worker.Post("/external-task/fetchAndLock", Fetch(new { topicName = "charge-choosy", lockDuration = 60000, businessKey = "B-8" }))).Json.AsArray());
        Assert.Empty((await worker.Post("/external-task/fetchAndLock", Fetch(new { topicName = "charge-choosy", lockDuration = 60000, processVariables = new { amount = 6 } }))).Json.AsArray());
        var taken = await worker.Post("/external-task/fetchAndLock", Fetch(new
        {
            topicName = "charge-choosy", lockDuration = 60000, businessKey = "B-9", processDefinitionKeyIn = new[] { "other", "work-choosy" },
            processDefinitionIdIn = Array.Empty<string>(), processVariables = new { amount = 5 }, tenantIdIn = Array.Empty<string>(),
        }));
        var id = (string)Assert.Single(taken.Json.AsArray())!["id"]!;
        Assert.Equal(HttpStatusCode.BadRequest, (await worker.Post($"/external-task/{id}/lock", new { workerId = "worker-2", lockDuration = 60000 })).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await worker.Post($"/external-task/{id}/unlock")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await worker.Post($"/external-task/{id}/lock", new { workerId = "worker-2", lockDuration = 60000 })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await worker.Post($"/external-task/{id}/complete", new { workerId = "worker-2" })).Status);
    }

    [Fact]
    public async Task Unlocked_work_can_be_fetched_by_another()
    {
        var worker = host.As("demo");
        await worker.Started("work-unlock", SmallProcesses.External("work-unlock", "charge-unlock"));
        var id = await FetchOne(worker, "charge-unlock");

        Assert.Equal(HttpStatusCode.NoContent, (await worker.Post($"/external-task/{id}/extendLock", new { workerId = "worker-1", newDuration = 60000 })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await worker.Post($"/external-task/{id}/unlock")).Status);

        Assert.Equal(id, await FetchOne(worker, "charge-unlock", "worker-2"));
    }

    [Fact]
    public async Task A_failure_without_retries_is_an_incident_that_new_retries_resolve()
    {
        var worker = host.As("demo");
        var instance = await worker.Started("work-fail", SmallProcesses.External("work-fail", "charge-fail"));
        var id = await FetchOne(worker, "charge-fail");

        Assert.Equal(HttpStatusCode.NoContent, (await worker.Post($"/external-task/{id}/failure", new { workerId = "worker-1", errorMessage = "No network.", retries = 0, retryTimeout = 0 })).Status);
        var incident = Assert.Single((await worker.Get($"/incident?processInstanceId={instance}")).Json.AsArray())!;
        Golden.Equal("""
            {"id":"<key>","processDefinitionId":"<key>","processInstanceId":"<key>","executionId":"<key>","incidentTimestamp":"<date>",
             "incidentType":"failedJob","activityId":"charge","failedActivityId":"charge","causeIncidentId":"<key>","rootCauseIncidentId":"<key>",
             "configuration":"<key>","incidentMessage":"No network.","tenantId":null,"jobDefinitionId":null,"annotation":null}
            """, incident);
        Assert.Equal(1, (await worker.Get($"/external-task/count?processInstanceId={instance}&noRetriesLeft=true")).Count);
        Assert.Equal(HttpStatusCode.NoContent, (await worker.Put($"/job/{id}/retries", new { retries = 2 })).Status);

        Assert.Equal(0, (await worker.Get($"/incident/count?processInstanceId={instance}")).Count);
        Assert.Equal(id, await FetchOne(worker, "charge-fail"));
    }

    [Fact]
    public async Task A_reported_error_takes_the_modelled_path()
    {
        var worker = host.As("demo");
        var instance = await worker.Started("work-error", SmallProcesses.External("work-error", "charge-error"));
        var id = await FetchOne(worker, "charge-error");

        Assert.Equal(HttpStatusCode.NoContent, (await worker.Post($"/external-task/{id}/bpmnError", new { workerId = "worker-1", errorCode = "DECLINED" })).Status);

        Assert.Equal("call", (string?)(await worker.Get($"/task?processInstanceId={instance}")).Json[0]!["taskDefinitionKey"]);
    }

    [Fact]
    public async Task A_waiting_fetch_answers_as_soon_as_work_appears()
    {
        var worker = host.As("demo");
        await worker.Deploy("work-wait", SmallProcesses.External("work-wait", "charge-wait"));
        var waiting = Fetch(worker, "charge-wait", patience: 1_800_000);

        await worker.StartAgain("work-wait");

        Assert.Single((await waiting).Json.AsArray());
    }

    [Fact]
    public async Task A_fetch_for_nothing_answers_an_empty_list()
    {
        var fetched = await Fetch(host.As("demo"), "nobody-makes-this", patience: 200);

        Assert.Equal(HttpStatusCode.OK, fetched.Status);
        Assert.Equal("[]", fetched.Text);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(400L * 24 * 60 * 60 * 1000)]
    public async Task Durations_beyond_a_year_or_below_nothing_are_refused_in_words(long milliseconds)
    {
        var worker = host.As("demo");
        var topic = $"charge-long-{milliseconds}";
        await worker.Started($"work-long{milliseconds}", SmallProcesses.External($"work-long{milliseconds}", topic));
        var id = await FetchOne(worker, topic);

        var fetched = await worker.Post("/external-task/fetchAndLock", new { workerId = "worker-1", maxTasks = 1, topics = new[] { new { topicName = topic, lockDuration = milliseconds } } });
        var extended = await worker.Post($"/external-task/{id}/extendLock", new { workerId = "worker-1", newDuration = milliseconds });
        var failed = await worker.Post($"/external-task/{id}/failure", new { workerId = "worker-1", errorMessage = "No network.", retries = 1, retryTimeout = milliseconds });

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], [fetched.Status, extended.Status, failed.Status]);
        Assert.All([fetched, extended, failed], refused => Assert.Contains("Expected", refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Staff_may_not_fetch_and_a_worker_needs_a_topic()
    {
        var staff = await Fetch(host.As("anna"), "charge");
        var none = await host.As("demo").Post("/external-task/fetchAndLock", new { workerId = "worker-1", maxTasks = 1, topics = Array.Empty<object>() });
        var restricted = await host.As("demo").Post("/external-task/fetchAndLock", new { workerId = "w", maxTasks = 1, topics = new[] { new { topicName = "t", lockDuration = 1000, tenantIdIn = new[] { "T" } } } });

        Assert.Equal(HttpStatusCode.Forbidden, staff.Status);
        Assert.Equal(HttpStatusCode.BadRequest, none.Status);
        Assert.Contains("topic", none.Message, StringComparison.Ordinal);
        Assert.Contains("tenantIdIn", restricted.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, null, "20 30 10")]
    [InlineData(true, "asc", "20 30 10")]
    [InlineData(true, "desc", "30 20 10")]
    [InlineData(false, "asc", "10 20 30")]
    [InlineData(false, "desc", "30 20 10")]
    [InlineData(null, "desc", "30 20 10")]
    public async Task Work_comes_in_the_order_that_the_worker_wants(bool? usePriority, string? createTime, string expected)
    {
        var worker = host.As("demo");
        var id = $"work-order-{usePriority}-{createTime}".ToLowerInvariant();
        await worker.Deploy(id, SmallProcesses.External(id, id).Replace("camunda:type=\"external\"", "camunda:type=\"external\" camunda:taskPriority=\"${urgency}\"", StringComparison.Ordinal));
        foreach (var (key, urgency) in new[] { ("10", 1), ("20", 7), ("30", 7) })
            await worker.Post($"/process-definition/key/{id}/start", new { businessKey = key, variables = new { urgency = new { value = urgency, type = "Integer" } } });
        var topics = new[] { new { topicName = id, lockDuration = 50_000 } };

        var fetched = await worker.Post("/external-task/fetchAndLock", createTime is null
            ? new { workerId = "w", maxTasks = 10, usePriority, topics }
            : new { workerId = "w", maxTasks = 10, usePriority, topics, sorting = new[] { new { sortBy = "createTime", sortOrder = createTime } } });

        Assert.Equal(expected, string.Join(' ', fetched.Json.AsArray().Select(t => (string)t!["businessKey"]!)));
    }

    [Fact]
    public async Task The_most_urgent_work_of_all_topics_is_fetched_even_if_their_locks_differ()
    {
        var worker = host.As("demo");
        await worker.Started("work-late", SmallProcesses.External("work-late", "charge-late"));
        await worker.Started("work-urgent", SmallProcesses.External("work-urgent", "charge-urgent").Replace("camunda:type=\"external\"", "camunda:type=\"external\" camunda:taskPriority=\"9\"", StringComparison.Ordinal));

        var fetched = await worker.Post("/external-task/fetchAndLock", new
        {
            workerId = "w", maxTasks = 1, usePriority = true,
            topics = new[] { new { topicName = "charge-late", lockDuration = 1000 }, new { topicName = "charge-urgent", lockDuration = 2000 } },
        });

        Assert.Equal("charge-urgent", (string?)Assert.Single(fetched.Json.AsArray())!["topicName"]);
    }

    [Fact]
    public async Task What_cannot_be_honoured_of_a_fetch_is_refused_in_words()
    {
        var worker = host.As("demo");
        object[] topics = [new { topicName = "t", lockDuration = 1000, withoutTenantId = true, deserializeValues = true }];

        var column = await worker.Post("/external-task/fetchAndLock", new { workerId = "w", maxTasks = 1, topics, sorting = new[] { new { sortBy = "priority", sortOrder = "asc" } } });
        var order = await worker.Post("/external-task/fetchAndLock", new { workerId = "w", maxTasks = 1, topics, sorting = new[] { new { sortBy = "createTime", sortOrder = "up" } } });
        var twice = await worker.Post("/external-task/fetchAndLock", new { workerId = "w", maxTasks = 1, topics = topics.Concat(topics) });
        var fine = await worker.Post("/external-task/fetchAndLock", new { workerId = "w", maxTasks = 1, topics });

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.OK], [column.Status, order.Status, twice.Status, fine.Status]);
        Assert.Contains("usePriority", column.Message, StringComparison.Ordinal);
        Assert.Contains("asc or desc", order.Message, StringComparison.Ordinal);
        Assert.Contains("2 times", twice.Message, StringComparison.Ordinal);
    }

    static Task<Answer> Fetch(HttpClient worker, string topic, string workerId = "worker-1", string[]? variables = null, int patience = 0) =>
        worker.Post("/external-task/fetchAndLock", new
        {
            workerId,
            maxTasks = 10,
            usePriority = true,
            asyncResponseTimeout = patience,
            sorting = new[] { new { sortBy = "createTime", sortOrder = "asc" } },
            topics = new[]
            {
                new
                {
                    topicName = topic, lockDuration = 50_000, variables, processDefinitionIdIn = Array.Empty<string>(), tenantIdIn = Array.Empty<string>(),
                    withoutTenantId = false, localVariables = false, includeExtensionProperties = true, deserializeValues = false,
                },
            },
        });

    static async Task<string> FetchOne(HttpClient worker, string topic, string workerId = "worker-1")
    {
        var fetched = await Fetch(worker, topic, workerId);
        return (string)Assert.Single(fetched.Json.AsArray())!["id"]!;
    }
}
