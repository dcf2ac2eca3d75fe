using System.Text;
using Bpm.Connectors;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

/// <summary>One instance of a shipped process, told by who does what: the words that the tests of all stories share.</summary>
sealed class Story
{
    readonly TestNode _node;
    readonly string? _businessKey;

    Story(TestNode node, StartedInstance instance) => (_node, Key, _businessKey) = (node, instance.Key, instance.BusinessKey);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public long Key { get; }

    /// <summary>A node as demo mode starts it: with the shipped processes and the demo people.</summary>
    public static Task<TestNode> Stage(TestDatabase database, Action<ConnectorOptions>? configure = null)
    {
        var options = new BpmOptions { Data = database.Folder, Demo = true, DemoProcesses = Processes };
        configure?.Invoke(options.Connectors);
        return TestNode.Start(database, options);
    }

    /// <summary>As operators change a setting that stands in a decision: the shipped file with another text in it is deployed by itself.</summary>
    public static async Task Set(TestNode node, string file, string before, string after)
    {
        var text = await File.ReadAllTextAsync(System.IO.Path.Combine(Processes, file), Ct);
        Assert.Contains(before, text, StringComparison.Ordinal);
        await node.Deploy(new DeploymentFile(file, Encoding.UTF8.GetBytes(text.Replace(before, after, StringComparison.Ordinal))));
    }

    public static async Task<Story> Begin(TestNode node, string user, string processId, params (string, FeelValue)[] variables)
    {
        var reply = await node.Engine.Start(await node.Actor(user), StartRequest.Process(processId, VariableSet.Of(variables)), Ct);
        Assert.True(reply.IsDone, reply.Rejection?.Message);
        await node.RunDueWork();
        return new Story(node, reply.Value!);
    }

    /// <summary>Claims and completes the only open task of this element.</summary>
    public async Task Do(string user, string element, params (string, FeelValue)[] answers) => await Do(user, await Task(element), answers);

    public async Task Do(string user, UserTaskRow task, params (string, FeelValue)[] answers)
    {
        var actor = await _node.Actor(user);
        var claimed = await _node.Engine.Claim(actor, task.TaskKey, Ct);
        Assert.True(claimed.IsDone, claimed.Rejection?.Message);
        var done = await _node.Engine.Complete(actor, task.TaskKey, VariableSet.Of(answers), Ct);
        Assert.True(done.IsDone, done.Rejection?.Message);
        await _node.RunDueWork();
    }

    public async Task<UserTaskRow> Task(string element) => Assert.Single(await Tasks(), t => t.ElementId == element);

    /// <summary>The open task whose scope holds this value: one of several in a loop.</summary>
    public async Task<UserTaskRow> Task(string element, string variable, string value)
    {
        List<UserTaskRow> found = [];
        foreach (var task in (await Tasks()).Where(t => t.ElementId == element))
            if ((await _node.Get<Variables>().SeenBy(task.TaskKey, Ct)).Any(v => v.Name == variable && v.Value.Text == value)) found.Add(task);
        return Assert.Single(found);
    }

    public async Task<string> Open() => string.Join(" ", (await Tasks()).Select(t => t.ElementId).Order(StringComparer.Ordinal));

    public async Task Pass(TestDatabase database, TimeSpan time)
    {
        database.Clock.Advance(time);
        await _node.RunDueWork();
    }

    public async Task Tell(string user, string message, params (string, FeelValue)[] localKeys)
    {
        var request = new MessageRequest(message, VariableSet.Empty) { BusinessKey = _businessKey, LocalCorrelationKeys = VariableSet.Of(localKeys) };
        var reply = await _node.Engine.CorrelateMessage(await _node.Actor(user), request, Ct);
        Assert.True(reply.IsDone, reply.Rejection?.Message);
        await _node.RunDueWork();
    }

    /// <summary>Ended, and at this end event.</summary>
    public async Task EndsAt(string endEvent)
    {
        Assert.Equal("", await Open());
        Assert.Equal("completed", (await _node.Get<InstanceOverview>().Find(Key, Ct))!.State);
        Assert.Contains(await Path(), e => e.ElementId == endEvent && e.Outcome == "completed");
        Assert.Empty(await _node.Get<Incidents>().List(new IncidentQuery { InstanceKey = Key }, Slice.All, Ct));
    }

    /// <summary>Whatever was entered, in this order.</summary>
    public async Task<IReadOnlyList<ElementRow>> Path() =>
        [.. (await _node.Get<ElementHistory>().List(new ElementQuery { InstanceKey = Key }, Slice.All, Ct)).OrderBy(e => e.ElementInstanceKey)];

    public async Task<int> Times(string element) => (await Path()).Count(e => e.ElementId == element && e.Role != "loop");

    public async Task<FeelValue> Variable(string name) => Assert.Single(await _node.Get<Variables>().Of(Key, Ct), v => v.Name == name).Value;

    public async Task<IncidentRow> Incident() => Assert.Single(await _node.Get<Incidents>().List(new IncidentQuery { InstanceKey = Key }, Slice.All, Ct));

    async Task<IReadOnlyList<UserTaskRow>> Tasks() => await _node.Get<UserTasks>().List(new UserTaskQuery { InstanceKey = Key }, Slice.All, Ct);

    public static string Processes
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(System.IO.Path.Combine(folder!.FullName, "Bpm.sln"))) folder = folder.Parent;
            return System.IO.Path.Combine(folder.FullName, "processes");
        }
    }
}
