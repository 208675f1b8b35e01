-- Days that authorities set earlier than the statutory ones.
CREATE TABLE deadlines (
  year BIGINT NOT NULL,
  node TEXT NOT NULL REFERENCES organs (name),
  scope BIGINT NOT NULL,
  deadline BYTEA NOT NULL,
  PRIMARY KEY (year, node, scope)
);
