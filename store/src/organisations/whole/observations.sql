SELECT member_id, id, seen_on, effect, words, made_by FROM observation WHERE organisation_id = $1 ORDER BY seen_on, id
