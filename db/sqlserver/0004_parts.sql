-- The state of an instance that does not fit its row: what belongs to a few consecutive keys, as JSON. Most have none.
CREATE TABLE instance_part (
  instance_key bigint NOT NULL,
  part         int NOT NULL,
  data         nvarchar(max) NOT NULL,
  PRIMARY KEY (instance_key, part)
);

-- What a loop at work has collected, by its counter from 0; at -1 the list that it goes over.
CREATE TABLE loop_value (
  loop_key     bigint NOT NULL,
  loop_counter int NOT NULL,
  value_json   nvarchar(max) NOT NULL,
  PRIMARY KEY (loop_key, loop_counter)
);

-- The open tasks of an instance are found beside ten thousand that are done.
CREATE INDEX ix_user_task_instance ON user_task (instance_key) WHERE state = 'open';
