using Dapper;

namespace Bpm.Storage;

/// <summary>
/// What operators do to jobs of the engine's own beside their instances: nobody claims a suspended one, and the most urgent come
/// first. It stands in the rows alone. A job stays suspended as long as its instance, or the process that it starts, is.
/// </summary>
sealed class JobControl(Database database, CommitQueue writer)
{
    const string Chosen =
        """
        payload IS NULL AND kind <> 'external'
          AND (@job IS NULL OR job_key = @job)
          AND (@instance IS NULL OR instance_key = @instance)
          AND (@definition IS NULL OR definition_key = @definition)
          AND (@process IS NULL OR definition_key IN (SELECT d.definition_key FROM process_definition d WHERE d.process_id = @process))
          AND (@element IS NULL OR element_id = @element)
          AND (@kind IS NULL OR kind = @kind)
        """;

    const string FailedOf = "SELECT job_key FROM job WHERE retries <= 0 AND " + Chosen + " ORDER BY job_key";

    static readonly Statement Suspend = new("UPDATE job SET suspended = 1 WHERE suspended = 0 AND " + Chosen);

    static readonly Statement Activate = new(
        "UPDATE job SET suspended = 0 WHERE suspended = 1 AND " + Chosen +
        """

          AND NOT EXISTS (SELECT 1 FROM process_instance i WHERE i.instance_key = job.instance_key AND i.suspended_at IS NOT NULL)
          AND NOT EXISTS (SELECT 1 FROM process_definition v WHERE v.definition_key = job.definition_key AND job.instance_key = 0 AND v.suspended_at IS NOT NULL)
        """);

    static readonly Statement Prioritize = new("UPDATE job SET priority = @priority WHERE " + Chosen);

    static readonly Statement Move = new("UPDATE job SET due_at = @due_at WHERE job_key = @job AND instance_key = 0 AND payload IS NULL");

    static readonly Statement DeleteRule = new("DELETE FROM job_rule WHERE definition_key = @definition AND element_id = @element AND kind = @kind");

    static readonly Statement InsertRule = new(
        "INSERT INTO job_rule (definition_key, element_id, kind, suspended, priority) VALUES (@definition, @element, @kind, @suspended, @priority)");

    /// <summary>How many jobs it concerned.</summary>
    public Task<int> SetSuspended(JobRange jobs, bool suspended, AuditEntry audit, CancellationToken ct) =>
        Noted(audit, session => session.Run(jobs.On(suspended ? Suspend : Activate)), ct);

    public Task<int> SetPriority(JobRange jobs, int priority, AuditEntry audit, CancellationToken ct) =>
        Noted(audit, session => session.Run(jobs.On(Prioritize, priority)), ct);

    /// <summary>Moves a timer that starts instances.</summary>
    public Task<int> MoveStart(long jobKey, DateTimeOffset due, AuditEntry audit, CancellationToken ct) =>
        Noted(audit, session => session.Run(Move.With(due, jobKey)), ct);

    /// <summary>Sets what counts for jobs to come, and for those that are there where that is asked for.</summary>
    public Task<int> SetRules(IReadOnlyList<JobRule> rules, RuleChange change, AuditEntry audit, CancellationToken ct) => Noted(
        audit,
        async session =>
        {
            foreach (var rule in rules)
            {
                await session.Run(DeleteRule.With(rule.DefinitionKey, rule.ElementId, rule.Kind));
                if (rule.IsSuspended || rule.Priority is not null)
                {
                    await session.Run(InsertRule.With(rule.DefinitionKey, rule.ElementId, rule.Kind, rule.IsSuspended ? 1 : 0, rule.Priority));
                }

                var jobs = new JobRange { Definition = rule.DefinitionKey, Element = rule.ElementId, Kind = rule.Kind };
                if (change == RuleChange.SuspensionWithJobs)
                {
                    await session.Run(jobs.On(rule.IsSuspended ? Suspend : Activate));
                }
                else if (change == RuleChange.PriorityWithJobs && rule.Priority is { } priority)
                {
                    await session.Run(jobs.On(Prioritize, priority));
                }
            }

            return rules.Count;
        },
        ct);

    /// <summary>Jobs that have used up their attempts.</summary>
    public async Task<IReadOnlyList<long>> Failed(JobRange jobs, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return [.. await connection.QueryAsync<long>(new CommandDefinition(
            FailedOf,
            new { job = jobs.Job, instance = jobs.Instance, definition = jobs.Definition, process = jobs.Process, element = jobs.Element, kind = jobs.Kind },
            cancellationToken: ct))];
    }

    Task<int> Noted(AuditEntry audit, Func<WriteSession, ValueTask<int>> change, CancellationToken ct) => writer.Write(
        async session =>
        {
            var count = await change(session);
            if (count > 0)
            {
                await session.Run(AuditStore.Row(audit));
            }

            return count;
        },
        ct);
}

/// <summary>What of a rule has changed, and whether it counts for the jobs that are there, too.</summary>
enum RuleChange { ForJobsToCome, SuspensionWithJobs, PriorityWithJobs }

/// <summary>Which jobs; what is null does not restrict.</summary>
sealed record JobRange
{
    public long? Job { get; init; }
    public long? Instance { get; init; }
    public long? Definition { get; init; }
    public string? Process { get; init; }
    public string? Element { get; init; }
    public string? Kind { get; init; }

    public RowChange On(Statement statement) => statement.With(Job, Instance, Definition, Process, Element, Kind);

    public RowChange On(Statement statement, int value) => statement.With(value, Job, Instance, Definition, Process, Element, Kind);
}
