SELECT CAST(COUNT(*) AS BIGINT) FROM member
WHERE organisation_id = $1 AND role = 'manager' AND state = 'joined' AND id <> $2
