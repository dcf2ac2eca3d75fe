namespace Bpm.Storage;

/// <summary>What the search of the Camunda 8 API finds, under the names of its fields.</summary>
public static class SearchTables
{
    const string OneTenant = "'<default>'";
    const string VariablesOfInstance = "FROM variable v WHERE v.scope_key = i.instance_key AND ";

    public static SearchTable<InstanceRow> Instances { get; } = new(
        """
        SELECT i.instance_key, i.definition_key, i.process_id, d.name AS process_name, d.version AS definition_version, d.version_tag, i.business_key,
               i.state, i.started_at, i.started_by, i.ended_at, i.incident_count, i.caller_key, i.root_instance_key
        """,
        "\nFROM process_instance i JOIN process_definition d ON d.definition_key = i.definition_key",
        ["processInstanceKey"],
        SearchField.Of<InstanceRow>("processInstanceKey", SearchKind.Key, "i.instance_key", r => r.InstanceKey),
        SearchField.Of<InstanceRow>("processDefinitionKey", SearchKind.Key, "i.definition_key", r => r.DefinitionKey),
        SearchField.Of<InstanceRow>("processDefinitionId", SearchKind.Text, "i.process_id", r => r.ProcessId),
        SearchField.Of<InstanceRow>("processDefinitionName", SearchKind.Text, "d.name", r => r.ProcessName).Optional(),
        SearchField.Of<InstanceRow>("processDefinitionVersion", SearchKind.Number, "d.version", r => r.DefinitionVersion),
        SearchField.Of<InstanceRow>("processDefinitionVersionTag", SearchKind.Text, "d.version_tag", r => r.VersionTag).Optional(),
        SearchField.Of<InstanceRow>("parentProcessInstanceKey", SearchKind.Key, "(i.caller_key - i.caller_key % 1048576)", r => r.CallerKey & ~Engine.InstanceKey.Mask).Optional(),
        SearchField.Of<InstanceRow>("parentElementInstanceKey", SearchKind.Key, "i.caller_key", r => r.CallerKey).Optional(),
        SearchField.Of<InstanceRow>("businessId", SearchKind.Text, "i.business_key", r => r.BusinessKey).Optional(),
        SearchField.Of<InstanceRow>("startDate", SearchKind.Instant, "i.started_at", r => r.StartedAt),
        SearchField.Of<InstanceRow>("endDate", SearchKind.Instant, "i.ended_at", r => r.EndedAt).Optional(),
        SearchField.Of<InstanceRow>("state", SearchKind.Choice, "i.state", r => r.State)
            .WithChoices(("ACTIVE", "active"), ("COMPLETED", "completed"), ("TERMINATED", "cancelled")),
        SearchField.Of<InstanceRow>("hasIncident", SearchKind.Flag, "(CASE WHEN i.incident_count > 0 THEN 1 ELSE 0 END)", r => r.IncidentCount > 0),
        SearchField.Elsewhere("elementId", SearchKind.Text, "e.element_id",
            "FROM element_instance e WHERE e.element_instance_key > i.instance_key AND e.element_instance_key <= i.instance_key + 1048575 AND "),
        SearchField.Elsewhere("variables", SearchKind.Variable, "v.value_json", VariablesOfInstance),
        SearchField.Of<InstanceRow>("tenantId", SearchKind.Text, OneTenant));

