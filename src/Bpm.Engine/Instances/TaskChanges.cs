namespace Bpm.Engine;

/// <summary>What a change by hand does to a user task.</summary>
static class TaskChanges
{
    public static OpenUserTask Apply(OpenUserTask task, UserTaskUpdated e) => task with
    {
        Name = e.Name ?? task.Name,
        Description = e.Description is null ? task.Description : OrNone(e.Description),
        Owner = e.Owner is null ? task.Owner : OrNone(e.Owner),
        Delegation = e.Delegation ?? task.Delegation,
        Priority = e.Priority ?? task.Priority,
        CandidateUsers = Changed(task.CandidateUsers, e.AddedUsers, e.RemovedUsers),
        CandidateGroups = Changed(task.CandidateGroups, e.AddedGroups, e.RemovedGroups),
    };

    public static string? OrNone(string text) => text.Length == 0 ? null : text;

    static EquatableArray<string> Changed(EquatableArray<string> ids, EquatableArray<string> added, EquatableArray<string> removed) =>
        added.Count + removed.Count == 0 ? ids : [.. ids.Except(removed).Concat(added)];
}
