-- Queries that are kept under a name. Without an owner a filter is everybody's. query_json is the query as its maker wrote it, in
-- which values may depend on who asks and when; properties_json is what programs keep beside it.
CREATE TABLE saved_filter (
  filter_key      BIGINT NOT NULL PRIMARY KEY,
  resource_type   TEXT   NOT NULL,
  name            TEXT   NOT NULL,
  owner           TEXT,
  query_json      TEXT   NOT NULL,
  properties_json TEXT   NOT NULL,
  saved_at        BIGINT NOT NULL
);
CREATE INDEX ix_saved_filter_owner ON saved_filter (owner);

-- What became of jobs, one row per event; nothing is changed here. kind: created, failed, done, cancelled. What a job is stands in
-- the row of its creation alone, which the others find by the job's key; the key tells the instance, too.
CREATE TABLE job_log (
  log_key              INTEGER PRIMARY KEY AUTOINCREMENT,
  at                   BIGINT NOT NULL,
  kind                 TEXT   NOT NULL,
  job_key              BIGINT NOT NULL,
  element_instance_key BIGINT,
  element_id           TEXT,
  job_kind             TEXT,
  type                 TEXT,
  due_at               BIGINT,
  priority             INT,
  retries              INT,
  worker               TEXT,
  error                TEXT
);
CREATE INDEX ix_job_log_job ON job_log (job_key);
CREATE INDEX ix_job_log_failed ON job_log (at) WHERE kind = 'failed';

-- The open jobs of instances, so that what becomes of them finds what they are. Work for programs outside has no due date of its own.
INSERT INTO job_log (at, kind, job_key, element_instance_key, element_id, job_kind, type, due_at, priority, retries)
SELECT created_at, 'created', job_key, element_instance_key, element_id, kind, type, CASE WHEN kind = 'external' THEN NULL ELSE due_at END, priority, retries
FROM job
WHERE kind IN ('external', 'timer', 'continuation', 'deadline') AND instance_key > 0
ORDER BY created_at, job_key;

-- What operators note beside incidents and operations. subject: incident, operation.
CREATE TABLE annotation (
  subject     TEXT   NOT NULL,
  subject_key BIGINT NOT NULL,
  text        TEXT   NOT NULL,
  PRIMARY KEY (subject, subject_key)
) WITHOUT ROWID;

-- How many decisions an evaluation made: the one that was asked and those that it required. Null for what was evaluated before.
ALTER TABLE decision_evaluation ADD COLUMN decisions INT;