    public static SearchTable<FoundTask> UserTasks { get; } = new(
        Storage.UserTasks.Columns + ", d.name AS process_name, d.version AS definition_version, d.deployment_key",
        """

        FROM user_task t
        JOIN process_definition d ON d.definition_key = t.definition_key
        JOIN process_instance i ON i.instance_key = t.instance_key
        """,
        ["userTaskKey"],
        SearchField.Of<FoundTask>("userTaskKey", SearchKind.Key, "t.task_key", r => r.TaskKey),
        SearchField.Of<FoundTask>("elementInstanceKey", SearchKind.Key, "t.task_key", r => r.TaskKey),
        SearchField.Of<FoundTask>("processInstanceKey", SearchKind.Key, "t.instance_key", r => r.InstanceKey).Inside("t.task_key"),
        SearchField.Of<FoundTask>("processDefinitionKey", SearchKind.Key, "t.definition_key", r => r.DefinitionKey),
        SearchField.Of<FoundTask>("processDefinitionId", SearchKind.Text, "t.process_id", r => r.ProcessId),
        SearchField.Of<FoundTask>("state", SearchKind.Choice, "t.state", r => r.State)
            .WithChoices(("CREATED", "open"), ("COMPLETED", "completed"), ("CANCELED", "cancelled")),
        SearchField.Of<FoundTask>("assignee", SearchKind.Text, "t.assignee", r => r.Assignee).Optional(),
        SearchField.Of<FoundTask>("priority", SearchKind.Number, "t.priority", r => r.Priority),
        SearchField.Of<FoundTask>("elementId", SearchKind.Text, "t.element_id", r => r.ElementId),
        SearchField.Of<FoundTask>("name", SearchKind.Text, "t.name", r => r.Name),
        SearchField.Of<FoundTask>("creationDate", SearchKind.Instant, "t.created_at", r => r.CreatedAt),
        SearchField.Of<FoundTask>("completionDate", SearchKind.Instant, "t.ended_at", r => r.EndedAt).Optional(),
        SearchField.Of<FoundTask>("followUpDate", SearchKind.Instant, "t.follow_up_at", r => r.FollowUpAt).Optional(),
        SearchField.Of<FoundTask>("dueDate", SearchKind.Instant, "t.due_at", r => r.DueAt).Optional(),
        SearchField.Elsewhere("candidateGroup", SearchKind.Text, "c.candidate_id", "FROM task_candidate c WHERE c.task_key = t.task_key AND c.kind = 'group' AND "),
        SearchField.Elsewhere("candidateUser", SearchKind.Text, "c.candidate_id", "FROM task_candidate c WHERE c.task_key = t.task_key AND c.kind = 'user' AND "),
        SearchField.Elsewhere("processInstanceVariables", SearchKind.Variable, "v.value_json", VariablesOfInstance),
        SearchField.Elsewhere("localVariables", SearchKind.Variable, "v.value_json", "FROM variable v WHERE v.scope_key = t.task_key AND "),
        SearchField.Of<FoundTask>("tenantId", SearchKind.Text, OneTenant));

    public static SearchTable<DefinitionRow> Definitions { get; } = new(
        """
        SELECT d.definition_key, d.process_id, d.version, d.version_tag, d.name, d.deployment_key, d.resource_key, d.is_latest,
               d.is_startable, d.history_days, r.name AS resource_name, p.deployed_at, p.deployed_by
        """,
        """

        FROM process_definition d
        JOIN resource r ON r.resource_key = d.resource_key
        JOIN deployment p ON p.deployment_key = d.deployment_key
        """,
        ["processDefinitionKey"],
        SearchField.Of<DefinitionRow>("processDefinitionKey", SearchKind.Key, "d.definition_key", r => r.DefinitionKey),
        SearchField.Of<DefinitionRow>("processDefinitionId", SearchKind.Text, "d.process_id", r => r.ProcessId),
        SearchField.Of<DefinitionRow>("name", SearchKind.Text, "d.name", r => r.Name).Optional(),
        SearchField.Of<DefinitionRow>("resourceName", SearchKind.Text, "r.name", r => r.ResourceName),
        SearchField.Of<DefinitionRow>("version", SearchKind.Number, "d.version", r => r.Version),
        SearchField.Of<DefinitionRow>("versionTag", SearchKind.Text, "d.version_tag", r => r.VersionTag).Optional(),
        SearchField.Of<DefinitionRow>("isLatestVersion", SearchKind.Flag, "d.is_latest"),
        SearchField.Of<DefinitionRow>("tenantId", SearchKind.Text, OneTenant));

