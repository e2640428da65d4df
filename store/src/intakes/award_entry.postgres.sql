INSERT INTO award_entry (award_id, number, recorded_at, recorded_by, organisation_id, body)
SELECT line.id, 1, $2, $3, $4, line.body
FROM jsonb_to_recordset(CAST($1 AS JSONB)) AS line (id TEXT, body TEXT)
