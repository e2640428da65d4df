SELECT id, seen_on, effect, words, made_by FROM observation
WHERE organisation_id = $1 AND member_id = $2 ORDER BY seen_on DESC, id DESC
