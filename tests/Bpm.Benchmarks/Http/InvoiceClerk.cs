using System.Diagnostics;

namespace Bpm.Benchmarks;

/// <summary>One caller who takes invoices through all their tasks; every fifth needs two approvers.</summary>
sealed class InvoiceClerk(EngineRest api)
{
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    static readonly Dictionary<string, (string Name, object Value)[]> Answers = new()
    {
        ["checkInvoice"] = [("checkDecision", "ok"), ("costCentre", "CC-1234")],
        ["approveInvoice"] = [("approval", "approve")],
        ["approveByDepartment"] = [("departmentApproval", "approve")],
        ["approveByManager"] = [("managerApproval", "approve")],
    };

    public Samples Start { get; } = new();
    public Samples List { get; } = new();
    public Samples Claim { get; } = new();
    public Samples Complete { get; } = new();

    /// <summary>From the last completed task to the instance's end: booking and archiving.</summary>
    public Samples Connectors { get; } = new();
    public Samples Instance { get; } = new();

    public async Task Settle(int number)
    {
        var begun = Stopwatch.GetTimestamp();
        var needsTwo = number % 5 == 0;
        var instance = await StartInstance(number, needsTwo ? 9000 : 400);
        for (var open = needsTwo ? 3 : 2; open > 0;) open -= await DoTasks(instance);
        await WaitForEnd(instance);
        Instance.Since(begun);
    }

    async Task<string> StartInstance(int number, int amount)
    {
        var begun = Stopwatch.GetTimestamp();
        var started = await api.Post("process-definition/key/invoice-approval/start", new
        {
            businessKey = $"L-{number:D6}",
            variables = EngineRest.Variables(
            [
                ("number", $"L-{number:D6}"), ("supplier", "Paper & Co"), ("amount", amount), ("currency", "EUR"),
                ("department", "sales"), ("approveWithin", "PT8H"),
            ]),
        });
        Start.Since(begun);
        return started.GetProperty("id").GetString()!;
    }

    /// <summary>Lists the instance's open tasks and does them; returns how many there were.</summary>
    async Task<int> DoTasks(string instance)
    {
        var begun = Stopwatch.GetTimestamp();
        var tasks = await api.Get($"task?processInstanceId={instance}");
        List.Since(begun);
        foreach (var task in tasks.EnumerateArray())
        {
            var id = task.GetProperty("id").GetString();
            begun = Stopwatch.GetTimestamp();
            await api.Post($"task/{id}/claim", new { userId = api.User });
            begun = Claim.Since(begun);
            await api.Post($"task/{id}/complete", new { variables = EngineRest.Variables(Answers[task.GetProperty("taskDefinitionKey").GetString()!]) });
            Complete.Since(begun);
        }
        return tasks.GetArrayLength() is var count && count > 0 ? count : throw new InvalidOperationException($"Expected open tasks of instance {instance}, but there are none.");
    }

    async Task WaitForEnd(string instance)
    {
        var begun = Stopwatch.GetTimestamp();
        while ((await api.Get($"history/process-instance/{instance}")).GetProperty("state").GetString() != "COMPLETED")
        {
            if (Stopwatch.GetElapsedTime(begun) > Patience) throw new TimeoutException($"Instance {instance} has not ended in {Patience}.");
            await Task.Delay(BetweenLooks, TimeProvider.System);
        }
        Connectors.Since(begun);
    }
}
