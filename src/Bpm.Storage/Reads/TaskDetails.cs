namespace Bpm.Storage;

/// <summary>Everything that the page of one task shows, in one connection.</summary>
public sealed class TaskDetails(Database database)
{
    const string Task = UserTasks.Columns + """
        , d.name AS process_name, d.version AS definition_version, d.deployment_key, i.state AS instance_state,
               i.started_at AS instance_started_at, i.started_by AS instance_started_by, i.suspended_at, i.suspended_by, i.suspended_reason
        FROM user_task t
        JOIN process_definition d ON d.definition_key = t.definition_key
        JOIN process_instance i ON i.instance_key = t.instance_key
        WHERE t.task_key = @taskKey
        """;

    const string Candidates = """
        SELECT c.kind, c.candidate_id AS id FROM task_candidate c WHERE c.task_key = @taskKey ORDER BY c.kind DESC, c.candidate_id
        """;

    const string Draft = """
        SELECT f.data_json, f.saved_at FROM task_draft f WHERE f.task_key = @taskKey AND f.user_id = @userId
        """;

    /// <summary>The task as this user sees it; the draft is the user's own. Null when there is no such task.</summary>
    public async Task<TaskDetail?> Find(long taskKey, string userId, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        var parameters = new { taskKey, userId };
        if (await connection.First<TaskDetailRow>(Task, parameters, cancellation) is not { } task) return null;
        return new(
            task,
            await connection.List<Candidate>(Candidates, parameters, cancellation),
            await Variables.Seen(connection, taskKey, cancellation),
            await connection.List<EscalationRow>(Escalations.OpenOfTask, parameters, cancellation),
            await connection.First<TaskDraft>(Draft, parameters, cancellation));
    }
}

/// <summary>A task with its instance and definition. The form stands in the definition, at <see cref="UserTaskRow.ElementId"/>.</summary>
public sealed record TaskDetailRow : UserTaskRow
{
    public string? ProcessName { get; init; }
    public required int DefinitionVersion { get; init; }

    /// <summary>Forms bound to the deployment are looked up with it.</summary>
    public required long DeploymentKey { get; init; }
    public required string InstanceState { get; init; }
    public required DateTimeOffset InstanceStartedAt { get; init; }
    public string? InstanceStartedBy { get; init; }
    public DateTimeOffset? SuspendedAt { get; init; }
    public string? SuspendedBy { get; init; }
    public string? SuspendedReason { get; init; }
}

public sealed record TaskDetail(
    TaskDetailRow Task, IReadOnlyList<Candidate> Candidates, IReadOnlyList<VariableRow> Variables,
    IReadOnlyList<EscalationRow> OpenEscalations, TaskDraft? Draft);

/// <summary>What a user has typed into a task's form but not sent.</summary>
public sealed record TaskDraft
{
    public required string DataJson { get; init; }
    public required DateTimeOffset SavedAt { get; init; }
}
