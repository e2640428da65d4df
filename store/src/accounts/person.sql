SELECT name, email FROM account WHERE id = $1 AND COALESCE(organisation_id, '') = $2
