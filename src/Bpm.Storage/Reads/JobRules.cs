namespace Bpm.Storage;

/// <summary>What was set for all jobs of an element of a version: that they are suspended, or how urgent they are. As a rule nothing.</summary>
public sealed class JobRules(Database database)
{
    const string Select = "SELECT r.definition_key, r.element_id, r.kind, r.suspended AS is_suspended, r.priority FROM job_rule r";

    public async Task<IReadOnlyList<JobRule>> All(CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<JobRule>(Select, null, cancellation);
    }
}

public sealed record JobRule
{
    public required long DefinitionKey { get; init; }
    public required string ElementId { get; init; }

    /// <summary>That of the jobs: timer, continuation, deadline.</summary>
    public required string Kind { get; init; }
    public required bool IsSuspended { get; init; }

    /// <summary>In the place of the jobs' own; null when it was not set.</summary>
    public int? Priority { get; init; }
}
