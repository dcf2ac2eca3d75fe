using Bpm.Feel;

namespace Bpm.Connectors;

/// <summary>One job for a connector.</summary>
/// <param name="IdempotencyKey">The same for every attempt of one job, and for no other job.</param>
/// <param name="ProcessInstanceKey">Whose work this is, for names of files and references in other systems.</param>
/// <param name="Variables">Everything that the service task can see.</param>
/// <param name="Headers">Static settings of the service task: text of the model. Only here secrets may be named.</param>
public sealed record ConnectorJob(
    string IdempotencyKey, string ProcessInstanceKey, FeelContext Variables, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>
    /// What the task's own input mappings gave. A connector takes its data from here, so that a variable of the process that
    /// happens to be called <c>url</c> is never taken for a setting.
    /// </summary>
    public FeelContext Inputs { get; init; } = FeelContext.Empty;
}
