-- What verdicts were given on, under the SM3 of its bytes. Rows never change.
CREATE TABLE contexts (
  digest TEXT NOT NULL PRIMARY KEY,
  context BYTEA NOT NULL
);
