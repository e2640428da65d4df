UPDATE member SET came_back_as = $2 WHERE organisation_id = $3 AND (id = $1 OR came_back_as = $1)
