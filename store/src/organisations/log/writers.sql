SELECT DISTINCT by_name FROM organisation_entry WHERE organisation_id = $1
