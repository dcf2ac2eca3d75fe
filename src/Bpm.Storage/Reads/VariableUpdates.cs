using Bpm.Engine;
using Bpm.Feel;

namespace Bpm.Storage;

/// <summary>Every value that the variables of an instance have had, read from its audit trail.</summary>
public sealed class VariableUpdates(Database database)
{
    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<VariableUpdate>> OfInstance(long instanceKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        var steps = await connection.List<AuditRow>(Timeline.OfInstance, new { instanceKey, after = 0L }, cancellation);
        var revisions = new Dictionary<(long Scope, string Name), int>();
        var updates = new List<VariableUpdate>();
        foreach (var step in steps)
            foreach (var assigned in step.Events.OfType<VariableAssigned>())
            {
                var revision = revisions.TryGetValue((assigned.ScopeKey, assigned.Name), out var before) ? before + 1 : 0;
                revisions[(assigned.ScopeKey, assigned.Name)] = revision;
                updates.Add(new(updates.Count, step.AuditKey, step.At, step.Actor, assigned.ScopeKey, assigned.Name, assigned.Value, revision));
            }
        return updates;
    }
}

/// <param name="Number">Its place among all updates of the instance, from 0.</param>
/// <param name="Actor">Who did it; null for the engine itself.</param>
/// <param name="Revision">How many values the variable had before.</param>
public sealed record VariableUpdate(int Number, long AuditKey, DateTimeOffset At, string? Actor, long ScopeKey, string Name, FeelValue Value, int Revision);
