using System.Text;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Injection;

/// <summary>The steps of the cases: a process that waits at a task or a job, and what is read of it afterwards.</summary>
sealed partial class EngineDoors
{
    /// <summary>start (plainly or by message) → Approve (accounting) → Charge (external task "doors", error DECLINED caught) → end</summary>
    static string Model => SmallProcesses.Process("doors", """
        <bpmn:startEvent id="start"><bpmn:outgoing>f0</bpmn:outgoing></bpmn:startEvent>
        <bpmn:startEvent id="called"><bpmn:outgoing>f1</bpmn:outgoing><bpmn:messageEventDefinition id="m" messageRef="message_order" /></bpmn:startEvent>
        <bpmn:sequenceFlow id="f0" sourceRef="start" targetRef="approve" /><bpmn:sequenceFlow id="f1" sourceRef="called" targetRef="approve" />
        <bpmn:userTask id="approve" name="Approve" camunda:candidateGroups="accounting"><bpmn:incoming>f0</bpmn:incoming><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
        <bpmn:sequenceFlow id="f2" sourceRef="approve" targetRef="charge" />
        <bpmn:serviceTask id="charge" camunda:type="external" camunda:topic="doors"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:serviceTask>
        <bpmn:boundaryEvent id="declined" attachedToRef="charge"><bpmn:outgoing>f4</bpmn:outgoing>
          <bpmn:errorEventDefinition id="e" errorRef="error_declined" camunda:errorCodeVariable="code" camunda:errorMessageVariable="message" /></bpmn:boundaryEvent>
        <bpmn:sequenceFlow id="f3" sourceRef="charge" targetRef="end" /><bpmn:sequenceFlow id="f4" sourceRef="declined" targetRef="end2" />
        <bpmn:endEvent id="end"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent><bpmn:endEvent id="end2"><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>
        """);

    readonly Office _office;
    int _number;
    long _lastTask;
    long _lastComment;

    EngineDoors(Office office, Actor demo, Actor carl) => (_office, Demo, Carl) = (office, demo, carl);

    Actor Demo { get; }
    Actor Carl { get; }
    Actor Nobody => new($"nobody-{_number++}", new HashSet<Role>(), new HashSet<string>());
    long OwnTask { get; set; }
    long Instance => InstanceKey.Of(OwnTask);
    ProcessEngine Engine => _office.Engine;
    PeopleAdministration Administration => _office.Get<PeopleAdministration>();
    Bpm.Runtime.People People => _office.Get<Bpm.Runtime.People>();
    DateTimeOffset Later => _office.Clock.GetUtcNow().AddDays(++_number);

    static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    public static async Task<EngineDoors> Open(Office office)
    {
        var doors = new EngineDoors(office, await office.Actor("demo"), await office.Actor("carl"));
        var reply = await doors.Engine.Deploy(doors.Demo, new DeploymentRequest("doors", null, [File("doors.bpmn", Model), File("doors.dmn", SmallProcesses.Echo("doors")), File("listened.bpmn", Listened)]), Ct);
        Assert.True(reply.IsDone, string.Join("; ", reply.Value?.Diagnostics.Select(d => d.Message) ?? []));
        doors.OwnTask = await doors.NewTask();
        return doors;
    }

    async Task<Passage> SuspendedBecause(string reason)
    {
        await Engine.SuspendDefinition(Demo, DefinitionChoice.AllOf("doors"), false, reason, Ct);
        var kept = await _office.Get<Definitions>().FindLatest("doors", Ct);
        await Engine.ActivateDefinition(Demo, DefinitionChoice.AllOf("doors"), false, null, Ct);
        return new(kept!.SuspendedReason);
    }

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    static DeploymentFile File(string name, string content) => new(name, Bytes(content));

    static UserProfile Profile(string name) => new(name, null, new HashSet<Role> { Role.Staff }, null);

    /// <summary>The text as a value, as a name, and inside of a list and a context.</summary>
    static VariableSet Set(string p) => VariableSet.Of(
        ("text", new FeelString(p)), (p, new FeelString(p)), ("nested", FeelList.Of(new FeelString(p), FeelContext.Of((p, FeelList.Of(new FeelString(p)))))));

    /// <summary>What the decision says when it is given the text.</summary>
    static FeelList Echo(string p) => FeelList.Of(new FeelString(p), new FeelString("x"));

    static Passage Of(Reply reply, string p) => new(p, reply.Rejection?.Message);

    static Passage Of<T>(Reply<T> reply, string p, Func<T, bool>? isRight = null) =>
        reply.Rejection is { } no ? new(null, no.Message) : new(isRight?.Invoke(reply.Value!) != false ? p : null);

    async Task<Passage> Saved(FilterContent content, Func<SavedFilterRow, string?> read, bool isChange = false)
    {
        var made = await Engine.CreateFilter(Demo, isChange ? new("before", "demo", "{}", "{}") : content, Ct);
        var refused = made.Rejection ?? (isChange ? (await Engine.ChangeFilter(Demo, made.Value, content, Ct)).Rejection : null);
        return refused is not null ? new(null, refused.Message) : new(read((await _office.Get<SavedFilters>().Find(made.Value, Ct))!));
    }

