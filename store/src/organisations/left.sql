UPDATE member SET state = 'left', ends_on = $3, left_at = $4, role = 'member', lead_of = NULL, invitation = NULL
WHERE id = $1 AND organisation_id = $2
