INSERT INTO exception (id, organisation_id, member_id, requirement_id, state, until_on, reason, asked_by, asked_at, answer,
    decided_by)
VALUES ($1, $2, $3, $4, 'asked', $5, $6, $7, $8, '', '')
