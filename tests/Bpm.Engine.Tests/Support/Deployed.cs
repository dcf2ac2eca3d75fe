using Bpm.Dmn;
using Bpm.Model;

namespace Bpm.Engine.Tests.Support;

/// <summary>Deployed decisions of a test. As in the product, only what was fetched is at hand; the rest a run must ask for.</summary>
sealed class Deployed : IDecisions
{
    readonly List<(LoadedDecision Decision, string? Tag)> _versions = [];
    readonly Dictionary<DecisionRequest, LoadedDecision?> _atHand = [];

    /// <summary>Requests that runs were given up for.</summary>
    public List<DecisionRequest> Fetched { get; } = [];

    public Deployed With(DecisionModel model, string? tag = null)
    {
        foreach (var decision in model.Decisions)
        {
            var version = _versions.Count(v => v.Decision.Id == decision.Id) + 1;
            _versions.Add((new LoadedDecision((_versions.Count + 100L) << 20, decision.Id, decision.Name, version, model), tag));
        }
        _atHand.Clear();
        return this;
    }

    public bool TryFind(DecisionRequest request, out LoadedDecision? decision) => _atHand.TryGetValue(request, out decision);

    public void Fetch(DecisionRequest request)
    {
        Fetched.Add(request);
        // The process of a test is deployed together with the first version.
        _atHand[request] = _versions.Where(v => v.Decision.Id == request.DecisionId).Select(v => v).LastOrDefault(v => request.Binding switch
        {
            DecisionBinding.Deployment => v.Decision.Version == 1,
            DecisionBinding.Version => v.Decision.Version == request.Version,
            DecisionBinding.VersionTag => v.Tag == request.VersionTag,
            _ => true,
        }).Decision;
    }
}