    public static SearchTable<DecisionRow> Decisions { get; } = new(
        """
        SELECT d.decision_key, d.decision_id, d.version, d.version_tag, d.name, d.requirements_id, d.requirements_name, d.deployment_key,
               d.resource_key, d.is_latest, d.history_days, r.name AS resource_name, p.deployed_at, p.deployed_by
        """,
        """

        FROM decision_definition d
        JOIN resource r ON r.resource_key = d.resource_key
        JOIN deployment p ON p.deployment_key = d.deployment_key
        """,
        ["decisionDefinitionKey"],
        SearchField.Of<DecisionRow>("decisionDefinitionKey", SearchKind.Key, "d.decision_key", r => r.DecisionKey),
        SearchField.Of<DecisionRow>("decisionDefinitionId", SearchKind.Text, "d.decision_id", r => r.DecisionId),
        SearchField.Of<DecisionRow>("name", SearchKind.Text, "d.name", r => r.Name).Optional(),
        SearchField.Of<DecisionRow>("version", SearchKind.Number, "d.version", r => r.Version),
        SearchField.Of<DecisionRow>("decisionRequirementsId", SearchKind.Text, "d.requirements_id", r => r.RequirementsId),
        SearchField.Of<DecisionRow>("decisionRequirementsKey", SearchKind.Key, "d.resource_key", r => r.ResourceKey),
        SearchField.Of<DecisionRow>("isLatestVersion", SearchKind.Flag, "d.is_latest"),
        SearchField.Of<DecisionRow>("tenantId", SearchKind.Text, OneTenant));

    public static SearchTable<FoundElement> Elements { get; } = new(
        """
        SELECT e.element_instance_key, e.instance_key, e.element_id, e.scope_key, e.started_at, e.ended_at, e.outcome, e.role,
               i.definition_key, i.process_id, n.incident_key
        """,
        // An instance's incidents lie behind its key.
        """

        FROM element_instance e
        JOIN process_instance i ON i.instance_key = e.instance_key
        LEFT JOIN incident n ON n.incident_key = (
          SELECT MIN(o.incident_key) FROM incident o
          WHERE o.incident_key > e.instance_key AND o.incident_key <= e.instance_key + 1048575
            AND o.element_instance_key = e.element_instance_key AND o.resolved_at IS NULL)
        """,
        ["elementInstanceKey"],
        SearchField.Of<FoundElement>("elementInstanceKey", SearchKind.Key, "e.element_instance_key", r => r.ElementInstanceKey),
        SearchField.Of<FoundElement>("processInstanceKey", SearchKind.Key, "e.instance_key", r => r.InstanceKey).Inside("e.element_instance_key"),
        SearchField.Of<FoundElement>("processDefinitionKey", SearchKind.Key, "i.definition_key", r => r.DefinitionKey),
        SearchField.Of<FoundElement>("processDefinitionId", SearchKind.Text, "i.process_id", r => r.ProcessId),
        SearchField.Of<FoundElement>("elementId", SearchKind.Text, "e.element_id", r => r.ElementId),
        SearchField.Of<FoundElement>("state", SearchKind.Choice, "COALESCE(e.outcome, 'active')", r => r.Outcome ?? "active")
            .WithChoices(("ACTIVE", "active"), ("COMPLETED", "completed"), ("TERMINATED", "terminated")),
        SearchField.Of<FoundElement>("startDate", SearchKind.Instant, "e.started_at", r => r.StartedAt),
        SearchField.Of<FoundElement>("endDate", SearchKind.Instant, "e.ended_at", r => r.EndedAt).Optional(),
        SearchField.Of<FoundElement>("elementInstanceScopeKey", SearchKind.Key, "e.scope_key"),
        SearchField.Of<FoundElement>("hasIncident", SearchKind.Flag, "(CASE WHEN n.incident_key IS NULL THEN 0 ELSE 1 END)"),
        SearchField.Of<FoundElement>("incidentKey", SearchKind.Key, "n.incident_key", r => r.IncidentKey).Optional(),
        SearchField.Of<FoundElement>("tenantId", SearchKind.Text, OneTenant));

