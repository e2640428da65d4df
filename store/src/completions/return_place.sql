DELETE FROM badge_place WHERE list = $1 AND place = $2
