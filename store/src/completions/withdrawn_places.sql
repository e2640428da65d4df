SELECT place FROM badge_place WHERE list = $1 AND withdrawn_at IS NOT NULL ORDER BY place
