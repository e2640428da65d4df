INSERT INTO badge_place (list, place) VALUES ($1, $2) ON CONFLICT (list, place) DO NOTHING
