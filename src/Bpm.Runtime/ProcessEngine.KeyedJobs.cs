using Bpm.Engine;
using Bpm.Model;

namespace Bpm.Runtime;

/// <summary>
/// Jobs as workers of Camunda 8 report on them: by the key alone, without saying who they are. So nobody can be told that
/// his lock ran out; whoever reports first has done the job, and what comes later finds no job.
/// </summary>
public sealed partial class ProcessEngine
{
    /// <summary>The job is done; the variables become its result.</summary>
    public Task<Reply> CompleteJob(Actor actor, long jobKey, VariableSet variables, CancellationToken ct = default) =>
        OnOpenJob(actor, jobKey, (_, _) => new CompleteJob(jobKey, variables) { At = Now, Actor = actor.Id }, ct);

    /// <summary>The same of a task's listener, which denies what is wished for its task or corrects it.</summary>
    public async Task<Reply> CompleteJob(Actor actor, long jobKey, VariableSet variables, ListenerVerdict verdict, CancellationToken ct = default) =>
        verdict.Corrections.Assignee is { Length: > 0 } user && !await _people.Exists(user, ct)
            ? new Reply(Invalid($"Expected the id of a user, but there is no user {user}."))
            : await OnOpenJob(actor, jobKey, (_, _) => new CompleteJob(jobKey, variables) { At = Now, Actor = actor.Id, Verdict = verdict }, ct);

    /// <summary>An attempt failed; the variables stay with the element for the next attempt.</summary>
    public async Task<Reply> FailJob(Actor actor, long jobKey, JobFailure failure, VariableSet variables, CancellationToken ct = default)
    {
        if (!variables.Items.IsEmpty)
        {
            var kept = await OnOpenJob(actor, jobKey, (job, _) => new SetVariables(job.ElementKey, variables) { At = Now, Actor = actor.Id }, ct);
            if (!kept.IsDone) return kept;
        }
        return await OnOpenJob(actor, jobKey, (job, node) => Failed(job, node, failure) with { Actor = actor.Id }, ct);
    }

    /// <summary>A BPMN error, which the model may catch.</summary>
    public Task<Reply> ThrowJobError(Actor actor, long jobKey, string code, string? message, VariableSet variables, CancellationToken ct = default) =>
        OnOpenJob(actor, jobKey, (_, _) => new ThrowJobError(jobKey, code, message, variables) { At = Now, Actor = actor.Id }, ct);

    Task<Reply> OnOpenJob(Actor actor, long jobKey, Func<Job, FlowNode, Command> command, CancellationToken ct) =>
        actor.IsAny(Role.Worker)
            ? Execute(jobKey, (instance, definition, _) => ValueTask.FromResult<Decision>(
                !instance.Jobs.TryGetValue(jobKey, out var job) || job.Kind != JobKind.External ? NoJob(jobKey)
                : job.Retries <= 0 ? UsedUp(jobKey)
                : command(job, definition.Nodes[job.ElementId])), null, ct)
            : Task.FromResult(new Reply(Forbidden("work on jobs", "Worker")));

    static Rejection UsedUp(long jobKey) => new(RejectionKind.Conflict,
        $"Expected job {jobKey} to have attempts left, but it has used them up. Resolve its incident first.");
}
