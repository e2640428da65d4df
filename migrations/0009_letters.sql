-- Letters of organisations: the week for which the summaries were made, and the way from a file to the row that names it.

ALTER TABLE organisation ADD COLUMN digest_week TEXT NOT NULL DEFAULT '';  -- ISO 8601 week, such as 2026-W48
CREATE INDEX evidence_by_place ON evidence (place);
