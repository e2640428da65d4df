SELECT member_id, state, from_on, until_on FROM exception WHERE id = $1 AND organisation_id = $2
