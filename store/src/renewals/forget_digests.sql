DELETE FROM mail WHERE organisation_id = $1 AND kind = 'digest_for_managers' AND body_text LIKE $2 ESCAPE '\'
