UPDATE badge_place SET withdrawn_at = $2 WHERE (list, place) = (SELECT list, place FROM completion WHERE id = $1)
