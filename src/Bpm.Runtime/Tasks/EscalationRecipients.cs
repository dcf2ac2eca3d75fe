using Bpm.Engine;
using Bpm.Model;

namespace Bpm.Runtime;

/// <summary>
/// Finds out who "the manager" is when a task escalates: the assignee's manager; else the manager of the first candidate
/// group that has one; else that of the first candidate user, of the person who started the instance, and of the groups
/// of that person. When nobody manages any of them, the group <c>management</c> receives the escalation, and where there
/// is no such group, the first administrator: that a manager is missing must not lose an escalation.
/// </summary>
sealed class EscalationRecipients(People people)
{
    public const string Fallback = "management";

    public async ValueTask<EscalationRecipient> Resolve(EscalationTarget target, OpenUserTask task, string? startedBy, CancellationToken ct) =>
        target is { Kind: EscalationTargetKind.User or EscalationTargetKind.Group, Id: { } id }
            ? new EscalationRecipient(target.Kind, id)
            : await Manager(task, startedBy, ct) is { } manager
                ? new EscalationRecipient(EscalationTargetKind.User, manager)
                : !await people.GroupExists(Fallback, ct) && await people.FirstAdministrator(ct) is { } administrator
                    ? new EscalationRecipient(EscalationTargetKind.User, administrator)
                    : new EscalationRecipient(EscalationTargetKind.Group, Fallback);

    async ValueTask<string?> Manager(OpenUserTask task, string? startedBy, CancellationToken ct)
    {
        if (task.Assignee is { } assignee && await people.ManagerOf(assignee, ct) is { } ofAssignee) return ofAssignee;
        foreach (var group in task.CandidateGroups)
            if (await people.ManagerOfGroup(group, ct) is { } ofGroup) return ofGroup;
        foreach (var user in task.CandidateUsers)
            if (await people.ManagerOf(user, ct) is { } ofCandidate) return ofCandidate;
        if (startedBy is null) return null;
        if (await people.ManagerOf(startedBy, ct) is { } ofStarter) return ofStarter;
        foreach (var group in await people.GroupsOf(startedBy, ct))
            if (await people.ManagerOfGroup(group, ct) is { } ofStartersGroup) return ofStartersGroup;
        return null;
    }
}
