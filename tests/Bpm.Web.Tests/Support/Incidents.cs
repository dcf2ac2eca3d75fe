using Bpm.Engine;
using Bpm.Feel;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Tests.Support;

/// <summary>The shipped incident handling at the office.</summary>
static class IncidentDesk
{
    public static async Task<long> ReportIncident(this Office office, string number = "INC-7", string affected = "Kontor, Lindner")
    {
        await office.Deploy("incident-handling.bpmn", "incident-repair.bpmn");
        var reply = await office.Engine.Start(await office.Actor("carl"), StartRequest.Process("incident-handling", VariableSet.Of(
            ("number", new FeelString(number)), ("title", new FeelString("No light")), ("affected", new FeelString(affected))), number));
        Assert.True(reply.IsDone, reply.Rejection?.Message);
        return reply.Value!.Key;
    }

    public static async Task Choose(this Office office, long key, string activity)
    {
        var enabled = (await office.Engine.EnabledAdHocActivities(key)).Single(a => a.ElementId == activity);
        var reply = await office.Engine.StartAdHocActivity(await office.Actor("carl"), enabled.ScopeKey, activity, VariableSet.Empty);
        Assert.True(reply.IsDone, reply.Rejection?.Message);
        await office.RunDueWork();
    }

    public static async Task Finish(this Office office, long task, string userId, params (string Name, FeelValue Value)[] answers)
    {
        Assert.Null((await office.Engine.Claim(await office.Actor(userId), task)).Rejection?.Message);
        Assert.Null((await office.Engine.Complete(await office.Actor(userId), task, VariableSet.Of(answers))).Rejection?.Message);
    }

    public static async Task<IReadOnlyList<UserTaskRow>> TasksOf(this Office office, long key) =>
        await office.Get<UserTasks>().List(new UserTaskQuery { InstanceKey = key, IsOpen = true }, Slice.All, default);

    public static async Task RunDueWork(this Office office)
    {
        while (await office.Get<WorkPump>().Step() > 0) { }
    }

    public static async Task Deploy(this Office office, params string[] shipped)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Bpm.sln"))) folder = folder.Parent;
        await office.DeployModels([.. shipped.Select(name => (name, File.ReadAllText(Path.Combine(folder.FullName, "processes", name))))]);
    }

    public static async Task DeployModels(this Office office, params (string Name, string Xml)[] models)
    {
        var reply = await office.Engine.Deploy(await office.Actor("mia"), new DeploymentRequest("models", null, [.. models.Select(m => new DeploymentFile(m.Name, System.Text.Encoding.UTF8.GetBytes(m.Xml)))]));
        Assert.True(reply.IsDone, string.Join("; ", reply.Value?.Diagnostics.Select(d => d.Message) ?? []));
    }
}