    async Task<Passage> Noted(string p)
    {
        var trail = new AuditTrail(_office.Get<Database>());
        var key = (await trail.List(new(), new Slice(Take: 1), Ct))[0].AuditKey;
        var reply = await Engine.AnnotateOperation(Demo, key, p, Ct);
        return reply.Rejection is { } no ? new(null, no.Message) : new((await trail.List(new() { AuditKey = key }, Slice.All, Ct))[0].Annotation);
    }

    async Task<Passage> Checked(DeploymentFile file, string p)
    {
        var check = await Engine.Check([file], Ct);
        return new Passage(p, check.HasErrors ? string.Join(' ', check.Diagnostics.Select(d => d.Message)) : null);
    }

    async Task<Passage> Deployed(DeploymentRequest request, Func<DeploymentRow, string?> read)
    {
        var reply = await Engine.Deploy(Demo, request, Ct);
        if (reply.Rejection is { } no) return new(null, no.Message);
        var rows = await _office.Get<Deployments>().List(new DeploymentQuery(), Slice.All, Ct);
        Assert.DoesNotContain(reply.Value!.Diagnostics, d => d.Message.Contains(Payloads.Computed, StringComparison.Ordinal));
        return new(read(rows.Single(r => r.DeploymentKey == reply.Value.DeploymentKey)));
    }

    /// <summary>The text as the names of a process and of its task, of which only braces in attributes for expressions are code.</summary>
    async Task<Passage> Named(string p)
    {
        var xml = SmallProcesses.UserTask("named").Replace("name=\"Order\"", $"name=\"{Xml(p)}\"", StringComparison.Ordinal)
            .Replace("name=\"Approve\"", $"name=\"{Xml(p)}\"", StringComparison.Ordinal).Replace("Look at it.", Xml(p), StringComparison.Ordinal);
        var deployed = await Engine.Deploy(Demo, new DeploymentRequest("named", null, [File("named.bpmn", xml)], false), Ct);
        Assert.True(deployed.IsDone, string.Join("; ", deployed.Value!.Diagnostics.Select(d => d.Message)));
        var started = await Engine.Start(Carl, StartRequest.Process("named", Set(p)), Ct);
        var task = Assert.Single(await _office.Get<UserTasks>().List(new UserTaskQuery { InstanceKey = started.Value!.Key }, Slice.All, Ct));
        Assert.Equal(p, deployed.Value!.Definitions.Single().Name);
        return new(task.Name);
    }

    static string Xml(string text) => System.Security.SecurityElement.Escape(text);

    async Task<StartedInstance> Start(string p, string? businessKey = null)
    {
        var reply = await Engine.Start(Carl, StartRequest.Process("doors", Set(p), businessKey), Ct);
        Assert.True(reply.IsDone, reply.Rejection?.Message);
        return reply.Value!;
    }

    async Task<Passage> StartedAt(StartInstruction instruction, string p)
    {
        var reply = await Engine.Start(Demo, StartRequest.Process("doors", VariableSet.Empty) with { Instructions = [instruction] }, Ct);
        return reply.Rejection is { } no ? new(null, no.Message) : await Kept(reply.Value!.Key, p);
    }

    async Task<StartedInstance> Message(string p, string? businessKey = null)
    {
        var reply = await Engine.CorrelateMessage(Carl, new("order-doors", Set(p)) { BusinessKey = businessKey }, Ct);
        Assert.True(reply.IsDone, reply.Rejection?.Message);
        return Assert.Single(reply.Value!).Started!;
    }

    async Task<long> NewTask()
    {
        var started = await Start("x");
        var task = Assert.Single(await _office.Get<UserTasks>().List(new UserTaskQuery { InstanceKey = started.Key }, Slice.All, Ct)).TaskKey;
        Assert.True((await Engine.Claim(Demo, task, Ct)).IsDone);
        return _lastTask = task;
    }

    async Task<long> NewDelegated()
    {
        Assert.True((await Engine.Delegate(Demo, await NewTask(), "ben", null, Ct)).IsDone);
        return _lastTask;
    }

    async Task<long> NewComment()
    {
        Assert.True((await Engine.Comment(Demo, await NewTask(), "x", Ct)).IsDone);
        _lastComment = (await _office.Get<Timeline>().Task(_lastTask, Ct)).Single(e => e.Kind == TimelineKind.Comment).Version;
        return _lastTask;
    }

    async Task<Passage> Attached(Attachment attachment, Func<AttachmentRow, string?> read)
    {
        var task = await NewTask();
        if ((await Engine.Attach(Demo, task, attachment, Ct)).Rejection is { } no) return new(null, no.Message);
        return new(read(Assert.Single(await _office.Get<Attachments>().List(task, Ct))));
    }

