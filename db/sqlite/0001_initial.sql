-- Instants are whole milliseconds since 1970-01-01 UTC, on both databases; keys are 64-bit integers; JSON is text.
-- Everything inside an instance has its key plus a number below 2^20, so the rows of an instance are a range of the
-- primary key and need no index of their own: WHERE task_key BETWEEN @instance AND @instance + 1048575.
-- Tables, columns and index names are the same in db/sqlserver.

CREATE TABLE key_block (
  name       TEXT   NOT NULL PRIMARY KEY,
  next_value BIGINT NOT NULL
);
INSERT INTO key_block (name, next_value) VALUES ('main', 1);

CREATE TABLE deployment (
  deployment_key BIGINT NOT NULL PRIMARY KEY,
  name           TEXT   NOT NULL,
  source         TEXT,
  deployed_at    BIGINT NOT NULL,
  deployed_by    TEXT   NOT NULL
);

CREATE TABLE resource (
  resource_key   BIGINT NOT NULL PRIMARY KEY,
  deployment_key BIGINT NOT NULL REFERENCES deployment (deployment_key),
  name           TEXT   NOT NULL,
  content_hash   TEXT   NOT NULL,
  content        BLOB   NOT NULL
);
CREATE INDEX ix_resource_deployment ON resource (deployment_key);

CREATE TABLE process_definition (
  definition_key BIGINT NOT NULL PRIMARY KEY,
  process_id     TEXT   NOT NULL,
  version        INT    NOT NULL,
  version_tag    TEXT,
  name           TEXT,
  resource_key   BIGINT NOT NULL REFERENCES resource (resource_key),
  deployment_key BIGINT NOT NULL,
  content_hash   TEXT   NOT NULL,
  is_latest      INT    NOT NULL,
  is_startable   INT    NOT NULL,
  history_days   INT
);
CREATE UNIQUE INDEX ux_process_definition_version ON process_definition (process_id, version);

-- Message start events of the latest versions: who is started by which message.
CREATE TABLE message_start (
  message_name   TEXT   NOT NULL,
  definition_key BIGINT NOT NULL,
  start_event_id TEXT   NOT NULL,
  PRIMARY KEY (message_name, definition_key, start_event_id)
);

CREATE TABLE form (
  form_key       BIGINT NOT NULL PRIMARY KEY,
  form_id        TEXT   NOT NULL,
  version        INT    NOT NULL,
  deployment_key BIGINT NOT NULL,
  content_hash   TEXT   NOT NULL,
  schema_json    TEXT   NOT NULL
);
CREATE UNIQUE INDEX ux_form_version ON form (form_id, version);

-- state: active, completed, cancelled. incident_count counts the open incidents.
CREATE TABLE process_instance (
  instance_key   BIGINT NOT NULL PRIMARY KEY,
  definition_key BIGINT NOT NULL,
  process_id     TEXT   NOT NULL,
  business_key   TEXT,
  state          TEXT   NOT NULL,
  started_at     BIGINT NOT NULL,
  started_by     TEXT,
  ended_at       BIGINT,
  incident_count INT    NOT NULL,
  version        BIGINT NOT NULL,
  snapshot       TEXT   NOT NULL
);
CREATE INDEX ix_process_instance_process ON process_instance (process_id, state);
CREATE INDEX ix_process_instance_business_key ON process_instance (business_key) WHERE business_key IS NOT NULL;

-- outcome: completed, terminated; null while the element is active.
CREATE TABLE element_instance (
  element_instance_key BIGINT NOT NULL PRIMARY KEY,
  instance_key         BIGINT NOT NULL,
  element_id           TEXT   NOT NULL,
  scope_key            BIGINT NOT NULL,
  started_at           BIGINT NOT NULL,
  ended_at             BIGINT,
  outcome              TEXT
);

-- Last values by scope: the instance, or an element instance (these stay when it has ended, as history).
-- type is the FEEL type's name; value_json is the tagged form, which reads back exactly.
CREATE TABLE variable (
  instance_key BIGINT NOT NULL,
  scope_key    BIGINT NOT NULL,
  name         TEXT   NOT NULL,
  type         TEXT   NOT NULL,
  value_json   TEXT   NOT NULL,
  PRIMARY KEY (scope_key, name)
) WITHOUT ROWID;

-- state: open, completed, cancelled. escalations counts the open ones. The index serves "my tasks" by due date.
CREATE TABLE user_task (
  task_key       BIGINT NOT NULL PRIMARY KEY,
  instance_key   BIGINT NOT NULL,
  definition_key BIGINT NOT NULL,
  process_id     TEXT   NOT NULL,
  element_id     TEXT   NOT NULL,
  name           TEXT   NOT NULL,
  business_key   TEXT,
  state          TEXT   NOT NULL,
  assignee       TEXT,
  created_at     BIGINT NOT NULL,
  due_at         BIGINT,
  follow_up_at   BIGINT,
  priority       INT    NOT NULL,
  escalations    INT    NOT NULL,
  ended_at       BIGINT,
  ended_by       TEXT
);
CREATE INDEX ix_user_task_assignee ON user_task (assignee, due_at) WHERE state = 'open' AND assignee IS NOT NULL;

