-- Who waits for a message or a signal; conditions are asked inside their instance and have no row.
-- kind: message, signal. A subscription of an event subprocess of the process has element_instance_key = instance_key.
CREATE TABLE subscription (
  subscription_key     bigint NOT NULL PRIMARY KEY,
  instance_key         bigint NOT NULL,
  element_instance_key bigint NOT NULL,
  element_id           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  kind                 nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  name                 nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  correlation_key      nvarchar(255) COLLATE Latin1_General_100_BIN2,
  created_at           bigint NOT NULL
);
CREATE INDEX ix_subscription_name ON subscription (kind, name, correlation_key);

-- Signal start events of the latest versions.
CREATE TABLE signal_start (
  signal_name    nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  definition_key bigint NOT NULL,
  start_event_id nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  PRIMARY KEY (signal_name, definition_key, start_event_id)
);

-- Further kinds of jobs are what an instance sends to others: message, signal, call, cancelCall, answer. They outlive the
-- instance. payload is the history event; progress is the last of several receivers that has had it.
ALTER TABLE job ADD payload nvarchar(max);
ALTER TABLE job ADD progress bigint;

-- caller_key is the call activity's element instance in the calling instance; root_instance_key is the outermost
-- calling instance, null when nobody called.
ALTER TABLE process_instance ADD caller_key bigint;
ALTER TABLE process_instance ADD root_instance_key bigint;
CREATE INDEX ix_process_instance_caller ON process_instance (caller_key) WHERE caller_key IS NOT NULL;

-- role: loop, item, undo; null for an element that is done once. loop_counter counts the items of a loop from 0.
ALTER TABLE element_instance ADD role nvarchar(20) COLLATE Latin1_General_100_BIN2;
ALTER TABLE element_instance ADD loop_counter int;
