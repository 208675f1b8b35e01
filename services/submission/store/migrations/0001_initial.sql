-- The first schema. Types are those of PostgreSQL; SQLite takes them as they are.

-- One row: the log's identity and its end, and the sequence of the last event that touched an organ.
CREATE TABLE log_head (
  singleton BIGINT NOT NULL PRIMARY KEY CHECK (singleton = 1),
  log_id TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  digest BYTEA NOT NULL,
  roster_version BIGINT NOT NULL
);

-- The exact bytes of each event and its place in the chain.
CREATE TABLE events (
  sequence BIGINT NOT NULL PRIMARY KEY,
  event BYTEA NOT NULL,
  digest BYTEA NOT NULL
);

CREATE TABLE organs (
  name TEXT NOT NULL PRIMARY KEY,
  parent TEXT REFERENCES organs (name),
  organ BYTEA NOT NULL
);
CREATE INDEX organs_by_parent ON organs (parent);

-- version is the sequence of the last event that touched the filing.
CREATE TABLE filings (
  name TEXT NOT NULL PRIMARY KEY,
  organ TEXT NOT NULL REFERENCES organs (name),
  year BIGINT NOT NULL,
  scope BIGINT NOT NULL,
  version BIGINT NOT NULL,
  revision_count BIGINT NOT NULL,
  effective_revision BIGINT,
  open_revision BIGINT,
  UNIQUE (organ, year, scope)
);
CREATE INDEX filings_by_year ON filings (year, name);

-- summary is the revision without its report. submit_micros counts from 1970, 0 when it was never submitted.
CREATE TABLE revisions (
  filing TEXT NOT NULL REFERENCES filings (name),
  number BIGINT NOT NULL,
  state BIGINT NOT NULL,
  submit_micros BIGINT NOT NULL,
  summary BYTEA NOT NULL,
  report BYTEA NOT NULL,
  PRIMARY KEY (filing, number)
);
CREATE INDEX revisions_by_state ON revisions (state, submit_micros);

-- Requests that were carried out, and what was answered.
CREATE TABLE requests (
  actor TEXT NOT NULL,
  method TEXT NOT NULL,
  request_id TEXT NOT NULL,
  content_digest TEXT NOT NULL,
  reply BYTEA NOT NULL,
  PRIMARY KEY (actor, method, request_id)
);
