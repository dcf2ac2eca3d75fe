using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Bpm.Crash.Tests.Support;

/// <summary>
/// One small invoice from its receipt to the archive, over REST, as the people of the demo do it. A late one passes its
/// approval's deadline, comes to the manager, who takes it over. After every step comes <c>betweenSteps</c>, which may
/// kill the product.
/// </summary>
sealed class Story(string number, bool isLate, Office office, Func<Task> betweenSteps)
{
    public string Number => number;

    /// <summary>Tasks whose completion was answered: element id and task id.</summary>
    public List<(string ElementId, string TaskId)> Completed { get; } = [];

    /// <summary>Who completes the approval.</summary>
    public string Approver => isLate ? "mark" : "carl";

    public async Task Run()
    {
        var instance = await Start();
        await betweenSteps();
        await Complete(office.Anna, "anna", instance, "checkInvoice", new { checkDecision = Value("ok"), costCentre = Value("CC-1234") });
        if (isLate) await TakeOver();
        await Complete(isLate ? office.Mark : office.Carl, Approver, instance, "approveInvoice", new { approval = Value("approve") });
        await office.Anna.Until($"history/process-instance/{instance}", i => i.GetProperty("state").GetString() == "COMPLETED");
        await betweenSteps();
    }

    /// <summary>The deadline brings the task to the manager, whether it passes while the product runs or while it is dead.</summary>
    async Task TakeOver()
    {
        var escalations = await office.Mark.Until("../api/escalations", list => Of(list) is not null);
        await betweenSteps();
        await Do(office.Mark, $"../api/tasks/{Of(escalations)}/take-over", new { });
        await betweenSteps();

        string? Of(JsonElement list) => list.EnumerateArray().Where(e => e.GetProperty("businessKey").GetString() == number)
            .Select(e => e.GetProperty("taskId").GetString()).FirstOrDefault();
    }

    /// <summary>A start without an answer is looked up by its business key before it is sent again.</summary>
    async Task<string> Start()
    {
        while (true)
        {
            var found = await office.Carl.Get($"history/process-instance?processInstanceBusinessKey={number}");
            if (found.GetArrayLength() > 0) return found[0].GetProperty("id").GetString()!;
            var (status, body) = await office.Carl.PostOnce("process-definition/key/invoice-approval/start", new
            {
                businessKey = number,
                variables = new
                {
                    number = Value(number), supplier = Value("Paper & Co"), amount = Value(400), currency = Value("EUR"),
                    department = Value("sales"), approveWithin = Value(isLate ? "PT1S" : "PT8H"),
                },
            });
            if (status is null) continue;
            Assert.True(status == HttpStatusCode.OK, body.ToString());
            return body.GetProperty("id").GetString()!;
        }
    }

    async Task Complete(Client person, string userId, string instance, string elementId, object variables)
    {
        var tasks = await person.Until($"task?processInstanceId={instance}&taskDefinitionKey={elementId}", t => t.GetArrayLength() > 0);
        var task = tasks[0].GetProperty("id").GetString()!;
        await Do(person, $"task/{task}/claim", new { userId });
        await betweenSteps();
        await Do(person, $"task/{task}/complete", new { variables });
        Completed.Add((elementId, task));
        await betweenSteps();
    }

    /// <summary>A call that was cut off may have done its work: then its repetition is told that there is nothing left to do.</summary>
    static async Task Do(Client person, string path, object body)
    {
        var (status, answer) = await person.Post(path, body);
        var isDone = status is HttpStatusCode.NoContent or HttpStatusCode.OK or HttpStatusCode.NotFound
            || answer.ToString().Contains("completed", StringComparison.Ordinal);
        Assert.True(isDone, string.Create(CultureInfo.InvariantCulture, $"{path}: {status} {answer}"));
    }

    static object Value(object value) => new { value };
}

/// <summary>The people of the story at the REST API.</summary>
sealed class Office(string address, Action answered) : IDisposable
{
    public Client Carl { get; } = new(address, "carl", answered);
    public Client Anna { get; } = new(address, "anna", answered);
    public Client Mark { get; } = new(address, "mark", answered);

    public void Dispose()
    {
        Carl.Dispose();
        Anna.Dispose();
        Mark.Dispose();
    }
}
