-- Whose a task is while another works on it (delegation: pending, resolved), and what is said of it in the place of the model.
ALTER TABLE user_task ADD COLUMN owner TEXT;
ALTER TABLE user_task ADD COLUMN delegation TEXT;
ALTER TABLE user_task ADD COLUMN description TEXT;
CREATE INDEX ix_user_task_owner ON user_task (owner, due_at) WHERE state = 'open' AND owner IS NOT NULL;

-- Files and links beside a task, which stay when it is done. content is null for a link; size is in bytes.
CREATE TABLE attachment (
  attachment_key BIGINT NOT NULL PRIMARY KEY,
  instance_key   BIGINT NOT NULL,
  task_key       BIGINT NOT NULL,
  name           TEXT   NOT NULL,
  description    TEXT,
  content_type   TEXT,
  url            TEXT,
  size           BIGINT NOT NULL,
  content        BLOB,
  created_at     BIGINT NOT NULL,
  created_by     TEXT
);
CREATE INDEX ix_attachment_task ON attachment (task_key);
