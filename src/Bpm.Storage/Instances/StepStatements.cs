namespace Bpm.Storage;

/// <summary>The statements of the write path. Values are given in the order in which the parameters first appear.</summary>
static class StepStatements
{
    public static readonly Statement InsertInstance = new(
        """
        INSERT INTO process_instance
            (instance_key, definition_key, process_id, business_key, state, started_at, started_by, ended_at, incident_count, version, snapshot,
             caller_key, root_instance_key)
        VALUES (@key, @definition, @process, @business_key, @state, @started_at, @started_by, @ended_at, @incidents, @version, @snapshot,
             @caller, @root)
        """);

    /// <summary>The same as long as its definition is there: nobody takes that away before this is committed.</summary>
    public static readonly Statement InsertDeployedInstance = new(
        """
        INSERT INTO process_instance
            (instance_key, definition_key, process_id, business_key, state, started_at, started_by, ended_at, incident_count, version, snapshot,
             caller_key, root_instance_key)
        SELECT @key, @definition, @process, @business_key, @state, @started_at, @started_by, @ended_at, @incidents, @version, @snapshot,
             @caller, @root
        WHERE EXISTS (SELECT 1 FROM process_definition {held} WHERE definition_key = @definition)
        """);

    public static readonly Statement UpdateInstance = new(
        """
        UPDATE process_instance
        SET state = @state, ended_at = @ended_at, incident_count = @incidents, version = @new_version, snapshot = @snapshot
        WHERE instance_key = @key AND version = @version
        """);

    // Deleted and inserted, not updated: one statement more than needed, and the store need not know what is there.
    public static readonly Statement DeletePart = new("DELETE FROM instance_part WHERE instance_key = @key AND part = @part");

    public static readonly Statement InsertPart = new("INSERT INTO instance_part (instance_key, part, data) VALUES (@key, @part, @data)");

    public static readonly Statement DeleteLoopValue = new("DELETE FROM loop_value WHERE loop_key = @loop AND loop_counter = @counter");

    public static readonly Statement DeleteLoopValues = new("DELETE FROM loop_value WHERE loop_key = @loop");

    public static readonly Statement InsertLoopValue = new("INSERT INTO loop_value (loop_key, loop_counter, value_json) VALUES (@loop, @counter, @value)");

    public static readonly Statement InsertElement = new(
        """
        INSERT INTO element_instance (element_instance_key, instance_key, element_id, scope_key, started_at, ended_at, outcome, role, loop_counter)
        VALUES (@key, @instance, @element, @scope, @started_at, @ended_at, @outcome, @role, @loop_counter)
        """);

    public static readonly Statement EndElement = new(
        "UPDATE element_instance SET ended_at = @ended_at, outcome = @outcome WHERE element_instance_key = @key");

    public static readonly Statement InsertVariable = new(
        "INSERT INTO variable (instance_key, scope_key, name, type, value_json) VALUES (@instance, @scope, @name, @type, @value)");

    public static readonly Statement UpdateVariable = new(
        "UPDATE variable SET type = @type, value_json = @value WHERE scope_key = @scope AND name = @name");

    public static readonly Statement DeleteVariable = new("DELETE FROM variable WHERE scope_key = @scope AND name = @name");

    public static readonly Statement InsertMissingVariable = new(
        """
        INSERT INTO variable (instance_key, scope_key, name, type, value_json)
        SELECT @instance, @scope, @name, @type, @value
        WHERE NOT EXISTS (SELECT 1 FROM variable WHERE scope_key = @scope AND name = @name)
        """);

    public static readonly Statement InsertTask = new(
        """
        INSERT INTO user_task
            (task_key, instance_key, definition_key, process_id, element_id, name, business_key, state, assignee,
             created_at, due_at, follow_up_at, priority, escalations, ended_at, ended_by)
        VALUES (@key, @instance, @definition, @process, @element, @name, @business_key, @state, @assignee,
             @created_at, @due_at, @follow_up_at, @priority, @escalations, @ended_at, @ended_by)
        """);

    public static readonly Statement UpdateTask = new(
        """
        UPDATE user_task
        SET name = @name, assignee = @assignee, due_at = @due_at, follow_up_at = @follow_up_at, priority = @priority, escalations = @escalations,
            owner = @owner, delegation = @delegation, description = @description
        WHERE task_key = @key
        """);

    public static readonly Statement EndTask = new(
        "UPDATE user_task SET state = @state, escalations = 0, ended_at = @ended_at, ended_by = @ended_by WHERE task_key = @key");

    public static readonly Statement AssignTask = new("UPDATE user_task SET assignee = @assignee WHERE task_key = @key");

    public static readonly Statement MoveTask = new("UPDATE user_task SET due_at = @due_at, follow_up_at = @follow_up_at WHERE task_key = @key");

    public static readonly Statement RankTask = new("UPDATE user_task SET priority = @priority WHERE task_key = @key");

    public static readonly Statement InsertCandidate = new(
        "INSERT INTO task_candidate (kind, candidate_id, due_sort, task_key) VALUES (@kind, @candidate, @due, @key)");

    public static readonly Statement DeleteCandidates = new("DELETE FROM task_candidate WHERE task_key = @key");

    public static readonly Statement DeleteDrafts = new("DELETE FROM task_draft WHERE task_key = @key");

    public static readonly Statement InsertJob = new(
        """
        INSERT INTO job
            (job_key, instance_key, definition_key, element_instance_key, element_id, kind, type, due_at, retries, priority,
             lock_owner, locked_until, created_at, attempts, last_error, repeats_left, repeat_every, suspended)
        VALUES (@key, @instance, @definition, @element_key, @element, @kind, @type, @due_at, @retries, @priority,
             NULL, 0, @created_at, 0, @error, @repeats_left, @repeat_every, @suspended)
        """);

