UPDATE organisation_entry SET personal = NULL WHERE organisation_id = $2 AND member_id = $1
