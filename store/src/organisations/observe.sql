INSERT INTO observation (id, organisation_id, member_id, seen_on, effect, words, made_by, made_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
