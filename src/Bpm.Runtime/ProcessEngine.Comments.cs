using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>Changing what was said about a task, as long as its instance runs. What it said before stays in the audit trail.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>Says it otherwise; only who said it may.</summary>
    /// <param name="comment">The version of the instance after the comment.</param>
    public Task<Reply> ChangeComment(Actor actor, long taskKey, long comment, string text, CancellationToken ct = default) =>
        OnComments(actor, taskKey, [comment], string.IsNullOrWhiteSpace(text) ? "" : text.Trim(), mayOthers: false, ct);

    /// <summary>Takes comments back, all of them or none; whoever oversees the task may remove those of others.</summary>
    public Task<Reply> RemoveComments(Actor actor, long taskKey, IReadOnlyList<long> comments, CancellationToken ct = default) =>
        OnComments(actor, taskKey, comments, null, mayOthers: true, ct);

    Task<Reply> OnComments(Actor actor, long taskKey, IReadOnlyList<long> comments, string? text, bool mayOthers, CancellationToken ct) =>
        Execute(taskKey, async (instance, _, stop) =>
        {
            if (!actor.IsAny(Role.Staff, Role.Manager, Role.Operator)) return Forbidden("work on tasks", "Staff");
            if (text is "") return Invalid("Expected a comment, but it is empty. Write what others should know, or remove it.");
            var said = (await _timeline.Task(taskKey, stop)).Where(e => e.Kind == TimelineKind.Comment).ToDictionary(e => e.Version);
            if (comments.FirstOrDefault(c => !said.ContainsKey(c), -1) is >= 0 and var missing)
                return new Rejection(RejectionKind.NotFound, $"Expected a comment {missing} of task {taskKey}, but there is none.");
            var oversees = mayOthers && (actor.IsAny(Role.Operator) || (instance.UserTasks.TryGetValue(taskKey, out var task) && await _rights.Oversees(actor, task, stop)));
            if (!oversees && comments.Any(c => said[c].Actor != actor.UserId))
                return new Rejection(RejectionKind.Forbidden, mayOthers
                    ? "You may not remove what others have said. Ask a manager of the task's people or an operator."
                    : "You may not change what others have said. Add a comment of your own.");
            return comments.Count == 0 ? Decision.Nothing : new EditComments(taskKey, [.. comments], text) { At = Now, Actor = actor.Id };
        }, null, ct);
}
