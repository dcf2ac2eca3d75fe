-- Workers get the most urgent work of a topic first.
CREATE INDEX ix_job_priority ON job (type, priority DESC, due_at) WHERE retries > 0 AND type IS NOT NULL;
