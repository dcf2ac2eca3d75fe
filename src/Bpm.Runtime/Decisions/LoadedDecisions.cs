using Bpm.Engine;

namespace Bpm.Runtime;

/// <summary>What one run of a process knows of decisions. An answer counts for the whole run, so that a run repeats itself.</summary>
sealed class LoadedDecisions(DecisionCache cache, long deploymentKey) : IDecisions
{
    readonly Dictionary<DecisionRequest, LoadedDecision?> _answers = [];

    public bool TryFind(DecisionRequest request, out LoadedDecision? decision) => _answers.TryGetValue(request, out decision);

    public async ValueTask Load(DecisionRequest request, CancellationToken ct) => _answers[request] = await cache.Find(request, deploymentKey, ct);
}
