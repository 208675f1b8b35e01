-- What each organ was, is and will be, by the day from which it holds: '' from the beginning. The table organs holds of
-- these what stands now.
CREATE TABLE organ_versions (
  name TEXT NOT NULL REFERENCES organs (name),
  from_day TEXT NOT NULL,
  organ BYTEA NOT NULL,
  PRIMARY KEY (name, from_day)
);
INSERT INTO organ_versions (name, from_day, organ) SELECT name, '', organ FROM organs;
