-- The frozen lists of those who must report, a row for each line. version is the sequence of the last event of the change
-- that touched the line; the greatest of a year is that of its list.
CREATE TABLE reporters (
  year BIGINT NOT NULL,
  organ TEXT NOT NULL REFERENCES organs (name),
  version BIGINT NOT NULL,
  reporter BYTEA NOT NULL,
  PRIMARY KEY (year, organ)
);
CREATE INDEX reporters_by_version ON reporters (year, version);
