SELECT number, at, by_name, member_id, body, personal, seal, hash FROM organisation_entry
WHERE organisation_id = $1 AND number < $2 AND (CAST($3 AS TEXT) = '' OR member_id = $3)
ORDER BY number DESC LIMIT $4
