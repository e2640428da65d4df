INSERT INTO evidence (id, award_id, place, name, media_type, size, digest, made_at, made_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
