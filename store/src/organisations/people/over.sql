SELECT id, ends_on FROM member
WHERE organisation_id = $1 AND state <> 'left' AND ends_on < $2
ORDER BY id LIMIT 1000