    public static SearchTable<IncidentRow> Incidents { get; } = new(
        """
        SELECT n.incident_key, n.instance_key, n.definition_key, d.process_id, d.name AS process_name, n.element_instance_key, n.element_id,
               n.job_key, n.kind, n.message, n.created_at, n.resolved_at, n.resolved_by, i.business_key
        """,
        """

        FROM incident n
        JOIN process_definition d ON d.definition_key = n.definition_key
        JOIN process_instance i ON i.instance_key = n.instance_key
        """,
        ["incidentKey"],
        SearchField.Of<IncidentRow>("incidentKey", SearchKind.Key, "n.incident_key", r => r.IncidentKey),
        SearchField.Of<IncidentRow>("processInstanceKey", SearchKind.Key, "n.instance_key", r => r.InstanceKey).Inside("n.incident_key"),
        SearchField.Of<IncidentRow>("processDefinitionKey", SearchKind.Key, "n.definition_key", r => r.DefinitionKey),
        SearchField.Of<IncidentRow>("processDefinitionId", SearchKind.Text, "d.process_id", r => r.ProcessId),
        SearchField.Of<IncidentRow>("elementId", SearchKind.Text, "n.element_id", r => r.ElementId),
        SearchField.Of<IncidentRow>("elementInstanceKey", SearchKind.Key, "n.element_instance_key", r => r.ElementInstanceKey),
        SearchField.Of<IncidentRow>("jobKey", SearchKind.Key, "n.job_key", r => r.JobKey).Optional(),
        SearchField.Of<IncidentRow>("errorMessage", SearchKind.Text, "n.message", r => r.Message),
        SearchField.Of<IncidentRow>("errorType", SearchKind.Choice, "n.kind", r => r.Kind).WithChoices(
            ("EXTRACT_VALUE_ERROR", "expression"), ("CONDITION_ERROR", "noFlow"), ("JOB_NO_RETRIES", "jobFailed"),
            ("UNHANDLED_ERROR_EVENT", "uncaughtError"), ("DECISION_EVALUATION_ERROR", "decision"), ("CALLED_ELEMENT_ERROR", "callFailed"),
            ("UNKNOWN", "unassigned")),
        SearchField.Of<IncidentRow>("creationTime", SearchKind.Instant, "n.created_at", r => r.CreatedAt),
        SearchField.Of<IncidentRow>("state", SearchKind.Choice, "(CASE WHEN n.resolved_at IS NULL THEN 'active' ELSE 'resolved' END)", r => r.ResolvedAt is null ? "active" : "resolved")
            .WithChoices(("ACTIVE", "active"), ("RESOLVED", "resolved")),
        SearchField.Of<IncidentRow>("tenantId", SearchKind.Text, OneTenant));

    public static SearchTable<VariableRow> Variables { get; } = new(
        "SELECT v.instance_key, v.scope_key, v.name, v.value_json, i.process_id, i.definition_key, i.state AS instance_state",
        "\nFROM variable v JOIN process_instance i ON i.instance_key = v.instance_key",
        ["scopeKey", "name"],
        SearchField.Of<VariableRow>("scopeKey", SearchKind.Key, "v.scope_key", r => r.ScopeKey),
        SearchField.Of<VariableRow>("name", SearchKind.Text, "v.name", r => r.Name),
        SearchField.Of<VariableRow>("processInstanceKey", SearchKind.Key, "v.instance_key", r => r.InstanceKey).Inside("v.scope_key"),
        SearchField.Of<VariableRow>("value", SearchKind.Variable, "v.value_json"),
        SearchField.Of<VariableRow>("tenantId", SearchKind.Text, OneTenant));

