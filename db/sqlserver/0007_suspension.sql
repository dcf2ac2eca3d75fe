-- Who has suspended an instance or a version of a process, and why; null while it goes on.
ALTER TABLE process_instance ADD suspended_at bigint;
ALTER TABLE process_instance ADD suspended_by nvarchar(200) COLLATE Latin1_General_100_BIN2;
ALTER TABLE process_instance ADD suspended_reason nvarchar(max);
CREATE INDEX ix_process_instance_suspended ON process_instance (definition_key) WHERE suspended_at IS NOT NULL;
ALTER TABLE process_definition ADD suspended_at bigint;
ALTER TABLE process_definition ADD suspended_by nvarchar(200) COLLATE Latin1_General_100_BIN2;
ALTER TABLE process_definition ADD suspended_reason nvarchar(max);
CREATE INDEX ix_process_definition_suspended ON process_definition (definition_key) WHERE suspended_at IS NOT NULL;
ALTER TABLE user_task ADD suspended int NOT NULL CONSTRAINT df_user_task_suspended DEFAULT 0;

-- A suspended job is not claimed. waits_for is the suspended instance that a row of the outbox is for: it wakes with it.
ALTER TABLE job ADD suspended int NOT NULL CONSTRAINT df_job_suspended DEFAULT 0;
ALTER TABLE job ADD waits_for bigint;
CREATE INDEX ix_job_waits_for ON job (waits_for) WHERE waits_for IS NOT NULL;
DROP INDEX ix_job_due ON job;
DROP INDEX ix_job_type ON job;
DROP INDEX ix_job_priority ON job;
CREATE INDEX ix_job_due ON job (due_at) WHERE retries > 0 AND type IS NULL AND suspended = 0;
CREATE INDEX ix_job_type ON job (type, due_at) WHERE retries > 0 AND type IS NOT NULL AND suspended = 0;
CREATE INDEX ix_job_priority ON job (type, priority DESC, due_at) WHERE retries > 0 AND type IS NOT NULL AND suspended = 0;

-- What was set for all jobs of an element in a version of a process; without a row they go on with their own priority.
-- kind: that of the jobs: timer, continuation, deadline.
CREATE TABLE job_rule (
  definition_key bigint NOT NULL,
  element_id     nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  kind           nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  suspended      int    NOT NULL,
  priority       bigint,
  PRIMARY KEY (definition_key, element_id, kind)
);
