using Bpm.Model;

namespace Bpm.Engine;

/// <summary>What an escalation does to a user task, and what its closing undoes.</summary>
static class Escalation
{
    public static OpenUserTask Open(OpenUserTask task, UserTaskEscalated e)
    {
        var changed = e.Action switch
        {
            EscalationAction.AddCandidates => AddCandidate(task, e),
            EscalationAction.Reassign when e.RecipientKind == EscalationTargetKind.Group => AddCandidate(task, e).GivenTo(null),
            EscalationAction.Reassign => task.GivenTo(e.RecipientId),
            _ => task,
        };
        return changed with
        {
            Priority = e.Priority,
            Escalations = [.. task.Escalations, new OpenEscalation(e.EscalationKey, e.Action, e.RecipientKind, e.RecipientId, e.FromUser)],
        };
    }

    public static OpenUserTask Close(OpenUserTask task, UserTaskEscalationClosed e) =>
        task with { Escalations = [.. task.Escalations.Where(o => o.Key != e.EscalationKey)] };

    static OpenUserTask AddCandidate(OpenUserTask task, UserTaskEscalated e) =>
        e.RecipientKind == EscalationTargetKind.Group
            ? task with { CandidateGroups = With(task.CandidateGroups, e.RecipientId) }
            : task with { CandidateUsers = With(task.CandidateUsers, e.RecipientId) };

    static EquatableArray<string> With(EquatableArray<string> ids, string id) => ids.Contains(id) ? ids : [.. ids, id];
}
