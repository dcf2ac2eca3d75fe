using System.Collections.Concurrent;
using Bpm.Dmn;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Decisions;

/// <summary>
/// Deployed decisions as pages need them: to read and to try. A version never changes, so it is read once; when there are many,
/// all are forgotten and read again as needed.
/// </summary>
public sealed class DeployedDecisions(DecisionDefinitions reads, Deployments deployments)
{
    const int Most = 100;
    readonly ConcurrentDictionary<long, DecisionFile> _known = [];

    public async Task<DecisionFile?> Find(long decisionKey, CancellationToken ct)
    {
        if (_known.TryGetValue(decisionKey, out var known)) return known;
        if (await reads.Find(decisionKey, ct) is not { } row || await deployments.Content(row.DeploymentKey, row.ResourceKey, ct) is not { } file) return null;
        List<DmnSource> beside = [];
        foreach (var resource in await deployments.Resources(row.DeploymentKey, ct))
        {
            if (resource.ResourceKey == row.ResourceKey || !DeploymentFile.IsDecisionFile(resource.Name)) continue;
            if (await deployments.Content(row.DeploymentKey, resource.ResourceKey, ct) is { } content) beside.Add(new(resource.Name, content));
        }
        if (_known.Count >= Most) _known.Clear();
        return _known[decisionKey] = DecisionFile.Read(row.ResourceName, file, beside);
    }
}
