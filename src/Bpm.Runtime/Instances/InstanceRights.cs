using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>
/// Who may read what an instance carries: its variables, its comments and its timeline. Where an instance stands is no
/// secret among colleagues; what an invoice or a customer's file says is for those who have to do with it.
/// </summary>
public sealed class InstanceRights(Participation participation)
{
    /// <summary>Operators, managers, workers and administrators may read all; others where they take or took part.</summary>
    /// <param name="key">The instance's key, or that of anything inside it.</param>
    public async ValueTask<bool> MayRead(Actor actor, long key, CancellationToken ct = default) =>
        MayReadAll(actor) || await participation.Has(InstanceKey.Of(key), actor.UserId, actor.Groups, ct);

    public static bool MayReadAll(Actor actor) => actor.IsAny(Role.Operator, Role.Manager, Role.Worker);
}
