-- The state of an instance that does not fit its row: what belongs to a few consecutive keys, as JSON. Most have none.
CREATE TABLE instance_part (
  instance_key BIGINT NOT NULL,
  part         INT    NOT NULL,
  data         TEXT   NOT NULL,
  PRIMARY KEY (instance_key, part)
) WITHOUT ROWID;

-- What a loop at work has collected, by its counter from 0; at -1 the list that it goes over.
CREATE TABLE loop_value (
  loop_key     BIGINT NOT NULL,
  loop_counter INT    NOT NULL,
  value_json   TEXT   NOT NULL,
  PRIMARY KEY (loop_key, loop_counter)
) WITHOUT ROWID;

-- The open tasks of an instance are found beside ten thousand that are done.
CREATE INDEX ix_user_task_instance ON user_task (instance_key) WHERE state = 'open';
