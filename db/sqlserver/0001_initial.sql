-- Instants are whole milliseconds since 1970-01-01 UTC, on both databases; keys are 64-bit integers; JSON is text.
-- Everything inside an instance has its key plus a number below 2^20, so the rows of an instance are a range of the
-- primary key and need no index of their own: WHERE task_key BETWEEN @instance AND @instance + 1048575.
-- Tables, columns and index names are the same in db/sqlite.
-- Ids and names compare by code point (BIN2), as they do in BPMN and in SQLite. Recommended for the database:
-- ALTER DATABASE … SET READ_COMMITTED_SNAPSHOT ON, so that screens never wait for writers.

CREATE TABLE key_block (
  name       nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
  next_value bigint NOT NULL
);
INSERT INTO key_block (name, next_value) VALUES ('main', 1);

CREATE TABLE deployment (
  deployment_key bigint NOT NULL PRIMARY KEY,
  name           nvarchar(1000) NOT NULL,
  source         nvarchar(200),
  deployed_at    bigint NOT NULL,
  deployed_by    nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL
);

CREATE TABLE resource (
  resource_key   bigint NOT NULL PRIMARY KEY,
  deployment_key bigint NOT NULL REFERENCES deployment (deployment_key),
  name           nvarchar(1000) NOT NULL,
  content_hash   nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  content        varbinary(max) NOT NULL
);
CREATE INDEX ix_resource_deployment ON resource (deployment_key);

CREATE TABLE process_definition (
  definition_key bigint NOT NULL PRIMARY KEY,
  process_id     nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  version        int NOT NULL,
  version_tag    nvarchar(200) COLLATE Latin1_General_100_BIN2,
  name           nvarchar(1000),
  resource_key   bigint NOT NULL REFERENCES resource (resource_key),
  deployment_key bigint NOT NULL,
  content_hash   nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  is_latest      int NOT NULL,
  is_startable   int NOT NULL,
  history_days   int
);
CREATE UNIQUE INDEX ux_process_definition_version ON process_definition (process_id, version);

-- Message start events of the latest versions: who is started by which message.
CREATE TABLE message_start (
  message_name   nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  definition_key bigint NOT NULL,
  start_event_id nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  PRIMARY KEY (message_name, definition_key, start_event_id)
);

CREATE TABLE form (
  form_key       bigint NOT NULL PRIMARY KEY,
  form_id        nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  version        int NOT NULL,
  deployment_key bigint NOT NULL,
  content_hash   nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  schema_json    nvarchar(max) NOT NULL
);
CREATE UNIQUE INDEX ux_form_version ON form (form_id, version);

-- state: active, completed, cancelled. incident_count counts the open incidents.
CREATE TABLE process_instance (
  instance_key   bigint NOT NULL PRIMARY KEY,
  definition_key bigint NOT NULL,
  process_id     nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  business_key   nvarchar(255) COLLATE Latin1_General_100_BIN2,
  state          nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  started_at     bigint NOT NULL,
  started_by     nvarchar(200) COLLATE Latin1_General_100_BIN2,
  ended_at       bigint,
  incident_count int NOT NULL,
  version        bigint NOT NULL,
  snapshot       nvarchar(max) NOT NULL
);
CREATE INDEX ix_process_instance_process ON process_instance (process_id, state);
CREATE INDEX ix_process_instance_business_key ON process_instance (business_key) WHERE business_key IS NOT NULL;

-- outcome: completed, terminated; null while the element is active.
CREATE TABLE element_instance (
  element_instance_key bigint NOT NULL PRIMARY KEY,
  instance_key         bigint NOT NULL,
  element_id           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  scope_key            bigint NOT NULL,
  started_at           bigint NOT NULL,
  ended_at             bigint,
  outcome              nvarchar(20) COLLATE Latin1_General_100_BIN2
);

-- Last values by scope: the instance, or an element instance (these stay when it has ended, as history).
-- type is the FEEL type's name; value_json is the tagged form, which reads back exactly.
CREATE TABLE variable (
  instance_key bigint NOT NULL,
  scope_key    bigint NOT NULL,
  name         nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  type         nvarchar(60) NOT NULL,
  value_json   nvarchar(max) NOT NULL,
  PRIMARY KEY (scope_key, name)
);

-- state: open, completed, cancelled. escalations counts the open ones. The index serves "my tasks" by due date.
CREATE TABLE user_task (
  task_key       bigint NOT NULL PRIMARY KEY,
  instance_key   bigint NOT NULL,
  definition_key bigint NOT NULL,
  process_id     nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  element_id     nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  name           nvarchar(1000) NOT NULL,
  business_key   nvarchar(255) COLLATE Latin1_General_100_BIN2,
  state          nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  assignee       nvarchar(200) COLLATE Latin1_General_100_BIN2,
  created_at     bigint NOT NULL,
  due_at         bigint,
  follow_up_at   bigint,
  priority       int NOT NULL,
  escalations    int NOT NULL,
  ended_at       bigint,
  ended_by       nvarchar(200) COLLATE Latin1_General_100_BIN2
);
CREATE INDEX ix_user_task_assignee ON user_task (assignee, due_at) WHERE state = 'open' AND assignee IS NOT NULL;

