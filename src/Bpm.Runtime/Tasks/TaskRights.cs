using Bpm.Engine;
using Bpm.Model;

namespace Bpm.Runtime;

/// <summary>
/// Who may do what with a user task. Three circles, each inside the next: the assignee works on it; its candidates (and
/// the recipients of its open escalations) may take it; whoever oversees it (the manager of the assignee or of a
/// candidate, operators, administrators) may give it to others.
/// <para>
/// Being a recipient gives rights, so nobody may make recipients of whom they like: one escalates to the manager, and only
/// who oversees the task chooses somebody else. Every recipient is therefore the manager, or was named by the model or by
/// an overseer. A person who is a recipient may act. A group that an escalation only notified, or raised the priority for,
/// looks on: its members take part, and only those with the role Manager may act, because they oversee what came to them.
/// </para>
/// <para>
/// Who has a task may lend it to whom they like, because it comes back to them before it can be completed. Meanwhile its
/// owner takes part and may take it back, and the owner's manager oversees it as well.
/// </para>
/// </summary>
sealed class TaskRights(People people)
{
    /// <summary>Whether the actor may take the task when nobody has it.</summary>
    public async ValueTask<bool> MayClaim(Actor actor, OpenUserTask task, CancellationToken ct) =>
        task.Assignee == actor.UserId || IsCandidate(actor, task) || IsRecipient(actor, task) || await Oversees(actor, task, ct);

    /// <summary>Whether the actor may read, comment and escalate.</summary>
    public async ValueTask<bool> TakesPart(Actor actor, OpenUserTask task, string? startedBy, CancellationToken ct) =>
        actor.UserId == startedBy || actor.UserId == task.Owner || task.Escalations.Any(e => CameTo(actor, e)) || await MayClaim(actor, task, ct);

    public static bool IsCandidate(Actor actor, OpenUserTask task) =>
        task.CandidateUsers.Contains(actor.UserId) || task.CandidateGroups.Any(actor.Groups.Contains);

    /// <summary>Whether an open escalation of the task came to the actor, who may act on it.</summary>
    public static bool IsRecipient(Actor actor, OpenUserTask task) => task.Escalations.Any(e => CameTo(actor, e) && MayAct(e));

    static bool MayAct(OpenEscalation escalation) =>
        escalation.RecipientKind != EscalationTargetKind.Group || escalation.Action is not (EscalationAction.Notify or EscalationAction.RaisePriority);

    public static bool CameTo(Actor actor, OpenEscalation escalation) => escalation.RecipientKind == EscalationTargetKind.Group
        ? actor.Groups.Contains(escalation.RecipientId)
        : escalation.RecipientId == actor.UserId;

    /// <summary>Whether the actor may decide who works on the task.</summary>
    public async ValueTask<bool> Oversees(Actor actor, OpenUserTask task, CancellationToken ct)
    {
        if (actor.IsAny(Role.Operator)) return true;
        if (!actor.Is(Role.Manager)) return false;
        if (task.Escalations.Any(e => CameTo(actor, e))) return true;
        foreach (var user in (IEnumerable<string?>)[.. task.CandidateUsers, task.Assignee, task.Owner])
            if (user is not null && await people.ManagerOf(user, ct) == actor.UserId) return true;
        foreach (var group in task.CandidateGroups)
            if (await people.ManagerOfGroup(group, ct) == actor.UserId) return true;
        return false;
    }
}
