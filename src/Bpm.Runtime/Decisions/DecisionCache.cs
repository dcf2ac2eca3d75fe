using System.Collections.Concurrent;
using Bpm.Dmn;
using Bpm.Engine;
using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>
/// Decisions by their versions, each file read once. A version never changes after its deployment; which version a
/// request means may: that is asked again after a second, and at once after a deployment of this node.
/// </summary>
sealed class DecisionCache(DecisionStore store, DefinitionStore definitions, TimeProvider time)
{
    static readonly TimeSpan Trust = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<long, LoadedDecision> _byKey = [];
    readonly ConcurrentDictionary<long, DecisionModel> _models = [];
    readonly ConcurrentDictionary<long, Asking> _asking = [];
    volatile ConcurrentDictionary<(long Deployment, DecisionRequest Request), (LoadedDecision Decision, long AskedAt)> _found = [];

    /// <summary>This node has deployed something: what requests mean is asked again.</summary>
    public void ForgetLatest() => _found = [];

    /// <summary>The decisions for a run of a process: those that its tasks name without an expression are at hand.</summary>
    public async ValueTask<LoadedDecisions?> For(long definitionKey, ProcessDefinition definition, CancellationToken ct)
    {
        if (!_asking.TryGetValue(definitionKey, out var asking))
        {
            asking = await AskingOf(definitionKey, definition, ct);
            _asking[definitionKey] = asking;
        }
        if (!asking.HasRules) return null;
        var loaded = new LoadedDecisions(this, asking.DeploymentKey);
        foreach (var request in asking.Known) await loaded.Load(request, ct);
        return loaded;
    }

    public async ValueTask<LoadedDecision?> Find(DecisionRequest request, long deploymentKey, CancellationToken ct)
    {
        // Only the binding to the process's own deployment depends on it.
        var key = (request.Binding == DecisionBinding.Deployment ? deploymentKey : 0, request);
        // Held here: an answer older than a deployment of this node lands in the table that the deployment has put aside.
        var found = _found;
        if (found.TryGetValue(key, out var known) && time.GetElapsedTime(known.AskedAt) < Trust) return known.Decision;
        var askedAt = time.GetTimestamp();
        var stored = request switch
        {
            { Binding: DecisionBinding.Version, Version: { } version } => await store.Version(request.DecisionId, version, ct),
            { Binding: DecisionBinding.VersionTag, VersionTag: { } tag } => await store.Tagged(request.DecisionId, tag, ct),
            { Binding: DecisionBinding.Deployment } => await store.InDeployment(request.DecisionId, deploymentKey, ct),
            _ => await store.Latest(request.DecisionId, ct),
        };
        // Absence is not kept: ids come out of data, so there is no end of those that nothing is deployed for.
        if (stored is null) return null;
        var decision = await Load(stored, ct);
        found[key] = (decision, askedAt);
        return decision;
    }

    public async ValueTask<LoadedDecision?> Find(long decisionKey, CancellationToken ct) =>
        _byKey.TryGetValue(decisionKey, out var known) ? known
        : await store.Find(decisionKey, ct) is { } stored ? await Load(stored, ct)
        : null;

    async ValueTask<LoadedDecision> Load(StoredDecision stored, CancellationToken ct)
    {
        if (_byKey.TryGetValue(stored.DecisionKey, out var known)) return known;
        // The decisions of one file share its model.
        if (!_models.TryGetValue(stored.ResourceKey, out var model))
            model = _models.GetOrAdd(stored.ResourceKey, await Read(stored, ct));
        return _byKey.GetOrAdd(stored.DecisionKey, new LoadedDecision(stored.DecisionKey, stored.DecisionId, stored.Name, stored.Version, model));
    }

    async Task<DecisionModel> Read(StoredDecision stored, CancellationToken ct)
    {
        var resource = await store.File(stored.DecisionKey, ct)
            ?? throw new InvalidOperationException($"Expected the file of decision {stored.DecisionKey}, but the database has none.");
        var files = await store.FilesOfItsDeployment(stored.DecisionKey, ct);
        var file = DmnReader.Read(resource.Content, resource.Name,
            [.. files.Where(f => f.Name != resource.Name && DeploymentFile.IsDecisionFile(f.Name)).Select(f => new DmnSource(f.Name, f.Content))]);
        return file.Model ?? throw new InvalidOperationException(
            $"Expected decisions in {resource.Name}, but: {string.Join("; ", file.Diagnostics.Select(d => d.Message))}");
    }

    async Task<Asking> AskingOf(long definitionKey, ProcessDefinition definition, CancellationToken ct)
    {
        BusinessRuleTask[] tasks = [.. definition.Nodes.Values.OfType<BusinessRuleTask>()];
        if (tasks.Length == 0) return Asking.Nothing;
        var stored = await definitions.Find(definitionKey, ct)
            ?? throw new InvalidOperationException($"Expected the process definition {definitionKey}, but the database has none.");
        return new Asking(true, stored.DeploymentKey, [.. tasks.Select(t => DecisionRequest.Static(t.Decision)).OfType<DecisionRequest>().Distinct()]);
    }

    /// <summary>What a process definition asks of decisions.</summary>
    sealed record Asking(bool HasRules, long DeploymentKey, DecisionRequest[] Known)
    {
        public static Asking Nothing { get; } = new(false, 0, []);
    }
}
