-- Messages that were published from outside. One waits until expires_at for whoever takes it, each process at most once.
-- state: waiting, delivered, expired. correlation_key is empty when the message has none. A second message with the same name,
-- correlation key and message id is refused until remembered_until. payload is the history event; the row goes at forget_at.
CREATE TABLE message (
  message_key      bigint NOT NULL PRIMARY KEY,
  name             nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  correlation_key  nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
  business_key     nvarchar(255) COLLATE Latin1_General_100_BIN2,
  message_id       nvarchar(255) COLLATE Latin1_General_100_BIN2,
  sender           nvarchar(200) COLLATE Latin1_General_100_BIN2,
  payload          nvarchar(max) NOT NULL,
  received_at      bigint NOT NULL,
  expires_at       bigint NOT NULL,
  remembered_until bigint NOT NULL,
  forget_at        bigint,
  state            nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  deliveries       int NOT NULL
);
CREATE INDEX ix_message_name ON message (state, name, correlation_key);
CREATE INDEX ix_message_correlation ON message (correlation_key, state);
CREATE UNIQUE INDEX ux_message_id ON message (name, correlation_key, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX ix_message_forget ON message (forget_at) WHERE forget_at IS NOT NULL;

-- Who has had a message: one instance of each process at most.
CREATE TABLE message_delivery (
  message_key  bigint NOT NULL,
  process_id   nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  instance_key bigint NOT NULL,
  delivered_at bigint NOT NULL,
  PRIMARY KEY (message_key, process_id)
);

-- What an open instance has for itself among the instances of its process. kind: business (a business key that was to be unique),
-- message (the correlation key of the message that started it).
CREATE TABLE instance_claim (
  process_id   nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  kind         nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  claim_key    nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
  instance_key bigint NOT NULL,
  PRIMARY KEY NONCLUSTERED (process_id, kind, claim_key)
);
CREATE INDEX ix_instance_claim_instance ON instance_claim (instance_key);

-- Answers to requests that came with an idempotency key. request_key is a hash of the caller and the key, request_hash one of
-- the request. Without a status the request is still being answered, by one whose turn ends at held_until.
CREATE TABLE answered_request (
  request_key  nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
  request_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  created_at   bigint NOT NULL,
  expires_at   bigint NOT NULL,
  held_until   bigint NOT NULL,
  attempt      int NOT NULL,
  status       int,
  content_type nvarchar(200) COLLATE Latin1_General_100_BIN2,
  body         nvarchar(max)
);
CREATE INDEX ix_answered_request_expiry ON answered_request (expires_at);

-- A cron text and its zone are longer than an interval. (SQLite's text has any length.)
ALTER TABLE job ALTER COLUMN repeat_every nvarchar(400) COLLATE Latin1_General_100_BIN2;
