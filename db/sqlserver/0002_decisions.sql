-- Decisions of DMN files. Each decision of a file has versions of its own; content_hash covers the file and what it imports.
CREATE TABLE decision_definition (
  decision_key      bigint NOT NULL PRIMARY KEY,
  decision_id       nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  version           int NOT NULL,
  version_tag       nvarchar(200) COLLATE Latin1_General_100_BIN2,
  name              nvarchar(1000),
  requirements_id   nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  requirements_name nvarchar(1000),
  resource_key      bigint NOT NULL REFERENCES resource (resource_key),
  deployment_key    bigint NOT NULL,
  content_hash      nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  is_latest         int NOT NULL,
  history_days      int
);
CREATE UNIQUE INDEX ux_decision_definition_version ON decision_definition (decision_id, version);

-- Which version of a decision a deployment contained, be it new or kept from an earlier one: what binding "deployment" means.
CREATE TABLE deployment_decision (
  deployment_key bigint NOT NULL,
  decision_key   bigint NOT NULL,
  PRIMARY KEY (deployment_key, decision_key)
);

-- What decisions have decided for instances. The JSON is the tagged form, which reads back exactly.
CREATE TABLE decision_evaluation (
  evaluation_key       bigint NOT NULL PRIMARY KEY,
  instance_key         bigint NOT NULL,
  definition_key       bigint NOT NULL,
  process_id           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  element_instance_key bigint NOT NULL,
  element_id           nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  decision_key         bigint NOT NULL,
  decision_id          nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  decision_version     int NOT NULL,
  decision_name        nvarchar(1000),
  evaluated_at         bigint NOT NULL,
  result_json          nvarchar(max) NOT NULL,
  trace_json           nvarchar(max) NOT NULL
);
CREATE INDEX ix_decision_evaluation_decision ON decision_evaluation (decision_id, evaluated_at);
