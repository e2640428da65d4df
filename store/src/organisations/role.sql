UPDATE member SET role = $3, lead_of = $4 WHERE id = $1 AND organisation_id = $2