    /// <summary>Work for workers that is open; what is done leaves no row.</summary>
    public static SearchTable<WaitingJob> Jobs { get; } = new(
        """
        SELECT j.job_key, j.instance_key, j.definition_key, d.process_id, j.element_instance_key, j.element_id, j.kind, j.type, j.due_at,
               j.retries, j.priority, j.lock_owner, j.locked_until, j.created_at, j.attempts, j.last_error, j.repeats_left, j.repeat_every
        """,
        "\nFROM job j JOIN process_definition d ON d.definition_key = j.definition_key",
        ["jobKey"],
        SearchField.Of<WaitingJob>("jobKey", SearchKind.Key, "j.job_key", r => r.JobKey),
        SearchField.Of<WaitingJob>("processInstanceKey", SearchKind.Key, "j.instance_key", r => r.InstanceKey).Inside("j.job_key"),
        SearchField.Of<WaitingJob>("processDefinitionKey", SearchKind.Key, "j.definition_key", r => r.DefinitionKey),
        SearchField.Of<WaitingJob>("processDefinitionId", SearchKind.Text, "d.process_id", r => r.ProcessId),
        SearchField.Of<WaitingJob>("elementInstanceKey", SearchKind.Key, "j.element_instance_key", r => r.ElementInstanceKey),
        SearchField.Of<WaitingJob>("elementId", SearchKind.Text, "j.element_id", r => r.ElementId),
        SearchField.Of<WaitingJob>("type", SearchKind.Text, "j.type", r => r.Type).Optional(),
        SearchField.Of<WaitingJob>("worker", SearchKind.Text, "j.lock_owner", r => r.LockOwner).Optional(),
        SearchField.Of<WaitingJob>("retries", SearchKind.Number, "j.retries", r => r.Retries),
        SearchField.Of<WaitingJob>("errorMessage", SearchKind.Text, "j.last_error", r => r.LastError).Optional(),
        SearchField.Of<WaitingJob>("deadline", SearchKind.Instant, "j.locked_until", r => r.LockedUntil),
        SearchField.Of<WaitingJob>("hasFailedWithRetriesLeft", SearchKind.Flag, "(CASE WHEN j.last_error IS NOT NULL AND j.retries > 0 THEN 1 ELSE 0 END)"),
        SearchField.Of<WaitingJob>("state", SearchKind.Choice, "(CASE WHEN j.last_error IS NULL THEN 'created' ELSE 'failed' END)", r => r.LastError is null ? "created" : "failed")
            .WithChoices(("CREATED", "created"), ("FAILED", "failed")),
        SearchField.Of<WaitingJob>("tenantId", SearchKind.Text, OneTenant))
    {
        Only = "j.kind = 'external'",
    };

    public static SearchTable<Person> Users { get; } = new(
        "SELECT u.user_id, u.display_name, u.email, u.roles, u.manager_id",
        "\nFROM app_user u",
        ["username"],
        SearchField.Of<Person>("username", SearchKind.Text, "u.user_id", r => r.UserId),
        SearchField.Of<Person>("name", SearchKind.Text, "u.display_name", r => r.DisplayName),
        SearchField.Of<Person>("email", SearchKind.Text, "u.email", r => r.Email).Optional());
}

/// <summary>A user task with the names of its process.</summary>
public sealed record FoundTask : UserTaskRow
{
    public string? ProcessName { get; init; }
    public required int DefinitionVersion { get; init; }
    public required long DeploymentKey { get; init; }
}

/// <summary>An activation of an element, with its open incident.</summary>
public sealed record FoundElement
{
    public required long ElementInstanceKey { get; init; }
    public required long InstanceKey { get; init; }
    public required long DefinitionKey { get; init; }
    public required string ProcessId { get; init; }
    public required string ElementId { get; init; }
    public required long ScopeKey { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? Outcome { get; init; }
    public string? Role { get; init; }
    public long? IncidentKey { get; init; }
}
