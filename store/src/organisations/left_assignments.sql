UPDATE assignment SET ends_on = $2 WHERE member_id = $1 AND (ends_on IS NULL OR ends_on > $2)
