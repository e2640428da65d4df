SELECT COALESCE(invitation, '') FROM member WHERE id = $1 AND organisation_id = $2 AND state IN ('listed', 'invited')
