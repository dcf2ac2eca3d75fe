-- Messages that were published from outside. One waits until expires_at for whoever takes it, each process at most once.
-- state: waiting, delivered, expired. correlation_key is empty when the message has none. A second message with the same name,
-- correlation key and message id is refused until remembered_until. payload is the history event; the row goes at forget_at.
CREATE TABLE message (
  message_key      BIGINT NOT NULL PRIMARY KEY,
  name             TEXT   NOT NULL,
  correlation_key  TEXT   NOT NULL,
  business_key     TEXT,
  message_id       TEXT,
  sender           TEXT,
  payload          TEXT   NOT NULL,
  received_at      BIGINT NOT NULL,
  expires_at       BIGINT NOT NULL,
  remembered_until BIGINT NOT NULL,
  forget_at        BIGINT,
  state            TEXT   NOT NULL,
  deliveries       INT    NOT NULL
);
CREATE INDEX ix_message_name ON message (state, name, correlation_key);
CREATE INDEX ix_message_correlation ON message (correlation_key, state);
CREATE UNIQUE INDEX ux_message_id ON message (name, correlation_key, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX ix_message_forget ON message (forget_at) WHERE forget_at IS NOT NULL;

-- Who has had a message: one instance of each process at most.
CREATE TABLE message_delivery (
  message_key  BIGINT NOT NULL,
  process_id   TEXT   NOT NULL,
  instance_key BIGINT NOT NULL,
  delivered_at BIGINT NOT NULL,
  PRIMARY KEY (message_key, process_id)
);

-- What an open instance has for itself among the instances of its process. kind: business (a business key that was to be unique),
-- message (the correlation key of the message that started it).
CREATE TABLE instance_claim (
  process_id   TEXT   NOT NULL,
  kind         TEXT   NOT NULL,
  claim_key    TEXT   NOT NULL,
  instance_key BIGINT NOT NULL,
  PRIMARY KEY (process_id, kind, claim_key)
);
CREATE INDEX ix_instance_claim_instance ON instance_claim (instance_key);

-- Answers to requests that came with an idempotency key. request_key is a hash of the caller and the key, request_hash one of
-- the request. Without a status the request is still being answered, by one whose turn ends at held_until.
CREATE TABLE answered_request (
  request_key  TEXT   NOT NULL PRIMARY KEY,
  request_hash TEXT   NOT NULL,
  created_at   BIGINT NOT NULL,
  expires_at   BIGINT NOT NULL,
  held_until   BIGINT NOT NULL,
  attempt      INT    NOT NULL,
  status       INT,
  content_type TEXT,
  body         TEXT
);
CREATE INDEX ix_answered_request_expiry ON answered_request (expires_at);
