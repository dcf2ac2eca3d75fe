-- Queries that are kept under a name. Without an owner a filter is everybody's. query_json is the query as its maker wrote it, in
-- which values may depend on who asks and when; properties_json is what programs keep beside it.
CREATE TABLE saved_filter (
  filter_key      bigint NOT NULL PRIMARY KEY,
  resource_type   nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  name            nvarchar(1000) NOT NULL,
  owner           nvarchar(200) COLLATE Latin1_General_100_BIN2,
  query_json      nvarchar(max) NOT NULL,
  properties_json nvarchar(max) NOT NULL,
  saved_at        bigint NOT NULL
);
CREATE INDEX ix_saved_filter_owner ON saved_filter (owner);

-- What became of jobs, one row per event; nothing is changed here. kind: created, failed, done, cancelled. What a job is stands in
-- the row of its creation alone, which the others find by the job's key; the key tells the instance, too.
CREATE TABLE job_log (
  log_key              bigint IDENTITY NOT NULL PRIMARY KEY,
  at                   bigint NOT NULL,
  kind                 nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  job_key              bigint NOT NULL,
  element_instance_key bigint,
  element_id           nvarchar(200) COLLATE Latin1_General_100_BIN2,
  job_kind             nvarchar(20) COLLATE Latin1_General_100_BIN2,
  type                 nvarchar(200) COLLATE Latin1_General_100_BIN2,
  due_at               bigint,
  priority             int,
  retries              int,
  worker               nvarchar(200) COLLATE Latin1_General_100_BIN2,
  error                nvarchar(max)
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
  subject     nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  subject_key bigint NOT NULL,
  text        nvarchar(4000) NOT NULL,
  PRIMARY KEY (subject, subject_key)
);

-- How many decisions an evaluation made: the one that was asked and those that it required. Null for what was evaluated before.
ALTER TABLE decision_evaluation ADD decisions int;