    public static readonly Statement UpdateJob = new(
        """
        UPDATE job
        SET due_at = @due_at, retries = @retries, repeats_left = @repeats_left, last_error = @error, lock_owner = NULL, locked_until = 0
        WHERE job_key = @key
        """);

    public static readonly Statement SetRetries = new("UPDATE job SET retries = @retries WHERE job_key = @key");

    public static readonly Statement UpdateLockedJob = new(
        """
        UPDATE job
        SET due_at = @due_at, retries = @retries, repeats_left = @repeats_left, last_error = @error, lock_owner = NULL, locked_until = 0
        WHERE job_key = @key AND lock_owner = @owner AND (@attempt IS NULL OR attempts = @attempt)
        """);

    public static readonly Statement DeleteJob = new("DELETE FROM job WHERE job_key = @key");

    public static readonly Statement DeleteLockedJob = new(
        "DELETE FROM job WHERE job_key = @key AND lock_owner = @owner AND (@attempt IS NULL OR attempts = @attempt)");

    /// <summary>Touches the row of a lock that must still hold though the step leaves the job as it is.</summary>
    public static readonly Statement HoldLock = new(
        "UPDATE job SET lock_owner = @owner WHERE job_key = @key AND lock_owner = @owner AND (@attempt IS NULL OR attempts = @attempt)");

    /// <summary>A row of the outbox has reached one of its receivers.</summary>
    public static readonly Statement NoteProgress = new(
        "UPDATE job SET progress = @progress WHERE job_key = @key AND lock_owner = @owner AND (@attempt IS NULL OR attempts = @attempt)");

    public static readonly Statement InsertOutbox = new(
        """
        INSERT INTO job
            (job_key, instance_key, definition_key, element_instance_key, element_id, kind, due_at, retries, priority,
             locked_until, created_at, attempts, repeats_left, payload)
        VALUES (@key, @instance, @definition, @element_key, @element, @kind, @due_at, @retries, 0, 0, @created_at, 0, 0, @payload)
        """);

    public static readonly Statement InsertSubscription = new(
        """
        INSERT INTO subscription
            (subscription_key, instance_key, element_instance_key, element_id, kind, name, correlation_key, created_at)
        VALUES (@key, @instance, @element_key, @element, @kind, @name, @correlation_key, @created_at)
        """);

    public static readonly Statement DeleteSubscription = new("DELETE FROM subscription WHERE subscription_key = @key");

    public static readonly Statement InsertIncident = new(
        """
        INSERT INTO incident
            (incident_key, instance_key, definition_key, element_instance_key, element_id, job_key, kind, message, created_at, resolved_at, resolved_by)
        VALUES (@key, @instance, @definition, @element_key, @element, @job, @kind, @message, @created_at, @resolved_at, @resolved_by)
        """);

    public static readonly Statement ResolveIncident = new(
        "UPDATE incident SET resolved_at = @resolved_at, resolved_by = @resolved_by WHERE incident_key = @key");

    public static readonly Statement InsertEvaluation = new(
        """
        INSERT INTO decision_evaluation
            (evaluation_key, instance_key, definition_key, process_id, element_instance_key, element_id, decision_key, decision_id,
             decision_version, decision_name, evaluated_at, result_json, trace_json, decisions)
        VALUES (@key, @instance, @definition, @process, @element_key, @element, @decision_key, @decision,
             @version, @name, @at, @result, @trace, @decisions)
        """);

    public static readonly Statement InsertFile = new(
        """
        INSERT INTO attachment (attachment_key, instance_key, task_key, name, description, content_type, size, created_at, created_by, content)
        VALUES (@key, @instance, @task, @name, @description, @type, @size, @at, @by, @content)
        """);

    public static readonly Statement InsertLink = new(
        """
        INSERT INTO attachment (attachment_key, instance_key, task_key, name, description, content_type, size, created_at, created_by, url)
        VALUES (@key, @instance, @task, @name, @description, @type, @size, @at, @by, @url)
        """);

    public static readonly Statement DeleteAttachment = new("DELETE FROM attachment WHERE attachment_key = @key");

    public static readonly Statement InsertEscalation = new(
        """
        INSERT INTO escalation
            (escalation_key, task_key, instance_key, step, action, recipient_kind, recipient_id, from_user, escalated_by, reason, created_at)
        VALUES (@key, @task, @instance, @step, @action, @recipient_kind, @recipient, @from_user, @escalated_by, @reason, @created_at)
        """);

    public static readonly Statement CloseEscalation = new(
        "UPDATE escalation SET closed_at = @closed_at, closed_by = @closed_by, outcome = @outcome WHERE escalation_key = @key");

    public static readonly Statement InsertCreatedJobLog = new(
        """
        INSERT INTO job_log (at, kind, job_key, element_instance_key, element_id, job_kind, type, due_at, priority, retries)
        VALUES (@at, 'created', @job, @element_key, @element, @job_kind, @type, @due_at, @priority, @retries)
        """);

    public static readonly Statement InsertJobLog = new(
        "INSERT INTO job_log (at, kind, job_key, retries, worker, error) VALUES (@at, @kind, @job, @retries, @worker, @error)");

    public static readonly Statement InsertAudit = new(
        """
        INSERT INTO audit (at, actor, action, instance_key, instance_version, element_instance_key, detail)
        VALUES (@at, @actor, @action, @instance, @version, @element_key, @detail)
        """);
}