    async Task<Passage> Filed(string p)
    {
        var task = await NewTask();
        Assert.True((await Engine.Attach(Demo, task, new("x", null, null, null, Encoding.UTF8.GetBytes(p)), Ct)).IsDone);
        var row = Assert.Single(await _office.Get<Attachments>().List(task, Ct));
        return new(Encoding.UTF8.GetString((await _office.Get<Attachments>().Content(task, row.AttachmentKey, Ct))!));
    }

    async Task<Passage> Updated(UserTaskChange change, Func<UserTaskRow, string?> read)
    {
        var task = await NewTask();
        return (await Engine.UpdateTask(Demo, task, change, Ct)).Rejection is { } no ? new(null, no.Message) : new(read(await _office.Task(task)));
    }

    async Task<Passage> Offered(UserTaskChange change, string p)
    {
        var task = await NewTask();
        if ((await Engine.UpdateTask(Demo, task, change, Ct)).Rejection is { } no) return new(null, no.Message);
        return new((await _office.Get<UserTasks>().Candidates(task, Ct)).FirstOrDefault(c => c.Id == p)?.Id);
    }

    async Task<Passage> Published(MessagePublication message, Func<MessageView, string?> read)
    {
        var reply = await Engine.PublishMessage(Carl, message with { TimeToLive = TimeSpan.FromHours(1) }, Ct);
        if (reply.Rejection is { } no) return new(null, no.Message);
        return new(read(Assert.Single(await _office.Get<Storage.Messages>().List(new MessageQuery { MessageKey = reply.Value!.Key }, Slice.All, Ct))));
    }

    async Task<InstanceRow> Overview(long instance) => (await _office.Get<InstanceOverview>().Find(instance, Ct))!;

    async Task<Passage> Kept(long instance, string p, Reply? reply = null)
    {
        Assert.True(reply is null or { IsDone: true }, reply?.Rejection?.Message);
        var stored = (await _office.Get<Variables>().Of(instance, Ct)).ToDictionary(v => v.Name, v => v.Value);
        var isSame = Set(p).Items.All(v => stored.GetValueOrDefault(v.Key)?.Equals(v.Value) == true);
        return new(isSame ? p : string.Join("; ", stored));
    }

    /// <summary>Something said about an instance, found again in its timeline.</summary>
    async Task<Passage> Told(long key, string p, Func<long, Task<Reply>> say)
    {
        var reply = await say(key);
        if (reply.Rejection is { } no) return new(null, no.Message);
        var entries = await _office.Get<Timeline>().Instance(InstanceKey.Of(key), Ct);
        return new(entries.Any(e => e.Text == p || e.Subject == p) ? p : string.Join("; ", entries.Select(e => e.Text)));
    }

    async Task<Passage> OnTask(string p, Func<long, Task<Reply>> say) => await Told(await NewTask(), p, say);

    async Task<string?> DraftOf(long task) => (await _office.Get<TaskDetails>().Find(task, Demo.UserId, Ct))!.Draft!.DataJson;

    async Task<long> NewJob(string worker)
    {
        var task = await NewTask();
        Assert.True((await Engine.Complete(Demo, task, VariableSet.Empty, Ct)).IsDone);
        var jobs = (await Engine.FetchAndLock(Demo, worker, ["doors"], 1000, TimeSpan.FromDays(1), Ct)).Value!;
        return jobs.Single(j => j.ProcessInstanceKey == InstanceKey.Of(task)).Key;
    }

    async Task<string?> FetchedBy(string worker) => (await _office.Get<Jobs>().Find(await NewJob(worker), Ct))!.LockOwner;

    async Task<Passage> OnJob(string p, Func<long, string, Task<Reply>> say) => await Told(await NewJob("w"), p, job => say(job, "w"));

    async Task<Passage> KeptOfJob(string p, Func<long, string, Task<Reply>> say)
    {
        var job = await NewJob("w");
        return await Kept(InstanceKey.Of(job), p, await say(job, "w"));
    }

    async Task<Passage> Person(UserProfile profile, Func<Account, string?> read, string password = "password")
    {
        var id = $"p{_number++}";
        var reply = await Administration.AddUser(Demo, id, profile, password, Ct);
        return reply.Rejection is { } no ? new(null, no.Message) : new(read((await Administration.List(Demo, Ct)).Value!.People.Single(u => u.UserId == id)));
    }

    async Task<Passage> Changed(UserProfile profile, string p, Func<Account, string?> read)
    {
        var reply = await Administration.ChangeUser(Demo, "dora", profile, Ct);
        return reply.Rejection is { } no ? new(p, no.Message) : new(read((await Administration.List(Demo, Ct)).Value!.People.Single(u => u.UserId == "dora")));
    }

    async Task<Passage> GroupName(string id, string name, Func<string, string, Task<Reply>> save)
    {
        var reply = await save(id, name);
        return reply.Rejection is { } no ? new(null, no.Message) : new((await Administration.List(Demo, Ct)).Value!.Groups.Single(g => g.GroupId == id).Name);
    }
}
