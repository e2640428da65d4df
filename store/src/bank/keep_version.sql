INSERT INTO bank_version (item_id, number, digest, written, source, note, made_by, made_by_name, made_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
