using Bpm.Engine;

namespace Bpm.Storage;

/// <summary>Who did what when: rows of the audit trail, each one command.</summary>
public sealed class AuditTrail(Database database)
{
    const string Columns = """
        SELECT a.audit_key, a.at, a.actor, a.action, a.instance_key, a.element_instance_key, i.definition_key, i.process_id,
               COALESCE(i.root_instance_key, i.instance_key) AS root_instance_key
        """;

    const string From = """

        FROM audit a
        LEFT JOIN process_instance i ON i.instance_key = a.instance_key
        """;

    const string StepsOfInstance = """
        SELECT a.audit_key, a.at, a.actor, a.action, a.instance_key, a.instance_version, a.element_instance_key, a.detail
        FROM audit a
        WHERE a.instance_key = @instanceKey
        ORDER BY a.instance_version
        """;

    public async Task<IReadOnlyList<OperationRow>> List(OperationQuery query, Slice slice, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<OperationRow>(
            Columns + From + Where(query) + (query.Descending ? "\nORDER BY a.audit_key DESC " : "\nORDER BY a.audit_key ") + database.Sql(Slice.Slot),
            Parameters(query, slice), cancellation);
    }

    public async Task<int> Count(OperationQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.Count("SELECT COUNT(*)" + From + Where(query), Parameters(query, Slice.All), cancellation);
    }

    /// <summary>What became of the jobs of an instance, oldest first: their creation, each failed attempt, their end.</summary>
    public async Task<IReadOnlyList<JobStep>> JobSteps(long instanceKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        var rows = await connection.List<AuditRow>(StepsOfInstance, new { instanceKey }, cancellation);
        var created = new Dictionary<long, JobCreated>();
        var steps = new List<JobStep>();
        foreach (var row in rows)
            foreach (var happened in row.Events)
            {
                if (happened is JobCreated job) created[job.Key] = job;
                var (key, kind) = happened switch
                {
                    JobCreated e => (e.Key, JobStepKind.Created),
                    JobFailed e => (e.Key, JobStepKind.Failed),
                    JobCompleted e => (e.Key, JobStepKind.Done),
                    JobCancelled e => (e.Key, JobStepKind.Cancelled),
                    _ => (0L, JobStepKind.Created),
                };
                if (key == 0 || !created.TryGetValue(key, out var about)) continue;
                var failed = happened as JobFailed;
                steps.Add(new(row.AuditKey, steps.Count, row.At, row.Actor, kind, key, about.ElementKey, about.ElementId,
                    about.Kind == JobKind.External ? WaitingJob.External : StoredName.Of(about.Kind), about.Type, about.DueAt,
                    failed?.RetriesLeft ?? about.Retries, about.Priority, failed?.Message));
            }
        return steps;
    }

    static string Where(OperationQuery q) => Filter.Where(
        (true, "a.actor IS NOT NULL"),
        (q.AuditKey is not null, "a.audit_key = @AuditKey"),
        (q.Actor is not null, "a.actor = @Actor"),
        (q.Actions is not null, "a.action IN @Actions"),
        (q.InstanceKey is not null, "a.instance_key = @InstanceKey"),
        (q.ElementInstanceKey is not null, "a.element_instance_key = @ElementInstanceKey"),
        (q.DefinitionKey is not null, "i.definition_key = @DefinitionKey"),
        (q.ProcessId is not null, "i.process_id = @ProcessId"),
        (q.After is not null, "a.at > @After"),
        (q.Before is not null, "a.at < @Before"));

    static object Parameters(OperationQuery q, Slice slice) => new
    {
        q.AuditKey, q.Actor, q.Actions, q.InstanceKey, q.ElementInstanceKey, q.DefinitionKey, q.ProcessId, q.After, q.Before, slice.Skip, slice.Take,
    };
}

/// <summary>Which operations of people and programs; what is null does not restrict.</summary>
public sealed record OperationQuery
{
    public long? AuditKey { get; init; }
    public string? Actor { get; init; }
    public IReadOnlyCollection<string>? Actions { get; init; }
    public long? InstanceKey { get; init; }
    public long? ElementInstanceKey { get; init; }
    public long? DefinitionKey { get; init; }
    public string? ProcessId { get; init; }
    public DateTimeOffset? After { get; init; }
    public DateTimeOffset? Before { get; init; }
    public bool Descending { get; init; }
}

public sealed record OperationRow
{
    public required long AuditKey { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Actor { get; init; }
    public required string Action { get; init; }
    public long? InstanceKey { get; init; }
    public long? ElementInstanceKey { get; init; }
    public long? DefinitionKey { get; init; }
    public string? ProcessId { get; init; }
    public long? RootInstanceKey { get; init; }
}

public enum JobStepKind { Created, Failed, Done, Cancelled }

/// <summary>Something that became of a job.</summary>
/// <param name="Number">Tells the steps of one row of the audit trail apart.</param>
/// <param name="JobKind">As <see cref="WaitingJob.Kind"/>.</param>
public sealed record JobStep(
    long AuditKey, int Number, DateTimeOffset At, string? Actor, JobStepKind Kind, long JobKey, long ElementKey, string ElementId, string JobKind, string? Type,
    DateTimeOffset? DueAt, int Retries, int Priority, string? Error);
