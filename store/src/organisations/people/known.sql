SELECT state, name, email, starts_on, ends_on FROM member WHERE organisation_id = $1 AND id = $2
