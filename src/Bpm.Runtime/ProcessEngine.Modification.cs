using Bpm.Engine;

namespace Bpm.Runtime;

/// <summary>Moving tokens by hand.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>Cancels and starts elements of a running instance, in this order, all of it or nothing; for operators.</summary>
    /// <param name="annotation">Why, for the timeline.</param>
    public Task<Reply> Modify(Actor actor, long instanceKey, IReadOnlyList<Modification> instructions, string? annotation, CancellationToken ct = default) =>
        Operate(actor, instanceKey, "move tokens", () => new ModifyProcessInstance([.. instructions], annotation) { At = Now, Actor = actor.Id }, ct);
}
