-- Rulebooks, what verdicts find, and the texts that may be alike.

-- Every rulebook that was ever in force, under the SM3 of its bytes. Rows never change.
CREATE TABLE rulebooks (
  digest TEXT NOT NULL PRIMARY KEY,
  version TEXT NOT NULL,
  rulebook BYTEA NOT NULL
);

-- One row once there is a rulebook in force.
CREATE TABLE active_rulebook (
  singleton BIGINT NOT NULL PRIMARY KEY CHECK (singleton = 1),
  digest TEXT NOT NULL REFERENCES rulebooks (digest)
);

-- Filings of which the open revision, or else the effective one, has a verdict; and the rules that it names, each once.
CREATE TABLE judged_filings (
  filing TEXT NOT NULL PRIMARY KEY REFERENCES filings (name),
  year BIGINT NOT NULL
);
CREATE INDEX judged_filings_by_year ON judged_filings (year);
CREATE TABLE rule_findings (
  filing TEXT NOT NULL REFERENCES judged_filings (filing),
  rule TEXT NOT NULL,
  PRIMARY KEY (filing, rule)
);

-- Filings whose written sections share a band are candidates for a comparison.
CREATE TABLE text_bands (
  year BIGINT NOT NULL,
  band BIGINT NOT NULL,
  filing TEXT NOT NULL REFERENCES filings (name),
  PRIMARY KEY (year, band, filing)
);
CREATE INDEX text_bands_by_filing ON text_bands (filing);
