-- Who may do what where: a role for an organ and all below it, '' for all organs. The event that gave it says by whom,
-- when and why.
CREATE TABLE grants (
  subject TEXT NOT NULL,
  node TEXT NOT NULL,
  role BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  PRIMARY KEY (subject, node, role)
);
CREATE INDEX grants_by_node ON grants (node, subject, role);
