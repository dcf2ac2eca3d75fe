-- Whose a task is while another works on it (delegation: pending, resolved), and what is said of it in the place of the model.
ALTER TABLE user_task ADD owner nvarchar(200) COLLATE Latin1_General_100_BIN2;
ALTER TABLE user_task ADD delegation nvarchar(20) COLLATE Latin1_General_100_BIN2;
ALTER TABLE user_task ADD description nvarchar(4000);
CREATE INDEX ix_user_task_owner ON user_task (owner, due_at) WHERE state = 'open' AND owner IS NOT NULL;

-- Files and links beside a task, which stay when it is done. content is null for a link; size is in bytes.
CREATE TABLE attachment (
  attachment_key bigint NOT NULL PRIMARY KEY,
  instance_key   bigint NOT NULL,
  task_key       bigint NOT NULL,
  name           nvarchar(1000) NOT NULL,
  description    nvarchar(4000),
  content_type   nvarchar(255) COLLATE Latin1_General_100_BIN2,
  url            nvarchar(4000),
  size           bigint NOT NULL,
  content        varbinary(max),
  created_at     bigint NOT NULL,
  created_by     nvarchar(200) COLLATE Latin1_General_100_BIN2
);
CREATE INDEX ix_attachment_task ON attachment (task_key);
