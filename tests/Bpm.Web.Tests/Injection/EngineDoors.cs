using Bpm.Engine;
using Bpm.Model;
using Bpm.Runtime;
using Bpm.Storage;
using Pass = System.Func<Bpm.Web.Tests.Injection.EngineDoors, string, System.Threading.Tasks.Task<Bpm.Web.Tests.Injection.Passage>>;

namespace Bpm.Web.Tests.Injection;

/// <summary>What became of a text: kept as this, or refused with these words.</summary>
sealed record Passage(string? Kept, string? Refused = null);

/// <summary>One case for every door of <see cref="TextDoors"/>: hands a text in and reads what is stored of it.</summary>
sealed partial class EngineDoors
{
    public static readonly IReadOnlyDictionary<string, Pass> Cases = new Dictionary<string, Pass>
    {
        ["Check.files.Name"] = (d, p) => d.Checked(File(p, Model), p),
        ["Check.files.Content"] = (d, p) => d.Checked(File("a.bpmn", p), p),
        ["Deploy.request.Name"] = (d, p) => d.Deployed(new(p, null, [File("doors.bpmn", Model)], false), r => r.Name),
        ["Deploy.request.Source"] = (d, p) => d.Deployed(new("doors", p, [File("doors.bpmn", Model)], false), r => r.Source),
        ["Deploy.request.Files.Name"] = (d, p) => d.Deployed(new("doors", null, [File(p, Model)], false), _ => p),
        ["Deploy.request.Files.Content"] = (d, p) => d.Named(p),
        ["Start.request.Variables"] = async (d, p) => await d.Kept((await d.Start(p)).Key, p),
        ["Start.request.BusinessKey"] = async (d, p) => new((await d.Overview((await d.Start("x", p)).Key)).BusinessKey),
        ["Start.request.ProcessId"] = async (d, p) => Of(await d.Engine.Start(d.Carl, StartRequest.Process(p, VariableSet.Empty), Ct), p),
        ["Start.request.StartEventId"] = async (d, p) => Of(await d.Engine.Start(d.Carl, StartRequest.Process("doors", VariableSet.Empty) with { StartEventId = p }, Ct), p),
        ["Start.request.Instructions.ElementId"] = (d, p) => d.StartedAt(new StartBefore(p), p),
        ["Start.request.Instructions.FlowId"] = (d, p) => d.StartedAt(new TakeFlow(p), p),
        ["Start.request.Instructions.Variables.Variables"] = (d, p) => d.StartedAt(new StartBefore("approve") { Variables = [new(Set(p))] }, p),
        ["Start.request.Instructions.Variables.ScopeId"] = (d, p) => d.StartedAt(new StartBefore("approve") { Variables = [new(Set(p), ScopeId: p)] }, p),
        ["Modify.instructions.ElementId"] = (d, p) => d.OnTask(p, t => d.Engine.Modify(d.Demo, t, [new StartBefore(p)], null, Ct)),
        ["Modify.instructions.FlowId"] = (d, p) => d.OnTask(p, t => d.Engine.Modify(d.Demo, t, [new TakeFlow(p)], null, Ct)),
        ["Modify.instructions.Variables.Variables"] = async (d, p) =>
            await d.Kept(d.Instance, p, await d.Engine.Modify(d.Demo, d.Instance, [new StartBefore("approve") { Variables = [new(Set(p))] }], null, Ct)),
        ["Modify.instructions.Variables.ScopeId"] = (d, p) => d.OnTask(p, t => d.Engine.Modify(d.Demo, t, [new StartBefore("approve") { Variables = [new(Set(p), ScopeId: p)] }], null, Ct)),
        ["Modify.annotation"] = (d, p) => d.OnTask(p, t => d.Engine.Modify(d.Demo, t, [new StartBefore("approve")], p, Ct)),
        ["CorrelateMessage.request.Name"] = async (d, p) => Of(await d.Engine.CorrelateMessage(d.Carl, new(p, VariableSet.Empty), Ct), p),
        ["CorrelateMessage.request.CorrelationKey"] = async (d, p) => Of(await d.Engine.CorrelateMessage(d.Carl, new("none", VariableSet.Empty) { CorrelationKey = p }, Ct), p),
        ["CorrelateMessage.request.CorrelationKeys"] = async (d, p) => Of(await d.Engine.CorrelateMessage(d.Carl, new("none", VariableSet.Empty) { CorrelationKeys = Set(p) }, Ct), p),
        ["CorrelateMessage.request.LocalCorrelationKeys"] = async (d, p) => Of(await d.Engine.CorrelateMessage(d.Carl, new("none", VariableSet.Empty) { LocalCorrelationKeys = Set(p) }, Ct), p),
        ["PublishMessage.message.Name"] = (d, p) => d.Published(new(p, VariableSet.Empty), m => m.Name),
        ["PublishMessage.message.CorrelationKey"] = (d, p) => d.Published(new("none", VariableSet.Empty) { CorrelationKey = p }, m => m.CorrelationKey),
        ["PublishMessage.message.BusinessKey"] = (d, p) => d.Published(new("none", VariableSet.Empty) { BusinessKey = p }, m => m.BusinessKey),
        ["PublishMessage.message.MessageId"] = (d, p) => d.Published(new("none", VariableSet.Empty) { MessageId = p, CorrelationKey = $"{d._number++}" }, m => m.MessageId),
        ["PublishMessage.message.Variables"] = (d, p) => d.Published(new("none", Set(p)), m => m.Variables.Items.SequenceEqual(Set(p).Items) ? p : "changed"),
        ["BroadcastSignal.name"] = async (d, p) => Of(await d.Engine.BroadcastSignal(d.Carl, p, VariableSet.Empty, null, Ct), p),
        ["BroadcastSignal.variables"] = async (d, p) => Of(await d.Engine.BroadcastSignal(d.Carl, "none", Set(p), null, Ct), p),
        ["EvaluateConditions.variables"] = async (d, p) => Of(await d.Engine.EvaluateConditions(d.Carl, Set(p), null, null, Ct), p),
        ["EvaluateConditions.businessKey"] = async (d, p) => Of(await d.Engine.EvaluateConditions(d.Carl, VariableSet.Empty, p, null, Ct), p),
        ["Trigger.variables"] = (d, p) => d.OnTask(p, t => d.Engine.Trigger(d.Demo, t, Set(p), Ct)),
        ["StartAdHocActivity.elementId"] = (d, p) => d.OnTask(p, t => d.Engine.StartAdHocActivity(d.Demo, t, p, VariableSet.Empty, Ct)),
        ["StartAdHocActivity.variables"] = (d, p) => d.OnTask(p, t => d.Engine.StartAdHocActivity(d.Demo, t, "x", Set(p), Ct)),
        ["ThrowTaskError.code"] = (d, p) => d.OnTask(p, t => d.Engine.ThrowTaskError(d.Demo, t, p, null, VariableSet.Empty, Ct)),
        ["ThrowTaskError.message"] = (d, p) => d.OnTask(p, t => d.Engine.ThrowTaskError(d.Demo, t, "x", p, VariableSet.Empty, Ct)),
        ["ThrowTaskError.variables"] = (d, p) => d.OnTask(p, t => d.Engine.ThrowTaskError(d.Demo, t, "x", null, Set(p), Ct)),
        ["ThrowTaskEscalation.code"] = (d, p) => d.OnTask(p, t => d.Engine.ThrowTaskEscalation(d.Demo, t, p, VariableSet.Empty, Ct)),
        ["ThrowTaskEscalation.variables"] = async (d, p) => Of(await d.Engine.ThrowTaskEscalation(d.Demo, await d.NewTask(), "x", Set(p), Ct), p),
        ["CorrelateMessage.request.Variables"] = async (d, p) => await d.Kept((await d.Message(p)).Key, p),
        ["CorrelateMessage.request.BusinessKey"] = async (d, p) => new((await d.Overview((await d.Message("x", p)).Key)).BusinessKey),
        ["EvaluateDecision.decisionId"] = async (d, p) => Of(await d.Engine.EvaluateDecision(d.Demo, p, VariableSet.Empty, Ct), p),
        ["EvaluateDecision.variables"] = async (d, p) => Of(await d.Engine.EvaluateDecision(d.Demo, "doors", Set(p), Ct), p, e => e.Answer.Value.Equals(Echo(p))),
        ["SetVariables.variables"] = async (d, p) => await d.Kept(d.Instance, p, await d.Engine.SetVariables(d.Demo, d.Instance, Set(p), Ct)),
        ["ChangeVariables.variables"] = async (d, p) => await d.Kept(d.Instance, p, await d.Engine.ChangeVariables(d.Demo, d.Instance, Set(p), [], Ct)),
        ["ChangeVariables.removed"] = async (d, p) => Of(await d.Engine.ChangeVariables(d.Demo, d.Instance, VariableSet.Empty, [p], Ct), p),
        ["ChangeTaskVariables.variables"] = async (d, p) => await d.Kept(InstanceKey.Of(await d.NewTask()), p, await d.Engine.ChangeTaskVariables(d.Demo, d._lastTask, Set(p), [], isLocal: false, Ct)),
        ["ChangeTaskVariables.removed"] = async (d, p) => Of(await d.Engine.ChangeTaskVariables(d.Demo, await d.NewTask(), VariableSet.Empty, [p], isLocal: true, Ct), p),
        ["CancelInstance.reason"] = async (d, p) => await d.Told((await d.Start("x")).Key, p, key => d.Engine.CancelInstance(d.Demo, key, p, Ct)),
        ["SuspendInstance.reason"] = async (d, p) => await d.Told((await d.Start("x")).Key, p, key => d.Engine.SuspendInstance(d.Demo, key, p, Ct)),
        ["ActivateInstance.reason"] = async (d, p) => await d.Told((await d.Start("x")).Key, p, async key =>
        {
            await d.Engine.SuspendInstance(d.Demo, key, null, Ct);
            return await d.Engine.ActivateInstance(d.Demo, key, p, Ct);
        }),
        ["SuspendInstancesOf.choice.ProcessId"] = async (d, p) => Of(await d.Engine.SuspendInstancesOf(d.Demo, DefinitionChoice.AllOf(p), true, null, Ct), p),
        ["SuspendInstancesOf.reason"] = async (d, p) => Of(await d.Engine.SuspendInstancesOf(d.Demo, DefinitionChoice.AllOf("none"), true, p, Ct), p),
        ["SuspendDefinition.choice.ProcessId"] = async (d, p) => Of(await d.Engine.SuspendDefinition(d.Demo, DefinitionChoice.AllOf(p), false, null, Ct), p),
        ["SuspendDefinition.reason"] = (d, p) => d.SuspendedBecause(p),
        ["ActivateDefinition.choice.ProcessId"] = async (d, p) => Of(await d.Engine.ActivateDefinition(d.Demo, DefinitionChoice.AllOf(p), false, null, Ct), p),
        ["ActivateDefinition.reason"] = async (d, p) => Of(await d.Engine.ActivateDefinition(d.Demo, DefinitionChoice.AllOf("doors"), false, p, Ct), p),
        ["SetJobDefinitionsSuspended.choice.ProcessId"] = async (d, p) => Of(await d.Engine.SetJobDefinitionsSuspended(d.Demo, DefinitionChoice.AllOf(p), true, true, Ct), p),
        ["Claim.userId"] = (d, p) => d.OnTask(p, t => d.Engine.Claim(d.Demo, t, p, Ct)),
        ["Assign.userId"] = (d, p) => d.OnTask(p, t => d.Engine.Assign(d.Demo, t, p, null, Ct)),
        ["Assign.reason"] = (d, p) => d.OnTask(p, t => d.Engine.Assign(d.Demo, t, "ben", p, Ct)),
        ["Complete.variables"] = async (d, p) => await d.Kept(InstanceKey.Of(await d.NewTask()), p, await d.Engine.Complete(d.Demo, d._lastTask, Set(p), Ct)),
        ["Comment.text"] = (d, p) => d.OnTask(p, t => d.Engine.Comment(d.Demo, t, p, Ct)),
        ["ChangeComment.text"] = async (d, p) => await d.Told(await d.NewComment(), p, t => d.Engine.ChangeComment(d.Demo, t, d._lastComment, p, Ct)),
        ["Attach.attachment.Name"] = (d, p) => d.Attached(new(p, null, null, null, new byte[1]), a => a.Name),
        ["Attach.attachment.Description"] = (d, p) => d.Attached(new("x", p, null, null, new byte[1]), a => a.Description),
        ["Attach.attachment.ContentType"] = (d, p) => d.Attached(new("x", null, p, null, new byte[1]), a => a.ContentType),
        ["Attach.attachment.Url"] = (d, p) => d.Attached(new("x", null, null, p, default), a => a.Url),
        ["Attach.attachment.Content"] = (d, p) => d.Filed(p),
        ["SaveDraft.json"] = async (d, p) => (await d.Engine.SaveDraft(d.Demo, d.OwnTask, p, Ct)).Rejection is { } no ? new(null, no.Message) : new(await d.DraftOf(d.OwnTask)),
        ["Escalate.reason"] = (d, p) => d.OnTask(p, t => d.Engine.Escalate(d.Demo, t, p, Ct)),
        ["EscalateTo.target.Id"] = (d, p) => d.OnTask(p, t => d.Engine.EscalateTo(d.Demo, t, new(EscalationTargetKind.Group, p), EscalationAction.Notify, "Look", Ct)),
        ["EscalateTo.reason"] = (d, p) => d.OnTask(p, t => d.Engine.EscalateTo(d.Demo, t, new(EscalationTargetKind.Group, "sales"), EscalationAction.Notify, p, Ct)),
        ["Delegate.userId"] = (d, p) => d.OnTask(p, t => d.Engine.Delegate(d.Demo, t, p, null, Ct)),
        ["Delegate.reason"] = (d, p) => d.OnTask(p, t => d.Engine.Delegate(d.Demo, t, "ben", p, Ct)),
        ["GiveBack.variables"] = async (d, p) => await d.Kept(InstanceKey.Of(await d.NewDelegated()), p, await d.Engine.GiveBack(d.Demo, d._lastTask, Set(p), null, Ct)),
        ["GiveBack.reason"] = async (d, p) => await d.Told(await d.NewDelegated(), p, t => d.Engine.GiveBack(d.Demo, t, VariableSet.Empty, p, Ct)),
        ["UpdateTask.change.Name"] = (d, p) => d.Updated(new() { Name = p }, t => t.Name),
        ["UpdateTask.change.Description"] = (d, p) => d.Updated(new() { Description = p }, t => t.Description),
        ["UpdateTask.change.Assignee"] = (d, p) => d.Updated(new() { Assignee = p }, t => t.Assignee),
        ["UpdateTask.change.Owner"] = (d, p) => d.Updated(new() { Owner = p }, t => t.Owner),
        ["UpdateTask.change.CandidateUsers"] = (d, p) => d.Offered(new() { CandidateUsers = [p] }, p),
        ["UpdateTask.change.CandidateGroups"] = (d, p) => d.Offered(new() { CandidateGroups = [p] }, p),
        ["UpdateTask.change.AddedUsers"] = (d, p) => d.Offered(new() { AddedUsers = [p] }, p),
        ["UpdateTask.change.AddedGroups"] = (d, p) => d.Offered(new() { AddedGroups = [p] }, p),
        ["UpdateTask.change.RemovedUsers"] = async (d, p) => Of(await d.Engine.UpdateTask(d.Demo, await d.NewTask(), new() { RemovedUsers = [p] }, Ct), p),
        ["UpdateTask.change.RemovedGroups"] = async (d, p) => Of(await d.Engine.UpdateTask(d.Demo, await d.NewTask(), new() { RemovedGroups = [p] }, Ct), p),
        ["HandTo.userId"] = (d, p) => d.OnTask(p, t => d.Engine.HandTo(d.Demo, t, p, null, Ct)),
        ["HandTo.reason"] = (d, p) => d.OnTask(p, t => d.Engine.HandTo(d.Demo, t, "ben", p, Ct)),
        ["PushBack.reason"] = (d, p) => d.OnTask(p, async t =>
        {
            await d.Engine.EscalateTo(d.Demo, t, new(EscalationTargetKind.Group, "sales"), EscalationAction.Notify, "Look", Ct);
            return await d.Engine.PushBack(d.Demo, t, p, Ct);
        }),
        ["ExtendDeadline.reason"] = (d, p) => d.OnTask(p, t => d.Engine.ExtendDeadline(d.Demo, t, d.Later, p, Ct)),
        ["RemoveProcess.processId"] = async (d, p) => Of(await d.Engine.RemoveProcess(d.Demo, p, withInstances: true, Ct), p),
        ["AnnotateIncident.text"] = async (d, p) => Of(await d.Engine.AnnotateIncident(d.Demo, 1, p, Ct), p),
        ["AnnotateOperation.text"] = async (d, p) => await d.Noted(p),
        ["CreateFilter.content.Name"] = (d, p) => d.Saved(new(p, "demo", "{}", "{}"), f => f.Name),
        ["CreateFilter.content.Owner"] = (d, p) => d.Saved(new("x", p, "{}", "{}"), f => f.Owner),
        ["CreateFilter.content.QueryJson"] = (d, p) => d.Saved(new("x", "demo", p, "{}"), f => f.QueryJson),
        ["CreateFilter.content.PropertiesJson"] = (d, p) => d.Saved(new("x", "demo", "{}", p), f => f.PropertiesJson),
        ["ChangeFilter.content.Name"] = (d, p) => d.Saved(new(p, "demo", "{}", "{}"), f => f.Name, isChange: true),
        ["ChangeFilter.content.Owner"] = (d, p) => d.Saved(new("x", p, "{}", "{}"), f => f.Owner, isChange: true),
        ["ChangeFilter.content.QueryJson"] = (d, p) => d.Saved(new("x", "demo", p, "{}"), f => f.QueryJson, isChange: true),
        ["ChangeFilter.content.PropertiesJson"] = (d, p) => d.Saved(new("x", "demo", "{}", p), f => f.PropertiesJson, isChange: true),
        ["FetchAndLock.workerId"] = async (d, p) => new(await d.FetchedBy(p)),
        ["FetchAndLock.topics"] = async (d, p) => Of(await d.Engine.FetchAndLock(d.Demo, "w", [p], 1, TimeSpan.FromMinutes(1), Ct), p, jobs => jobs.Count == 0),
        ["CompleteJob.workerId"] = (d, p) => d.OnJob(p, (job, _) => d.Engine.CompleteJob(d.Demo, job, p, VariableSet.Empty, Ct)),
        ["CompleteJob.variables"] = async (d, p) => await d.KeptOfJob(p, (job, worker) => d.Engine.CompleteJob(d.Demo, job, worker, Set(p), Ct)),
        ["CompleteJob.verdict.Reason"] = (d, p) => d.Denied(p),
        ["CompleteJob.verdict.Corrections.Assignee"] = (d, p) => d.Corrected(new() { Assignee = p }, p),
        ["CompleteJob.verdict.Corrections.CandidateUsers"] = (d, p) => d.Corrected(new() { CandidateUsers = new EquatableArray<string>([p]) }, p),
        ["CompleteJob.verdict.Corrections.CandidateGroups"] = (d, p) => d.Corrected(new() { CandidateGroups = new EquatableArray<string>([p]) }, p),
        ["FailJob.workerId"] = (d, p) => d.OnJob(p, (job, _) => d.Engine.FailJob(d.Demo, job, p, new("x"), Ct)),
        ["FailJob.failure.Message"] = (d, p) => d.OnJob(p, (job, worker) => d.Engine.FailJob(d.Demo, job, worker, new(p, 0), Ct)),
        ["FailJob.variables"] = async (d, p) =>
        {
            var job = await d.NewJob("w");
            var reply = await d.Engine.FailJob(d.Demo, job, new("x"), Set(p), Ct);
            return await d.Kept((await d._office.Get<Jobs>().Find(job, Ct))!.ElementInstanceKey, p, reply);
        },
        ["FailJob.ownVariables"] = async (d, p) =>
        {
            var job = await d.NewJob("w");
            var reply = await d.Engine.FailJob(d.Demo, job, "w", new("x"), VariableSet.Empty, Set(p), Ct);
            return await d.Kept((await d._office.Get<Jobs>().Find(job, Ct))!.ElementInstanceKey, p, reply);
        },
        ["ThrowJobError.workerId"] = (d, p) => d.OnJob(p, (job, _) => d.Engine.ThrowJobError(d.Demo, job, p, "DECLINED", null, VariableSet.Empty, Ct)),
        ["ThrowJobError.code"] = (d, p) => d.OnJob(p, (job, worker) => d.Engine.ThrowJobError(d.Demo, job, worker, p, null, VariableSet.Empty, Ct)),
        ["ThrowJobError.message"] = (d, p) => d.OnJob(p, (job, worker) => d.Engine.ThrowJobError(d.Demo, job, worker, "DECLINED", p, VariableSet.Empty, Ct)),
        ["ThrowJobError.variables"] = async (d, p) => await d.KeptOfJob(p, (job, worker) => d.Engine.ThrowJobError(d.Demo, job, worker, "DECLINED", null, Set(p), Ct)),
        ["ExtendLock.workerId"] = (d, p) => d.OnJob(p, (job, _) => d.Engine.ExtendLock(d.Demo, job, p, TimeSpan.FromMinutes(1), Ct)),
        ["LockJob.workerId"] = (d, p) => d.OnJob(p, (job, _) => d.Engine.LockJob(d.Demo, job, p, TimeSpan.FromMinutes(1), Ct)),
        ["Unlock.workerId"] = (d, p) => d.OnJob(p, (job, _) => d.Engine.Unlock(d.Demo, job, p, Ct)),

        ["AddUser.userId"] = async (d, p) => Of(await d.Administration.AddUser(d.Demo, p, Profile("x"), Ct), p),
        ["AddUser.profile.DisplayName"] = (d, p) => d.Person(Profile(p), u => u.Profile.DisplayName),
        ["AddUser.profile.Email"] = (d, p) => d.Person(Profile("x") with { Email = p }, u => u.Profile.Email),
        ["AddUser.profile.ManagerId"] = (d, p) => d.Person(Profile("x") with { ManagerId = p }, u => u.Profile.ManagerId),
        ["AddUser.password"] = (d, p) => d.Person(Profile("x"), _ => p, password: p),
        ["ChangeUser.userId"] = async (d, p) => Of(await d.Administration.ChangeUser(d.Demo, p, Profile("x"), Ct), p),
        ["ChangeUser.profile.DisplayName"] = (d, p) => d.Changed(Profile(p), p, u => u.Profile.DisplayName),
        ["ChangeUser.profile.Email"] = (d, p) => d.Changed(Profile("x") with { Email = p }, p, u => u.Profile.Email),
        ["ChangeUser.profile.ManagerId"] = (d, p) => d.Changed(Profile("x") with { ManagerId = p }, p, u => u.Profile.ManagerId),
        ["ResetPassword.userId"] = async (d, p) => Of(await d.Administration.ResetPassword(d.Demo, p, Ct), p),
        ["Unlock.userId"] = async (d, p) => Of(await d.Administration.Unlock(d.Demo, p, Ct), p),
        ["RemoveUser.userId"] = async (d, p) => Of(await d.Administration.RemoveUser(d.Demo, p, Ct), p),
        ["AddGroup.groupId"] = async (d, p) => Of(await d.Administration.AddGroup(d.Demo, p, "x", null, Ct), p),
        ["AddGroup.name"] = async (d, p) => await d.GroupName($"g{d._number++}", p, (id, name) => d.Administration.AddGroup(d.Demo, id, name, null, Ct)),
        ["AddGroup.managerId"] = async (d, p) => Of(await d.Administration.AddGroup(d.Demo, $"g{d._number++}", "x", p, Ct), p),
        ["ChangeGroup.groupId"] = async (d, p) => Of(await d.Administration.ChangeGroup(d.Demo, p, "x", null, Ct), p),
        ["ChangeGroup.name"] = async (d, p) => await d.GroupName("sales", p, (id, name) => d.Administration.ChangeGroup(d.Demo, id, name, null, Ct)),
        ["ChangeGroup.managerId"] = async (d, p) => Of(await d.Administration.ChangeGroup(d.Demo, "sales", "x", p, Ct), p),
        ["RemoveGroup.groupId"] = async (d, p) => Of(await d.Administration.RemoveGroup(d.Demo, p, Ct), p),
        ["AddMember.groupId"] = async (d, p) => Of(await d.Administration.AddMember(d.Demo, p, "ben", Ct), p),
        ["AddMember.userId"] = async (d, p) => Of(await d.Administration.AddMember(d.Demo, "sales", p, Ct), p),
        ["RemoveMember.groupId"] = async (d, p) => Of(await d.Administration.RemoveMember(d.Demo, p, "ben", Ct), p),
        ["RemoveMember.userId"] = async (d, p) => Of(await d.Administration.RemoveMember(d.Demo, "sales", p, Ct), p),

        ["SignIn.userId"] = async (d, p) => Of(await d.People.SignIn(p, "x", Ct), p),
        ["SignIn.password"] = async (d, p) => Of(await d.People.SignIn($"nobody-{d._number++}", p, Ct), p),
        ["Verify.userId"] = async (d, p) => new(p, await d.People.Verify(p, "x", Ct) is null ? "No." : null),
        ["Verify.password"] = async (d, p) => new(p, await d.People.Verify($"nobody-{d._number++}", p, Ct) is null ? "No." : null),
        ["Find.userId"] = async (d, p) => new(p, await d.People.Find(p, Ct) is null ? "No." : null),
        ["Renew.userId"] = async (d, p) => new(p, await d.People.Renew(p, Ct) is null ? "No." : null),
        ["ChangePassword.present"] = async (d, p) => Of(await d.People.ChangePassword(d.Nobody, p, "new password", Ct), p),
        ["ChangePassword.wanted"] = async (d, p) => Of(await d.People.ChangePassword(d.Nobody, "x", p, Ct), p),
    };

    /// <summary>Doors behind which a password is hashed, slow by design: one text of each kind is enough there.</summary>
    public static bool IsSlow(string door) =>
        door.StartsWith("SignIn.", StringComparison.Ordinal) || door.StartsWith("Verify.", StringComparison.Ordinal)
        || door.StartsWith("ChangePassword.", StringComparison.Ordinal) || door.StartsWith("AddUser.", StringComparison.Ordinal);
}
