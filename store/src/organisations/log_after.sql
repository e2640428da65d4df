SELECT number, at, by_name, member_id, body, personal, seal, hash, kind FROM organisation_entry
WHERE organisation_id = $1 AND number > $2 ORDER BY number LIMIT $3
