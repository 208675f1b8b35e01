-- The working days of calendar years, where they were imported.
CREATE TABLE calendars (
  year BIGINT NOT NULL PRIMARY KEY,
  calendar BYTEA NOT NULL
);
