-- Decisions of DMN files. Each decision of a file has versions of its own; content_hash covers the file and what it imports.
CREATE TABLE decision_definition (
  decision_key      BIGINT NOT NULL PRIMARY KEY,
  decision_id       TEXT   NOT NULL,
  version           INT    NOT NULL,
  version_tag       TEXT,
  name              TEXT,
  requirements_id   TEXT   NOT NULL,
  requirements_name TEXT,
  resource_key      BIGINT NOT NULL REFERENCES resource (resource_key),
  deployment_key    BIGINT NOT NULL,
  content_hash      TEXT   NOT NULL,
  is_latest         INT    NOT NULL,
  history_days      INT
);
CREATE UNIQUE INDEX ux_decision_definition_version ON decision_definition (decision_id, version);

-- Which version of a decision a deployment contained, be it new or kept from an earlier one: what binding "deployment" means.
CREATE TABLE deployment_decision (
  deployment_key BIGINT NOT NULL,
  decision_key   BIGINT NOT NULL,
  PRIMARY KEY (deployment_key, decision_key)
);

-- What decisions have decided for instances. The JSON is the tagged form, which reads back exactly.
CREATE TABLE decision_evaluation (
  evaluation_key       BIGINT NOT NULL PRIMARY KEY,
  instance_key         BIGINT NOT NULL,
  definition_key       BIGINT NOT NULL,
  process_id           TEXT   NOT NULL,
  element_instance_key BIGINT NOT NULL,
  element_id           TEXT   NOT NULL,
  decision_key         BIGINT NOT NULL,
  decision_id          TEXT   NOT NULL,
  decision_version     INT    NOT NULL,
  decision_name        TEXT,
  evaluated_at         BIGINT NOT NULL,
  result_json          TEXT   NOT NULL,
  trace_json           TEXT   NOT NULL
);
CREATE INDEX ix_decision_evaluation_decision ON decision_evaluation (decision_id, evaluated_at);
