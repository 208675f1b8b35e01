-- Documents as they were filed, under the SM3 of their bytes. Rows never change; revisions name them in their summary.
CREATE TABLE documents (
  digest TEXT NOT NULL PRIMARY KEY,
  content BYTEA NOT NULL
);
