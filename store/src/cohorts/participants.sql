SELECT id, account_id, name, email, state, invited_at, joined_at FROM participant
WHERE cohort_id = $1 AND (CAST($2 AS TEXT) IS NULL OR id = $2)
ORDER BY name_key, id
