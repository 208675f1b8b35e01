-- What stands at a node for a year; node is '' for all organs. year_lock is NULL once it was lifted; version, the sequence
-- of the last event that touched it, stays.
CREATE TABLE year_locks (
  year BIGINT NOT NULL,
  node TEXT NOT NULL,
  version BIGINT NOT NULL,
  year_lock BYTEA,
  PRIMARY KEY (year, node)
);
