-- The day that the office set for a filing, which need not have been begun; NULL while the general one holds.
ALTER TABLE filings ADD COLUMN deadline BYTEA;
