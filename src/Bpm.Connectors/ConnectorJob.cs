using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>One job for a connector.</summary>
/// <param name="IdempotencyKey">The same for every attempt of one job, and for no other job.</param>
/// <param name="ProcessInstanceKey">Whose work this is, for names of files and references in other systems.</param>
/// <param name="Variables">Everything that the service task can see.</param>
/// <param name="Headers">Static settings of the service task.</param>
public sealed record ConnectorJob(
    string IdempotencyKey, string ProcessInstanceKey, FeelContext Variables, IReadOnlyDictionary<string, string> Headers);