-- Who may take a task, as long as it is open (claimed or not). kind: user, group. due_sort is due_at, or the largest
-- bigint without one: a candidate's first tasks are read in order from the index.
CREATE TABLE task_candidate (
  kind         nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  candidate_id nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  due_sort     bigint NOT NULL,
  task_key     bigint NOT NULL,
  PRIMARY KEY (kind, candidate_id, due_sort, task_key)
);
CREATE INDEX ix_task_candidate_task ON task_candidate (task_key);

CREATE TABLE task_draft (
  task_key  bigint NOT NULL,
  user_id   nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  data_json nvarchar(max) NOT NULL,
  saved_at  bigint NOT NULL,
  PRIMARY KEY (task_key, user_id)
);

-- What must happen. kind: continuation, timer, deadline (the engine's own, type is null), external (type is the topic).
-- A timer that starts instances has instance_key 0. Without a lock, lock_owner is null and locked_until is 0.
CREATE TABLE job (
  job_key              bigint NOT NULL PRIMARY KEY,
  instance_key         bigint NOT NULL,
  definition_key       bigint NOT NULL,
  element_instance_key bigint NOT NULL,
  element_id           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  kind                 nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  type                 nvarchar(200) COLLATE Latin1_General_100_BIN2,
  due_at               bigint NOT NULL,
  retries              int NOT NULL,
  priority             int NOT NULL,
  lock_owner           nvarchar(200) COLLATE Latin1_General_100_BIN2,
  locked_until         bigint NOT NULL,
  created_at           bigint NOT NULL,
  attempts             int NOT NULL,
  last_error           nvarchar(max),
  repeats_left         int NOT NULL,
  repeat_every         nvarchar(60) COLLATE Latin1_General_100_BIN2
);
CREATE INDEX ix_job_due ON job (due_at) WHERE retries > 0 AND type IS NULL;
CREATE INDEX ix_job_type ON job (type, due_at) WHERE retries > 0 AND type IS NOT NULL;
CREATE INDEX ix_job_lock ON job (lock_owner, locked_until) WHERE lock_owner IS NOT NULL;
CREATE INDEX ix_job_start ON job (definition_key) WHERE instance_key = 0;

-- kind: expression, noFlow, jobFailed, uncaughtError.
CREATE TABLE incident (
  incident_key         bigint NOT NULL PRIMARY KEY,
  instance_key         bigint NOT NULL,
  definition_key       bigint NOT NULL,
  element_instance_key bigint NOT NULL,
  element_id           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  job_key              bigint,
  kind                 nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  message              nvarchar(max) NOT NULL,
  created_at           bigint NOT NULL,
  resolved_at          bigint,
  resolved_by          nvarchar(200) COLLATE Latin1_General_100_BIN2
);
CREATE INDEX ix_incident_open ON incident (created_at) WHERE resolved_at IS NULL;

-- action: notify, addCandidates, reassign, raisePriority, throwEscalation. recipient_kind: manager, group, user.
-- outcome: takenOver, handedOn, pushedBack, deadlineExtended, taskCompleted, taskCancelled. escalated_by null: the policy.
CREATE TABLE escalation (
  escalation_key bigint NOT NULL PRIMARY KEY,
  task_key       bigint NOT NULL,
  instance_key   bigint NOT NULL,
  step           int,
  action         nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
  recipient_kind nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  recipient_id   nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  from_user      nvarchar(200) COLLATE Latin1_General_100_BIN2,
  escalated_by   nvarchar(200) COLLATE Latin1_General_100_BIN2,
  reason         nvarchar(max),
  created_at     bigint NOT NULL,
  closed_at      bigint,
  closed_by      nvarchar(200) COLLATE Latin1_General_100_BIN2,
  outcome        nvarchar(20) COLLATE Latin1_General_100_BIN2
);
CREATE INDEX ix_escalation_recipient ON escalation (recipient_kind, recipient_id) WHERE closed_at IS NULL;
CREATE INDEX ix_escalation_task ON escalation (task_key);

-- One row per command: who, what, when. For instance commands, detail holds the history events: replaying them gives the snapshot.
CREATE TABLE audit (
  audit_key            bigint IDENTITY NOT NULL PRIMARY KEY,
  at                   bigint NOT NULL,
  actor                nvarchar(200) COLLATE Latin1_General_100_BIN2,
  action               nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
  instance_key         bigint,
  instance_version     bigint,
  element_instance_key bigint,
  detail               nvarchar(max) NOT NULL
);
CREATE INDEX ix_audit_instance ON audit (instance_key, instance_version) WHERE instance_key IS NOT NULL;

CREATE TABLE app_user (
  user_id         nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
  display_name    nvarchar(200) NOT NULL,
  email           nvarchar(320),
  password_hash   nvarchar(1000) NOT NULL,
  roles           nvarchar(1000) NOT NULL,
  manager_id      nvarchar(200) COLLATE Latin1_General_100_BIN2,
  failed_sign_ins int NOT NULL,
  locked_until    bigint,
  must_change     int NOT NULL,
  created_at      bigint NOT NULL
);

CREATE TABLE app_group (
  group_id   nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
  name       nvarchar(1000) NOT NULL,
  manager_id nvarchar(200) COLLATE Latin1_General_100_BIN2
);

CREATE TABLE group_member (
  group_id nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  user_id  nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  PRIMARY KEY (group_id, user_id)
);
CREATE INDEX ix_group_member_user ON group_member (user_id);
