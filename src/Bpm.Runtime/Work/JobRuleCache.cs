using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>What was set for jobs to come. What this node sets counts at once, what another node does within a second.</summary>
sealed class JobRuleCache(JobRules rules, TimeProvider time)
{
    static readonly TimeSpan Trust = TimeSpan.FromSeconds(1);

    volatile Known? _known;

    /// <summary>The rules of a version; nothing at all as a rule.</summary>
    public async ValueTask<IReadOnlyList<JobRule>> Of(long definitionKey, CancellationToken ct)
    {
        var known = _known;
        if (known is null || time.GetElapsedTime(known.AskedAt) >= Trust)
        {
            var askedAt = time.GetTimestamp();
            known = new((await rules.All(ct)).ToLookup(r => r.DefinitionKey), askedAt);
            _known = known;
        }
        return [.. known.Rules[definitionKey]];
    }

    public void Forget() => _known = null;

    sealed record Known(ILookup<long, JobRule> Rules, long AskedAt);
}
