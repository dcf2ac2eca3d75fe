-- Who waits for a message or a signal; conditions are asked inside their instance and have no row.
-- kind: message, signal. A subscription of an event subprocess of the process has element_instance_key = instance_key.
CREATE TABLE subscription (
  subscription_key     BIGINT NOT NULL PRIMARY KEY,
  instance_key         BIGINT NOT NULL,
  element_instance_key BIGINT NOT NULL,
  element_id           TEXT   NOT NULL,
  kind                 TEXT   NOT NULL,
  name                 TEXT   NOT NULL,
  correlation_key      TEXT,
  created_at           BIGINT NOT NULL
);
CREATE INDEX ix_subscription_name ON subscription (kind, name, correlation_key);

-- Signal start events of the latest versions.
CREATE TABLE signal_start (
  signal_name    TEXT   NOT NULL,
  definition_key BIGINT NOT NULL,
  start_event_id TEXT   NOT NULL,
  PRIMARY KEY (signal_name, definition_key, start_event_id)
);

-- Further kinds of jobs are what an instance sends to others: message, signal, call, cancelCall, answer. They outlive the
-- instance. payload is the history event; progress is the last of several receivers that has had it.
ALTER TABLE job ADD COLUMN payload TEXT;
ALTER TABLE job ADD COLUMN progress BIGINT;

-- caller_key is the call activity's element instance in the calling instance; root_instance_key is the outermost
-- calling instance, null when nobody called.
ALTER TABLE process_instance ADD COLUMN caller_key BIGINT;
ALTER TABLE process_instance ADD COLUMN root_instance_key BIGINT;
CREATE INDEX ix_process_instance_caller ON process_instance (caller_key) WHERE caller_key IS NOT NULL;

-- role: loop, item, undo; null for an element that is done once. loop_counter counts the items of a loop from 0.
ALTER TABLE element_instance ADD COLUMN role TEXT;
ALTER TABLE element_instance ADD COLUMN loop_counter INT;
