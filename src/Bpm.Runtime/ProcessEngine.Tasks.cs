using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>What people do with user tasks.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>Takes a task that one may take and nobody has. Taking what one has already changes nothing.</summary>
    public Task<Reply> Claim(Actor actor, long taskKey, CancellationToken ct = default) =>
        OnTask(actor, taskKey, async (task, instance, stop) =>
        {
            if (task.Assignee is { } holder && holder != actor.UserId) return await HeldBy(task, holder, stop);
            if (!await _rights.MayClaim(actor, task, stop)) return NotYours(task, "take", "Ask its manager to assign it to you.");
            return new ClaimUserTask(taskKey, actor.UserId) { At = Now, Actor = actor.Id };
        }, ct);

    /// <summary>Takes a task in the name of somebody else, as clients of the REST API do; needs the right to assign it.</summary>
    public Task<Reply> Claim(Actor actor, long taskKey, string userId, CancellationToken ct = default) =>
        userId == actor.UserId ? Claim(actor, taskKey, ct) : OnTask(actor, taskKey, async (task, _, stop) =>
        {
            if (task.Assignee is { } holder && holder != userId) return await HeldBy(task, holder, stop);
            if (await MayNotGive(actor, task, userId, stop) is { } refused) return refused;
            return new ClaimUserTask(taskKey, userId) { At = Now, Actor = actor.Id };
        }, ct);

    /// <summary>Gives a task back to its candidates; the assignee may, and whoever oversees the task.</summary>
    public Task<Reply> Release(Actor actor, long taskKey, CancellationToken ct = default) =>
        OnTask(actor, taskKey, async (task, _, stop) =>
            await _rights.Oversees(actor, task, stop) ? new ReleaseUserTask(taskKey) { At = Now, Actor = actor.Id }
            : task.Assignee != actor.UserId ? NotYours(task, "release", "Only its assignee or a manager can.")
            : task.Delegation == DelegationState.Pending ? NotYours(task, "release", $"{await _people.DisplayName(task.Owner!, stop)} has delegated it to you: give it back instead.")
            : new ReleaseUserTask(taskKey) { At = Now, Actor = actor.Id }, ct);

    /// <summary>Gives a task to a person, whoever has it now; null gives it back to its candidates.</summary>
    public Task<Reply> Assign(Actor actor, long taskKey, string? userId, string? reason = null, CancellationToken ct = default) =>
        OnTask(actor, taskKey, async (task, _, stop) =>
            await MayNotGive(actor, task, userId, stop) is { } refused
                ? refused
                : new AssignUserTask(taskKey, userId, reason) { At = Now, Actor = actor.Id }, ct);

    /// <summary>Finishes a task with the result of its form. A task that nobody has is taken first, if one may.</summary>
    public async Task<Reply> Complete(Actor actor, long taskKey, VariableSet variables, CancellationToken ct = default)
    {
        var isFree = false;
        var reply = await OnTask(actor, taskKey, async (task, _, stop) =>
        {
            isFree = task.Assignee is null;
            if (isFree) return await _rights.MayClaim(actor, task, stop)
                ? new Decision(new ClaimUserTask(taskKey, actor.UserId) { At = Now, Actor = actor.Id }, null) { Prepares = true }
                : NotYours(task, "complete", "Ask its manager to assign it to you.");
            if (task.Assignee != actor.UserId) return await HeldBy(task, task.Assignee!, stop);
            return new CompleteUserTask(taskKey, variables) { At = Now, Actor = actor.Id };
        }, ct);
        return isFree && reply.IsDone ? await Complete(actor, taskKey, variables, ct) : reply;
    }

    /// <summary>Adds a remark to the task's timeline.</summary>
    public Task<Reply> Comment(Actor actor, long taskKey, string text, CancellationToken ct = default) =>
        OnTask(actor, taskKey, async (task, instance, stop) =>
        {
            if (string.IsNullOrWhiteSpace(text)) return Invalid("Expected a comment, but it is empty. Write what others should know.");
            return await _rights.TakesPart(actor, task, instance.StartedBy, stop)
                ? new CommentOnUserTask(taskKey, text.Trim()) { At = Now, Actor = actor.Id }
                : NotYours(task, "comment on", "Only people who take part in it can.");
        }, ct);

    /// <summary>Moves the follow-up date, before which the task is not of interest yet; null removes it.</summary>
    public Task<Reply> FollowUp(Actor actor, long taskKey, DateTimeOffset? followUp, CancellationToken ct = default) =>
        OnTask(actor, taskKey, async (task, _, stop) =>
            task.Assignee == actor.UserId || await _rights.Oversees(actor, task, stop)
                ? new RescheduleUserTask(taskKey, task.DueDate, followUp) { At = Now, Actor = actor.Id }
                : NotYours(task, "move the follow-up date of", "Only its assignee or a manager can."), ct);

    /// <summary>Keeps what a person has typed so far, on the server, so that a lost connection loses nothing. No step of the process.</summary>
    public async Task<Reply> SaveDraft(Actor actor, long taskKey, string json, CancellationToken ct = default)
    {
        if (json.Length > MaxDraft) return new Reply(Invalid($"Expected a draft of at most {MaxDraft / 1024} KB, but it has {json.Length / 1024} KB."));
        var reply = await OnTask(actor, taskKey, async (task, _, stop) =>
            await _rights.MayClaim(actor, task, stop) ? Decision.Nothing : NotYours(task, "save a draft of", "Claim it first."), ct);
        if (reply.IsDone) await _drafts.Save(taskKey, actor.UserId, json, Now, ct);
        return reply;
    }

    const int MaxDraft = 256 * 1024;

    /// <summary>Whether the task's listeners are just being asked about what somebody wishes for it.</summary>
    public async Task<bool> AsksListeners(long taskKey, CancellationToken ct = default) =>
        await Peek(Engine.InstanceKey.Of(taskKey), (instance, _) => instance.HeldChanges.ContainsKey(taskKey) ? "yes" : null, ct) is not null;

    /// <summary>Runs a decision on the open task, or explains what became of it.</summary>
    Task<Reply> OnTask(Actor actor, long taskKey, DecideOnTask decide, CancellationToken ct) =>
        Execute(taskKey, async (instance, definition, stop) =>
        {
            if (!actor.IsAny(Role.Staff, Role.Manager, Role.Operator)) return Forbidden("work on tasks", "Staff");
            return instance.UserTasks.TryGetValue(taskKey, out var task)
                ? await decide(task, instance, stop)
                : await Ended(taskKey, stop);
        }, null, ct);

    async ValueTask<Rejection?> MayNotGive(Actor actor, OpenUserTask task, string? userId, CancellationToken ct)
    {
        if (!await _rights.Oversees(actor, task, ct)) return NotYours(task, "assign", "Only a manager of its people or an operator can.");
        if (userId is not null && !await _people.Exists(userId, ct)) return Invalid($"Expected the id of a user, but there is no user {userId}.");
        return null;
    }

    /// <summary>The lost race: says who has the task and since when.</summary>
    async ValueTask<Rejection> HeldBy(OpenUserTask task, string holder, CancellationToken ct)
    {
        var who = await _people.DisplayName(holder, ct);
        if (task is { Delegation: DelegationState.Pending, Owner: { } owner })
            return new Rejection(RejectionKind.Conflict,
                $"'{task.Name}' is with {who}, to whom {await _people.DisplayName(owner, ct)} has delegated it. Choose another task, or ask {who} to give it back.");
        var given = (await _timeline.Task(task.Key, ct)).LastOrDefault(e => e.Kind is TimelineKind.TaskClaimed or TimelineKind.TaskAssigned);
        return new Rejection(RejectionKind.Conflict, given is { Kind: TimelineKind.TaskClaimed, At: var at }
            ? $"{who} claimed '{task.Name}' at {at:HH:mm} UTC. Choose another task, or ask {who} to release it."
            : $"'{task.Name}' is assigned to {who}. Choose another task, or ask {who} to release it.");
    }

    /// <summary>A task that is open no more: says how it ended.</summary>
    async ValueTask<Rejection> Ended(long taskKey, CancellationToken ct)
    {
        if (await _tasks.Find(taskKey, ct) is not { EndedAt: { } at } task)
            return new Rejection(RejectionKind.NotFound, $"Expected a task with the key {taskKey}, but there is none.");
        var who = task.EndedBy is null ? "The process" : await _people.DisplayName(task.EndedBy, ct);
        return new Rejection(RejectionKind.Conflict, task.State == "completed"
            ? $"{who} completed '{task.Name}' at {at:HH:mm} UTC. Nothing is left to do here."
            : $"'{task.Name}' was cancelled at {at:HH:mm} UTC because the process went another way. Nothing is left to do here.");
    }

    static Rejection NotYours(OpenUserTask task, string wish, string remedy) =>
        new(RejectionKind.Forbidden, $"You may not {wish} '{task.Name}'. {remedy}");

    static Rejection Forbidden(string wish, string role) =>
        new(RejectionKind.Forbidden, $"To {wish} the role {role} is needed, which you do not have. Ask an administrator.");

    static Rejection Invalid(string message) => new(RejectionKind.Invalid, message);
}

/// <summary>Checks a wish against an open user task and makes the command of it.</summary>
delegate ValueTask<Decision> DecideOnTask(OpenUserTask task, ProcessInstance instance, CancellationToken ct);