-- Who may take a task, as long as it is open (claimed or not). kind: user, group. due_sort is due_at, or the largest
-- bigint without one: a candidate's first tasks are read in order from the index.
CREATE TABLE task_candidate (
  kind         TEXT   NOT NULL,
  candidate_id TEXT   NOT NULL,
  due_sort     BIGINT NOT NULL,
  task_key     BIGINT NOT NULL,
  PRIMARY KEY (kind, candidate_id, due_sort, task_key)
) WITHOUT ROWID;
CREATE INDEX ix_task_candidate_task ON task_candidate (task_key);

CREATE TABLE task_draft (
  task_key  BIGINT NOT NULL,
  user_id   TEXT   NOT NULL,
  data_json TEXT   NOT NULL,
  saved_at  BIGINT NOT NULL,
  PRIMARY KEY (task_key, user_id)
);

-- What must happen. kind: continuation, timer, deadline (the engine's own, type is null), external (type is the topic).
-- A timer that starts instances has instance_key 0. Without a lock, lock_owner is null and locked_until is 0.
CREATE TABLE job (
  job_key              BIGINT NOT NULL PRIMARY KEY,
  instance_key         BIGINT NOT NULL,
  definition_key       BIGINT NOT NULL,
  element_instance_key BIGINT NOT NULL,
  element_id           TEXT   NOT NULL,
  kind                 TEXT   NOT NULL,
  type                 TEXT,
  due_at               BIGINT NOT NULL,
  retries              INT    NOT NULL,
  priority             INT    NOT NULL,
  lock_owner           TEXT,
  locked_until         BIGINT NOT NULL,
  created_at           BIGINT NOT NULL,
  attempts             INT    NOT NULL,
  last_error           TEXT,
  repeats_left         INT    NOT NULL,
  repeat_every         TEXT
);
CREATE INDEX ix_job_due ON job (due_at) WHERE retries > 0 AND type IS NULL;
CREATE INDEX ix_job_type ON job (type, due_at) WHERE retries > 0 AND type IS NOT NULL;
CREATE INDEX ix_job_lock ON job (lock_owner, locked_until) WHERE lock_owner IS NOT NULL;
CREATE INDEX ix_job_start ON job (definition_key) WHERE instance_key = 0;

-- kind: expression, noFlow, jobFailed, uncaughtError.
CREATE TABLE incident (
  incident_key         BIGINT NOT NULL PRIMARY KEY,
  instance_key         BIGINT NOT NULL,
  definition_key       BIGINT NOT NULL,
  element_instance_key BIGINT NOT NULL,
  element_id           TEXT   NOT NULL,
  job_key              BIGINT,
  kind                 TEXT   NOT NULL,
  message              TEXT   NOT NULL,
  created_at           BIGINT NOT NULL,
  resolved_at          BIGINT,
  resolved_by          TEXT
);
CREATE INDEX ix_incident_open ON incident (created_at) WHERE resolved_at IS NULL;

-- action: notify, addCandidates, reassign, raisePriority, throwEscalation. recipient_kind: manager, group, user.
-- outcome: takenOver, handedOn, pushedBack, deadlineExtended, taskCompleted, taskCancelled. escalated_by null: the policy.
CREATE TABLE escalation (
  escalation_key BIGINT NOT NULL PRIMARY KEY,
  task_key       BIGINT NOT NULL,
  instance_key   BIGINT NOT NULL,
  step           INT,
  action         TEXT   NOT NULL,
  recipient_kind TEXT   NOT NULL,
  recipient_id   TEXT   NOT NULL,
  from_user      TEXT,
  escalated_by   TEXT,
  reason         TEXT,
  created_at     BIGINT NOT NULL,
  closed_at      BIGINT,
  closed_by      TEXT,
  outcome        TEXT
);
CREATE INDEX ix_escalation_recipient ON escalation (recipient_kind, recipient_id) WHERE closed_at IS NULL;
CREATE INDEX ix_escalation_task ON escalation (task_key);

-- One row per command: who, what, when. For instance commands, detail holds the history events: replaying them gives the snapshot.
CREATE TABLE audit (
  audit_key            INTEGER PRIMARY KEY AUTOINCREMENT,
  at                   BIGINT NOT NULL,
  actor                TEXT,
  action               TEXT   NOT NULL,
  instance_key         BIGINT,
  instance_version     BIGINT,
  element_instance_key BIGINT,
  detail               TEXT   NOT NULL
);
CREATE INDEX ix_audit_instance ON audit (instance_key, instance_version) WHERE instance_key IS NOT NULL;

CREATE TABLE app_user (
  user_id         TEXT   NOT NULL PRIMARY KEY,
  display_name    TEXT   NOT NULL,
  email           TEXT,
  password_hash   TEXT   NOT NULL,
  roles           TEXT   NOT NULL,
  manager_id      TEXT,
  failed_sign_ins INT    NOT NULL,
  locked_until    BIGINT,
  must_change     INT    NOT NULL,
  created_at      BIGINT NOT NULL
);

CREATE TABLE app_group (
  group_id   TEXT NOT NULL PRIMARY KEY,
  name       TEXT NOT NULL,
  manager_id TEXT
);

CREATE TABLE group_member (
  group_id TEXT NOT NULL,
  user_id  TEXT NOT NULL,
  PRIMARY KEY (group_id, user_id)
);
CREATE INDEX ix_group_member_user ON group_member (user_id);
