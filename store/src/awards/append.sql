INSERT INTO award_entry (award_id, number, recorded_at, recorded_by, organisation_id, body)
VALUES ($1, $2, $3, $4, $5, $6)
